import { Save20Filled } from '@fluentui/react-icons/svg/save';
import { Send20Filled } from '@fluentui/react-icons/svg/send';
import type { ReactNode, RefObject } from 'react';
import { Button } from './Button.tsx';
import { DraftBox, DraftTroubleNote, type TextDraft } from './DraftBox.tsx';
import s from './lineForm.module.css';

/** The box under a record in which one more line is written: a draft until it is sent, or kept without signal. Ctrl+Enter sends it. */
export const LineForm = ({
  name,
  id,
  label,
  before,
  over,
  children,
  wrong,
  box,
  draft,
  fits,
  placeholder,
  offline,
  words,
  disabled,
  send,
}: {
  /** What a screen reader calls the form; undefined where the box says enough. */
  readonly name?: string;
  readonly id: string;
  readonly label: string;
  /** What is asked first. */
  readonly before?: ReactNode;
  /** Beside the label. */
  readonly over?: ReactNode;
  /** What else is asked, between the label and the box. */
  readonly children?: ReactNode;
  /** Why it was not sent. */
  readonly wrong: string | undefined;
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly draft: TextDraft;
  readonly fits: boolean;
  readonly placeholder: string;
  readonly offline: boolean;
  readonly words: { readonly keep: string; readonly send: string };
  readonly disabled: boolean;
  readonly send: () => void;
}) => (
  <form
    className={s.add}
    aria-label={name}
    onSubmit={(event) => {
      event.preventDefault();
      send();
    }}
  >
    {before}
    <div className={s.over}>
      <label htmlFor={id}>{label}</label>
      {over}
    </div>
    {children}
    <DraftTroubleNote draft={draft} className={s.refused} />
    {wrong !== undefined && (
      <p className={s.refused} role="alert">
        {wrong}
      </p>
    )}
    <div className={s.row}>
      <DraftBox id={id} box={box} draft={draft} fits={fits} placeholder={placeholder} className={s.box} send={send} />
      <Button
        type="submit"
        appearance="primary"
        className={s.send ?? ''}
        icon={offline ? <Save20Filled /> : <Send20Filled />}
        disabledFocusable={disabled}
        aria-keyshortcuts="Control+Enter"
      >
        {offline ? words.keep : words.send}
      </Button>
    </div>
  </form>
);
