import { Checkmark20Filled } from '@fluentui/react-icons/svg/checkmark';
import { useState } from 'react';
import type { ShownTask } from '../../../contracts/ipc/crime.ts';
import { give } from '../../give.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import s from './sending.module.css';

const { task: w } = strings.crime;

/** The owner of a new task takes it on. While an acceptance waits for HQ, or for the officer's word, there is no second one. */
export const AcceptButton = ({ task: { id, mine, state, sending } }: { readonly task: ShownTask }) => {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ErrorCode>();
  if (mine !== 'own' || state !== 'new' || sending !== undefined) return null;
  const accept = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const answer = await give('crime', 'task.accept', { taskId: id });
    setBusy(false);
    setRefused(answer.ok ? undefined : answer.code);
  };
  const told = refused === undefined ? undefined : strings.errors.codes[refused];
  return (
    <>
      {told !== undefined && (
        <p className={s.refused} role="alert">
          {w.notAccepted(told.what, told.todo)}
        </p>
      )}
      <Button appearance="primary" icon={<Checkmark20Filled />} disabledFocusable={busy} onClick={() => void accept()}>
        {busy ? w.accepting : w.accept}
      </Button>
    </>
  );
};
