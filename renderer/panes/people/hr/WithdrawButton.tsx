import { useState } from 'react';
import type { ShownLeave, ShownOvertime } from '../../../../contracts/ipc/people.ts';
import { give } from '../../../give.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { toldOf } from '../../../strings/told.ts';
import { Button } from '../../../ui/Button.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import s from './hr.module.css';
import { isLeave } from './requestWords.ts';

const { requests: w } = strings.hr;

/** Takes back what nobody has decided yet. */
export const WithdrawButton = ({ request }: { readonly request: ShownLeave | ShownOvertime }) => {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<ErrorCode>();
  const withdraw = async (): Promise<void> => {
    setBusy(true);
    const answer = isLeave(request)
      ? await give('people', 'leave.withdraw', { leaveId: request.id })
      : await give('people', 'overtime.withdraw', { overtimeId: request.id });
    setBusy(false);
    setAsking(false);
    setTold(answer.ok ? undefined : answer.code);
  };
  return (
    <div className={s.answer}>
      {told !== undefined && (
        <p className={s.wrong} role="alert">
          {toldOf(told)}
        </p>
      )}
      {asking ? (
        <Confirm
          question={w.withdrawAsk}
          yes={w.withdrawYes}
          no={w.withdrawNo}
          busy={busy}
          onYes={() => void withdraw()}
          onNo={() => setAsking(false)}
        />
      ) : (
        <div className={s.acts}>
          <p />
          <Button onClick={() => setAsking(true)}>{w.withdraw}</Button>
        </div>
      )}
    </div>
  );
};
