import { Send20Filled } from '@fluentui/react-icons/svg/send';
import { useEffect, useId, useRef, useState } from 'react';
import { mendKeyOf } from '../../../contracts/domain/draft-key.ts';
import { cutShort, isBlank, LONG_TEXT_LENGTH, mendText } from '../../../contracts/domain/text.ts';
import type { OutboxCommand } from '../../../contracts/ipc/link.ts';
import { api } from '../../api.ts';
import { useDraft } from '../../hooks/useDraft.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import s from './decide.module.css';

const { mend: w } = strings.outbox;
/** What a list shows of it. */
const summaryLength = 300;
const number = new Intl.NumberFormat('en-GB');

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
  const written = String(command.payload['text'] ?? '');
  const key = mendKeyOf(command.id);
  const { fields, ready, trouble, set, save, whileSending, sent, again } = useDraft({
    ...{ key, kind: command.command, system: command.system, itemId: command.itemId, initial: { text: written } },
    read: (kept) => ({ text: typeof kept['text'] === 'string' ? kept['text'] : written }),
    title: ({ text }) => text,
  });
  const [refused, setRefused] = useState<ErrorCode>();
  const field = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);

  const text = mendText(fields.text).trim();
  const fits = text.length <= LONG_TEXT_LENGTH;
  const send = async (): Promise<void> => {
    if (isBlank(text) || !fits) return box.current?.focus();
    const summary = cutShort(text, summaryLength);
    const payload = { ...command.payload, text };
    const answer = await whileSending(() => api.link.mend({ id: command.id, payload, summary, draftKey: key }));
    if (!answer.ok) return setRefused(answer.code);
    sent();
    done();
  };
  const told = refused === undefined ? undefined : strings.errors.codes[refused];
  return (
    <div className={s.mend}>
      <label htmlFor={field}>{w.label}</label>
      <textarea
        ref={box}
        id={field}
        value={fields.text}
        readOnly={!ready}
        aria-invalid={!fits}
        onChange={(event) => set({ text: event.target.value })}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.ctrlKey) return;
          event.preventDefault();
          void send();
        }}
      />
      {!fits && <p role="status">{w.over(number.format(LONG_TEXT_LENGTH))}</p>}
      {trouble !== undefined && (
        <p role="alert">
          {strings.drafts.trouble[trouble]}
          {trouble === 'NotRead' && <Button onClick={again}>{strings.errors.tryAgain}</Button>}
        </p>
      )}
      {told !== undefined && <p role="alert">{`${told.what}. ${told.safe} ${told.todo}`}</p>}
      <div className={s.acts}>
        <Button
          appearance="primary"
          icon={<Send20Filled />}
          disabledFocusable={!fits}
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
