import { ArrowReply20Regular } from '@fluentui/react-icons/svg/arrow-reply';
import { Checkmark20Filled } from '@fluentui/react-icons/svg/checkmark';
import { useRef, useState } from 'react';
import { whyNotStep } from '../../../../contracts/domain/hr-steps.ts';
import type { ShownLeave, ShownOvertime } from '../../../../contracts/ipc/people.ts';
import { give } from '../../../give.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { toldOf } from '../../../strings/told.ts';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { SubmitForm } from '../../../ui/SubmitForm.tsx';
import { written } from '../../../workspace/form/values.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import s from './hr.module.css';
import { isLeave } from './requestWords.ts';

const { requests: w } = strings.hr;
const LONGEST_TEXT = 500;

/** The supervisor's answer: approved, or sent back with the reason. Ctrl+Enter approves. `what`: that is approved, in words. */
export const Answer = ({ request, what }: { readonly request: ShownLeave | ShownOvertime; readonly what: string }) => {
  const { officer } = useWorkspace();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const [told, setTold] = useState<ErrorCode>();
  const changed = isLeave(request) && request.changedDays.length > 0;
  const text = written(typed);
  const decide = async (decision: 'approve' | 'return'): Promise<void> => {
    if (busy || (decision === 'approve' && changed)) return;
    const refusal = whyNotStep(request, { act: decision, text, officer });
    const fault = text.length > LONGEST_TEXT ? w.tooLong : refusal === 'ReturnNeedsAReason' ? w.noReason : undefined;
    setWrong(fault);
    if (fault !== undefined) return form.current?.querySelector<HTMLElement>('[name]')?.focus();
    setBusy(true);
    const said = { decision, ...(text === '' ? {} : { text }) };
    const answer = isLeave(request)
      ? await give('people', 'leave.decide', { leaveId: request.id, ...said })
      : await give('people', 'overtime.decide', { overtimeId: request.id, ...said });
    setBusy(false);
    setTold(answer.ok ? undefined : answer.code);
  };
  const effect = isLeave(request) ? w.effect : request.as === 'pay' ? w.effectPay : w.effectTimeOff;
  return (
    <SubmitForm ref={form} className={s.answer} aria-label={w.answer} submit={() => void decide('approve')}>
      {told !== undefined && (
        <p className={s.wrong} role="alert">
          {toldOf(told)}
        </p>
      )}
      <TextField
        name="answer"
        label={w.answer}
        hint={w.answerHint(request.name)}
        wrong={wrong}
        value={typed}
        change={(next) => {
          setTyped(next);
          setWrong(undefined);
        }}
      />
      <div className={s.acts}>
        <p>{changed ? w.changedTeam : effect}</p>
        <Button icon={<ArrowReply20Regular />} disabledFocusable={busy} onClick={() => void decide('return')}>
          {w.back}
        </Button>
        <Button
          type="submit"
          appearance="primary"
          icon={<Checkmark20Filled />}
          disabledFocusable={busy || changed}
          aria-keyshortcuts="Control+Enter"
        >
          {w.approve(what)}
        </Button>
      </div>
    </SubmitForm>
  );
};
