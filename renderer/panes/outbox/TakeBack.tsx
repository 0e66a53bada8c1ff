import { useState } from 'react';
import type { OutboxItem } from '../../../contracts/ipc/link.ts';
import { api } from '../../api.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { toldOf } from '../../strings/told.ts';
import { Button } from '../../ui/Button.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { locationOfForm } from '../index.ts';
import s from './outbox.module.css';

const { takeBack: w } = strings.outbox;

/** Makes a draft again of what has not gone yet, and opens it; what is to go later can go now. What went meanwhile stays as it is, and that is said. */
export const TakeBack = ({ item }: { readonly item: OutboxItem }) => {
  const { go } = useWorkspace();
  const [refused, setRefused] = useState<ErrorCode>();
  const takeBack = async (): Promise<void> => {
    const answer = await api.link.discard({ id: item.id, withDependents: false, keepText: true });
    if (!answer.ok) return setRefused(answer.code);
    const [draft] = answer.value.drafts;
    const form = draft === undefined ? undefined : locationOfForm(item.command, { draft });
    if (form !== undefined) go(form);
  };
  const sendNow = async (): Promise<void> => {
    const answer = await api.link.resend({ id: item.id });
    setRefused(answer.ok ? undefined : answer.code);
  };
  return (
    <div className={s.under}>
      {refused !== undefined && <p role="alert">{toldOf(refused)}</p>}
      <Button aria-label={w.label(item.summary)} onClick={() => void takeBack()}>
        {w.button}
      </Button>
      {item.notBefore !== undefined && (
        <Button aria-label={w.nowLabel(item.summary)} onClick={() => void sendNow()}>
          {w.now}
        </Button>
      )}
    </div>
  );
};
