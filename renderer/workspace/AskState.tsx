import { ArrowSync24Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { CloudOff24Regular } from '@fluentui/react-icons/svg/cloud-off';
import type { ReactNode } from 'react';
import { dayClock } from '../format/time.ts';
import type { Ask, Shown } from '../hooks/useAsk.ts';
import { useNow } from '../hooks/useNow.ts';
import type { Message } from '../strings/en/errors.ts';
import { strings } from '../strings/index.ts';
import { PaneState } from '../ui/PaneState.tsx';
import { Empty, Failed, Loading } from '../ui/State.tsx';
import { useWorkspace } from './workspace.ts';

/**
 * What was asked of main, on screen: loading, not fetched yet, failed with the way to try again, or the value. `pane` is the title of a pane
 * that has nothing else to show until then.
 */
export const AskState = <Value, Code extends string>({
  ask: { state, again },
  words,
  where,
  loading,
  pane,
  keepLast = false,
  children,
}: {
  readonly ask: Ask<Shown<Value, Code>>;
  /** What is said of a failure. */
  readonly words: Readonly<Record<Code, Message>>;
  /** The call, to be quoted to ICT. */
  readonly where: string;
  readonly loading: string;
  readonly pane?: string;
  /** What was answered before still stands when the last try failed, with when that was. */
  readonly keepLast?: boolean;
  readonly children: (value: Value, staleSince: Date | undefined) => ReactNode;
}) => {
  if (state.kind === 'ready') return children(state.value, undefined);
  if (keepLast && state.kind === 'failed' && state.last !== undefined) return children(state.last.value, state.last.at);
  const instead =
    state.kind === 'loading' ? (
      <Loading label={loading} />
    ) : state.kind === 'unfetched' ? (
      <Unfetched />
    ) : (
      <Failed code={state.code} where={where} words={words} again={again} />
    );
  return pane === undefined ? instead : <PaneState title={pane}>{instead}</PaneState>;
};

/** How old an answer is, while there is no signal to bring another; undefined while there is. */
export const useStale = (asOf: string | undefined): string | undefined => {
  const { link } = useWorkspace();
  const now = useNow();
  return link?.link === 'offline' && asOf !== undefined ? strings.app.asOf(dayClock(asOf, now)) : undefined;
};

/** What is not known yet, in one line: on its way, or waiting for signal. Never "none". */
export const UnfetchedLine = ({ className }: { readonly className?: string | undefined }) => {
  const [title] = useUnfetchedWords();
  return (
    <p className={className} role="status">
      {title}
    </p>
  );
};

/** The same for a whole list. */
export const Unfetched = () => {
  const [title, lead, offline] = useUnfetchedWords();
  return (
    <div role="status">
      <Empty quiet icon={offline ? <CloudOff24Regular /> : <ArrowSync24Regular />} title={title} lead={lead} />
    </div>
  );
};

const useUnfetchedWords = (): readonly [title: string, lead: string, offline: boolean] => {
  const offline = useWorkspace().link?.link === 'offline';
  const [title, lead] = strings.app.unfetched[offline ? 'offline' : 'online'];
  return [title, lead, offline];
};
