import { useState } from 'react';
import { isBlank } from '../../../../contracts/domain/text.ts';
import { give } from '../../../give.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { Confirm } from '../../../ui/Confirm.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { NotDone } from '../../../ui/NotDone.tsx';
import s from './person.module.css';

const { withdrawal: w } = strings.records;
/** As long as the contract takes a reason. */
const LONGEST = 500;

/** Asks why a link does not hold before it is withdrawn. */
export const Withdraw = ({
  linkId,
  about,
  close,
}: {
  readonly linkId: string;
  /** The part and in what, as the officer reads it. */
  readonly about: string;
  readonly close: () => void;
}) => {
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ErrorCode>();
  const yes = async (): Promise<void> => {
    if (isBlank(reason)) return;
    setBusy(true);
    const answer = await give('records', 'link.withdraw', { linkId, reason: reason.trim() });
    setBusy(false);
    if (answer.ok) close();
    else setRefused(answer.code);
  };
  return (
    <div className={s.confirm}>
      <Confirm question={w.ask} yes={w.yes} about={about} no={w.no} busy={busy || isBlank(reason)} onYes={() => void yes()} onNo={close}>
        <TextField label={w.reason} value={reason} change={setReason} longest={LONGEST} />
        {refused !== undefined && <NotDone message={strings.errors.codes[refused]} />}
      </Confirm>
    </div>
  );
};
