import { useState } from 'react';
import type { Result } from '../../../../contracts/result.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { toldOf } from '../../../strings/told.ts';
import { Button } from '../../../ui/Button.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import s from './hr.module.css';

const { requests: w } = strings.hr;

/** Takes back what nobody has decided yet. `question`: asked before; `children`: what else may be done. */
export const WithdrawButton = ({
  question = w.withdrawAsk,
  withdraw,
  children,
}: {
  readonly question?: string;
  readonly withdraw: () => Promise<Result<unknown, ErrorCode>>;
  readonly children?: React.ReactNode;
}) => {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<ErrorCode>();
  const go = async (): Promise<void> => {
    setBusy(true);
    const answer = await withdraw();
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
          question={question}
          yes={w.withdrawYes}
          no={w.withdrawNo}
          busy={busy}
          onYes={() => void go()}
          onNo={() => setAsking(false)}
        />
      ) : (
        <div className={s.acts}>
          <p />
          <Button onClick={() => setAsking(true)}>{w.withdraw}</Button>
          {children}
        </div>
      )}
    </div>
  );
};
