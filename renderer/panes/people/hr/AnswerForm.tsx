import { ArrowReply20Regular } from '@fluentui/react-icons/svg/arrow-reply';
import { Checkmark20Filled } from '@fluentui/react-icons/svg/checkmark';
import { useRef, useState } from 'react';
import type { Result } from '../../../../contracts/result.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { toldOf } from '../../../strings/told.ts';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { SubmitForm } from '../../../ui/SubmitForm.tsx';
import { written } from '../../../workspace/form/values.ts';
import s from './hr.module.css';

const { requests: w } = strings.hr;
const LONGEST_TEXT = 500;

/** The answer to a request, in words where they are needed. Ctrl+Enter says yes. */
export const AnswerForm = ({
  label,
  hint,
  yes,
  no,
  effect,
  blocked,
  whyNotNo,
  answer,
}: {
  readonly label: string;
  readonly hint: string;
  readonly yes: string;
  readonly no: string;
  /** What a yes does. */
  readonly effect: string;
  /** Why a yes is not possible now. */
  readonly blocked?: string | undefined;
  /** What is missing of the words of a no; undefined for nothing. */
  readonly whyNotNo?: (text: string) => string | undefined;
  readonly answer: (isYes: boolean, said: { readonly text?: string }) => Promise<Result<unknown, ErrorCode>>;
}) => {
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const [told, setTold] = useState<ErrorCode>();
  const text = written(typed);
  const decide = async (isYes: boolean): Promise<void> => {
    if (busy || (isYes && blocked !== undefined)) return;
    const fault = text.length > LONGEST_TEXT ? w.tooLong : isYes ? undefined : whyNotNo?.(text);
    setWrong(fault);
    if (fault !== undefined) return form.current?.querySelector<HTMLElement>('[name]')?.focus();
    setBusy(true);
    const given = await answer(isYes, text === '' ? {} : { text });
    setBusy(false);
    setTold(given.ok ? undefined : given.code);
  };
  return (
    <SubmitForm ref={form} className={s.answer} aria-label={label} submit={() => void decide(true)}>
      {told !== undefined && (
        <p className={s.wrong} role="alert">
          {toldOf(told)}
        </p>
      )}
      <TextField
        name="answer"
        label={label}
        hint={hint}
        wrong={wrong}
        value={typed}
        change={(next) => {
          setTyped(next);
          setWrong(undefined);
        }}
      />
      <div className={s.acts}>
        <p>{blocked ?? effect}</p>
        <Button icon={<ArrowReply20Regular />} disabledFocusable={busy} onClick={() => void decide(false)}>
          {no}
        </Button>
        <Button
          type="submit"
          appearance="primary"
          icon={<Checkmark20Filled />}
          disabledFocusable={busy || blocked !== undefined}
          aria-keyshortcuts="Control+Enter"
        >
          {yes}
        </Button>
      </div>
    </SubmitForm>
  );
};
