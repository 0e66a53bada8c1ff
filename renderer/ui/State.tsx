import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { CloudOff24Regular } from '@fluentui/react-icons/svg/cloud-off';
import { ErrorCircle24Regular } from '@fluentui/react-icons/svg/error-circle';
import { type ReactNode, useEffect, useState } from 'react';
import { classes } from '../format/text.ts';
import type { Message } from '../strings/en/errors.ts';
import { strings } from '../strings/index.ts';
import { Button } from './Button.tsx';
import s from './state.module.css';

/** Nothing is here: says why and offers the next place. */
export const Empty = ({
  icon,
  title,
  lead,
  action,
  quiet = false,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly lead: string;
  readonly action?: ReactNode;
  readonly quiet?: boolean;
}) => (
  <div className={classes(s.state, quiet && s.quiet)}>
    <span className={s.art}>{icon}</span>
    <h2>{title}</h2>
    <p>{lead}</p>
    {action !== undefined && action !== false && <div className={s.acts}>{action}</div>}
  </div>
);

const skeletonRows = [1, 2, 3, 4];

/** Most answers are here before this: a skeleton that is gone at once is only a flash. */
const SKELETON_AFTER_MS = 150;

/** The answer is on its way from the store. Once that is felt: a skeleton of rows, and words for who cannot see it. */
export const Loading = ({ label = strings.app.loading }: { readonly label?: string }) => {
  const [felt, setFelt] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setFelt(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={s.load} aria-busy="true">
      {felt && (
        <>
          <p role="status">
            <ArrowSync20Regular />
            {label}
          </p>
          {skeletonRows.map((row) => (
            <Skeleton key={row} className={s.skeleton} aria-hidden>
              <SkeletonItem shape="square" size={28} />
              <SkeletonItem />
              <SkeletonItem />
            </Skeleton>
          ))}
        </>
      )}
    </div>
  );
};

/** What is absent because there is no signal is told apart from what broke. */
const calm: readonly string[] = ['NotHere', 'NotFound', 'Locked', 'TunnelDown', 'NotAuthorised'];

/** What happened, what is safe, what to do, and a code to quote. */
export const Failed = <Code extends string>({
  code,
  where,
  words,
  again,
}: {
  readonly code: Code;
  /** The call, to be quoted to ICT. */
  readonly where: string;
  readonly words: Readonly<Record<Code, Message>>;
  readonly again?: (() => void) | undefined;
}) => {
  const message = words[code];
  const isCalm = calm.includes(code);
  return (
    <div className={s.state} role="alert">
      <span className={classes(s.art, s[isCalm ? 'warn' : 'bad'])}>{isCalm ? <CloudOff24Regular /> : <ErrorCircle24Regular />}</span>
      <h2>{message.what}</h2>
      <p>
        {message.safe} {message.todo}
      </p>
      {again !== undefined && (
        <div className={s.acts}>
          <Button appearance="primary" icon={<ArrowSync20Regular />} onClick={again}>
            {strings.errors.tryAgain}
          </Button>
        </div>
      )}
      {!isCalm && <p className={s.code}>{strings.errors.quote(`${where} ${code}`)}</p>}
    </div>
  );
};
