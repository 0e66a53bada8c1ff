import { ArrowUndo20Regular } from '@fluentui/react-icons/svg/arrow-undo';
import { TextStrikethrough20Regular } from '@fluentui/react-icons/svg/text-strikethrough';
import { useEffect, useState } from 'react';
import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
import { cutShort } from '../../../contracts/domain/text.ts';
import type { ShownIncident } from '../../../contracts/ipc/storm.ts';
import { api } from '../../api.ts';
import { clock } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { TextField } from '../../ui/fields.tsx';
import s from '../../ui/lines.module.css';
import { useCommandForm } from '../../workspace/form/useCommandForm.ts';
import { faultsOf, fitted, textFault, written } from '../../workspace/form/values.ts';

type Line = ShownIncident['lines'][number];

const { strike, withdraw } = strings.storm.actions;
const REASON_LENGTH = 1000;
const nothing = { lineId: '', reason: '' };

/** A line by what no other has: its time and its first words. */
const lineWords = ({ at, text }: Line): string => `${clock(at)}, ${cutShort(text.replace(/\s+/g, ' ').trim(), FIRST_WORDS_LENGTH)}`;
const FIRST_WORDS_LENGTH = 80;

/** Strikes a line of the officer's own: it stays, and a later one says why. */
export const StrikeLine = ({ logId, line }: { readonly logId: string; readonly line: Line }) => {
  const [asking, setAsking] = useState(false);
  return asking ? (
    <StrikeForm logId={logId} line={line} close={() => setAsking(false)} />
  ) : (
    <Button
      className={s.act ?? ''}
      appearance="subtle"
      icon={<TextStrikethrough20Regular />}
      aria-label={strike.openLong(lineWords(line))}
      title={strike.open}
      onClick={() => setAsking(true)}
    />
  );
};

const StrikeForm = ({ logId, line, close }: { readonly logId: string; readonly line: Line; readonly close: () => void }) => {
  const check = ({ reason }: typeof nothing) => faultsOf({ reason: textFault(reason, strike.label.toLowerCase(), REASON_LENGTH) });
  const form = useCommandForm({
    ...{ system: 'storm', command: 'incident.strikeLine', check },
    open: { draft: draftKeyOf('incident.strikeLine', logId), about: logId },
    initial: { lineId: line.id, reason: '' },
    // What was begun about another line is not about this one.
    read: (kept) => (kept['lineId'] === line.id ? fitted(nothing, kept) : { lineId: line.id, reason: '' }),
    title: ({ reason }) => reason,
    payload: ({ reason }) => ({ incidentId: logId, lineId: line.id, reason: written(reason) }),
    summary: ({ reason }) => reason,
    done: close,
  });
  const { formRef } = form;
  const { ready } = form.draft;
  // All of it, where it opens under the fold.
  useEffect(() => {
    if (ready) formRef.current?.scrollIntoView({ block: 'nearest' });
  }, [ready, formRef]);
  return (
    <form
      ref={formRef}
      className={s.strike}
      aria-label={strike.openLong(lineWords(line))}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <TextField
        name="reason"
        label={strike.label}
        hint={strike.hint}
        value={form.draft.fields.reason}
        wrong={form.faults['reason']}
        change={(reason) => form.change({ reason })}
      />
      {form.refused !== undefined && <p role="alert">{strike.refused}</p>}
      <div>
        <Button onClick={close}>{strike.no}</Button>
        <Button type="submit" appearance="primary" disabledFocusable={form.busy}>
          {strike.yes}
        </Button>
      </div>
    </form>
  );
};

/** Takes back a line that HQ has not got. Its id is that of its piece of unsent work. */
export const WithdrawLine = ({ line }: { readonly line: Line }) => {
  const [asking, setAsking] = useState<{ readonly mayHaveArrived: boolean }>();
  const [refused, setRefused] = useState(false);
  const [busy, setBusy] = useState(false);
  const ask = async (): Promise<void> => {
    const command = await api.link.command({ id: line.id });
    setRefused(!command.ok);
    if (command.ok) setAsking({ mayHaveArrived: command.value.mayHaveArrived });
  };
  const take = async (): Promise<void> => {
    setBusy(true);
    const answer = await api.link.discard({ id: line.id, withDependents: false, keepText: false });
    setBusy(false);
    setAsking(undefined);
    setRefused(!answer.ok);
  };
  if (asking === undefined)
    return (
      <>
        <Button
          className={s.act ?? ''}
          appearance="subtle"
          icon={<ArrowUndo20Regular />}
          aria-label={withdraw.openLong(lineWords(line))}
          title={withdraw.open}
          onClick={() => void ask()}
        />
        {refused && (
          <p role="alert" className={s.told}>
            {withdraw.refused}
          </p>
        )}
      </>
    );
  return (
    <div className={s.strike}>
      <Confirm
        question={withdraw.ask}
        yes={withdraw.yes}
        about={lineWords(line)}
        no={withdraw.no}
        busy={busy}
        onYes={() => void take()}
        onNo={() => setAsking(undefined)}
      >
        {asking.mayHaveArrived && <p>{withdraw.mayHaveArrived}</p>}
      </Confirm>
    </div>
  );
};
