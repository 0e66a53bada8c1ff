import { Send20Filled } from '@fluentui/react-icons/svg/send';
import { useEffect, useId, useRef, useState } from 'react';
import { mendKeyOf } from '../../../contracts/domain/draft-key.ts';
import { cutShort, isBlank, LONG_TEXT_LENGTH, mendText } from '../../../contracts/domain/text.ts';
import type { OutboxCommand } from '../../../contracts/ipc/link.ts';
import { api } from '../../api.ts';
import { useDraft } from '../../hooks/useDraft.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { toldOf } from '../../strings/told.ts';
import { Button } from '../../ui/Button.tsx';
import { DraftBox, DraftTroubleNote } from '../../ui/DraftBox.tsx';
import s from './decide.module.css';
import { writtenWords } from './writtenWords.ts';

const { mend: w } = strings.outbox;
/** What a list shows of it. */
const summaryLength = 300;
const number = new Intl.NumberFormat('en-GB');

/** What the list called it, with the new words in the place of the old. */
const summaryOf = ({ summary }: OutboxCommand, before: string, now: string): string =>
  summary.endsWith(before) ? summary.slice(0, summary.length - before.length) + now : now;

/** The words of a command that HQ did not take, to be changed where they stand. What is typed is a draft until it is sent. */
export const Mend = ({
  command,
  done,
  leave,
}: {
  readonly command: OutboxCommand;
  readonly done: () => void;
  readonly leave: () => void;
}) => {
  const { field: payloadField = 'text', text: written = '' } = writtenWords(command) ?? {};
  const key = mendKeyOf(command.id);
  const draft = useDraft({
    ...{ key, kind: command.command, system: command.system, itemId: command.itemId, initial: { text: written } },
    read: ({ text }) => ({ text: typeof text === 'string' ? text : written }),
    title: ({ text }) => text,
  });
  const { fields, whileSending, sent } = draft;
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ErrorCode>();
  const field = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);

  const text = mendText(fields.text).trim();
  const fits = text.length <= LONG_TEXT_LENGTH;
  const send = async (): Promise<void> => {
    if (isBlank(text) || !fits) return box.current?.focus();
    if (busy) return;
    setBusy(true);
    const summary = cutShort(summaryOf(command, written, text), summaryLength);
    const payload = { ...command.payload, [payloadField]: text };
    const answer = await whileSending(() => api.link.mend({ id: command.id, payload, summary, draftKey: key }));
    setBusy(false);
    if (!answer.ok) return setRefused(answer.code);
    sent();
    done();
  };
  return (
    <div className={s.mend}>
      <label htmlFor={field}>{w.label}</label>
      <DraftBox id={field} box={box} draft={draft} fits={fits} className={s.box} send={() => void send()} />
      {!fits && <p role="status">{w.over(number.format(LONG_TEXT_LENGTH))}</p>}
      <DraftTroubleNote draft={draft} />
      {refused !== undefined && <p role="alert">{toldOf(refused)}</p>}
      <div className={s.acts}>
        <Button
          appearance="primary"
          icon={<Send20Filled />}
          disabledFocusable={!fits || busy}
          aria-keyshortcuts="Control+Enter"
          onClick={() => void send()}
        >
          {w.send}
        </Button>
        <Button onClick={leave}>{w.leave}</Button>
      </div>
    </div>
  );
};
