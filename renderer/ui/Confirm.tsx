import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { Button } from './Button.tsx';
import s from './confirm.module.css';
import { useFocusBack } from './focusBack.ts';

/** A second question before something that is not lightly undone, where the first was asked. The focus is on leaving it. */
export const Confirm = ({
  question,
  yes,
  about,
  no,
  busy,
  onYes,
  onNo,
  children,
}: {
  readonly question: string;
  readonly yes: string;
  /** What it is done to, where there may be several such questions: heard after `yes`. */
  readonly about?: string;
  readonly no: string;
  readonly busy: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
  /** More to know, or to choose, before the answer. */
  readonly children?: ReactNode;
}) => {
  const leave = useRef<HTMLDivElement>(null);
  useFocusBack();
  useLayoutEffect(() => leave.current?.querySelector('button')?.focus(), []);
  return (
    <fieldset className={s.confirm} aria-label={question}>
      <p>{question}</p>
      {children}
      <div ref={leave} className={s.acts}>
        <Button onClick={onNo}>{no}</Button>
        <Button
          className={s.danger}
          disabledFocusable={busy}
          aria-label={about === undefined ? undefined : `${yes}: ${about}`}
          onClick={onYes}
        >
          {yes}
        </Button>
      </div>
    </fieldset>
  );
};
