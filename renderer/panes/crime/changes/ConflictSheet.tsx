import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { useState } from 'react';
import {
  type CrimeChange,
  type CrimeField,
  conflictingFields,
  fieldsOf,
  fieldValue,
  withDependent,
} from '../../../../contracts/domain/crime-changes.ts';
import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import type { OutboxCommand } from '../../../../contracts/ipc/link.ts';
import { ok } from '../../../../contracts/result.ts';
import { api } from '../../../api.ts';
import { type Differing, difference } from '../../../format/difference.ts';
import { sentence } from '../../../format/text.ts';
import { dayClock } from '../../../format/time.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { useNow } from '../../../hooks/useNow.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { toldOf } from '../../../strings/told.ts';
import { Button } from '../../../ui/Button.tsx';
import radio from '../../../ui/radio.module.css';
import { Sheet } from '../../../ui/Sheet.tsx';
import { AskState } from '../../../workspace/AskState.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { calledOf } from '../forms/OfficerField.tsx';
import s from './conflict.module.css';
import { fieldName, fieldWords } from './fieldWords.ts';

const w = strings.changes.conflict;
type Side = 'mine' | 'hqs';
type Chosen = Readonly<Partial<Record<CrimeField, Side>>>;

/** Two versions of a report side by side: the officer decides field by field. `id`: of the change in the outbox. */
export const ConflictSheet = ({ id, itemId, close }: { readonly id: string; readonly itemId: string; readonly close: () => void }) => {
  const ask = useAsk(
    ['crime.conflict', id],
    async () => {
      const [command, crime] = await Promise.all([api.link.command({ id }), api.crime.get({ id: itemId })]);
      if (!command.ok) return command;
      if (!crime.ok) return crime;
      // As it was given, which main has parsed by its contract.
      const change = command.value.payload as unknown as CrimeChange;
      return ok({ command: command.value, change, crime: crime.value, offences: await offencesOf(crime.value, change) });
    },
    { topics: ['crime', 'outbox'], fresh: true },
  );
  return (
    <Sheet title={w.title(strings.app.numberOf(itemId))} className={s.sheet} close={close}>
      <AskState ask={ask} words={strings.errors.codes} where="crime.conflict" loading={w.loading}>
        {(both) => <Decision {...both} close={close} />}
      </AskState>
    </Sheet>
  );
};

/** The offences of both versions in words, by their codes: the list is on this laptop. */
const offencesOf = async ({ offence }: ShownCrime, { changes }: CrimeChange): Promise<ReadonlyMap<string, string>> => {
  const code = changes.offenceCode;
  const answer = code ? await api.crime.offences({ text: code, limit: 1 }) : undefined;
  const found = answer?.ok === true && answer.value.known ? answer.value.value : [];
  return new Map([offence, ...found].flatMap((one) => (one === undefined ? [] : [[one.code, sentence(one.text)]])));
};

const Decision = ({
  command,
  change,
  crime,
  offences,
  close,
}: {
  readonly command: OutboxCommand;
  readonly change: CrimeChange;
  readonly crime: ShownCrime;
  readonly offences: ReadonlyMap<string, string>;
  readonly close: () => void;
}) => {
  const { officer } = useWorkspace();
  const now = useNow();
  const [chosen, setChosen] = useState<Chosen>({});
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ErrorCode>();
  const fields = conflictingFields(crime, change);
  const others = fieldsOf(change.changes).length - fields.length;
  const left = fields.filter((field) => chosen[field] === undefined).length;
  const theirs = lastChange(crime, fields);

  const decide = async (decision: ReturnType<typeof api.link.mend>): Promise<void> => {
    setBusy(true);
    const answer = await decision;
    setBusy(false);
    if (answer.ok) close();
    else setRefused(answer.code);
  };
  const save = (): void => {
    if (busy || left > 0) return;
    const { payload, mine, hqs } = decided(command, change, crime, fields, chosen);
    void decide(api.link.mend({ id: command.id, payload, summary: w.summary(strings.app.numberOf(crime.id), mine, hqs) }));
  };

  return (
    <form
      className={s.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !event.ctrlKey) return;
        event.preventDefault();
        save();
      }}
    >
      <p className={s.lead}>{w.lead(theirs?.by)}</p>
      <div className={s.heads}>
        <span>{w.differ(fields.length)}</span>
        <p>
          <b>{w.mine}</b>
          <small>{w.written(calledOf(officer), dayClock(command.at, now))}</small>
        </p>
        <p>
          <b>{w.hqs}</b>
          <small>{theirs === undefined ? w.unknown : w.written(theirs.by, dayClock(theirs.at, now))}</small>
        </p>
      </div>
      <div className={s.fields}>
        {fields.map((field) => (
          <Field
            key={field}
            field={field}
            mine={fieldWords(field, change.changes[field], {
              people: change.changes.people ?? change.before.people ?? crime.people,
              ...{ offences, apart: '\n' },
            })}
            hqs={fieldWords(field, fieldValue(crime, field), { people: crime.people, offences, apart: '\n' })}
            chosen={chosen[field]}
            choose={(side) => setChosen((before) => ({ ...before, ...sided(withDependent([field]), side) }))}
          />
        ))}
      </div>
      <p className={s.same}>
        <CheckmarkCircle20Regular />
        {fields.length === 0 ? w.none : others > 0 ? w.goAlong(others) : w.same}
      </p>
      {refused !== undefined && <p role="alert">{toldOf(refused)}</p>}
      <footer className={s.foot}>
        <p role="status">{fields.length > 0 && w.chosen(fields.length - left, fields.length)}</p>
        <Button appearance="subtle" onClick={close}>
          {w.later}
        </Button>
        {fields.length === 0 ? (
          <Button appearance="primary" disabledFocusable={busy} onClick={() => void decide(api.link.resend({ id: command.id }))}>
            {w.again}
          </Button>
        ) : (
          <>
            <Button onClick={() => setChosen(sided(fields, 'mine'))}>{w.allMine}</Button>
            <Button onClick={() => setChosen(sided(fields, 'hqs'))}>{w.allHqs}</Button>
            <Button type="submit" appearance="primary" disabledFocusable={left > 0 || busy} aria-keyshortcuts="Control+Enter">
              {left > 0 ? w.left(left) : w.save}
            </Button>
          </>
        )}
      </footer>
    </form>
  );
};

const sided = (fields: readonly CrimeField[], side: Side): Chosen => Object.fromEntries(fields.map((field) => [field, side]));

/** A field of which there are two versions, its differing words marked. */
const Field = ({
  field,
  mine,
  hqs,
  chosen,
  choose,
}: {
  readonly field: CrimeField;
  readonly mine: string;
  readonly hqs: string;
  readonly chosen: Side | undefined;
  readonly choose: (side: Side) => void;
}) => {
  const [ours, theirs] = difference(mine, hqs);
  const side = (which: Side, words: Differing) => (
    <label className={s.side} data-on={chosen === which ? true : undefined}>
      <input type="radio" className={radio.radio} name={field} checked={chosen === which} onChange={() => choose(which)} />
      <span dir="auto">
        <small className={s.whose}>{which === 'mine' ? w.mine : w.hqs}</small>
        {words[0]}
        <b>{words[1]}</b>
        {words[2]}
      </span>
    </label>
  );
  return (
    <fieldset className={s.field}>
      <legend>
        {fieldName(field)}
        {chosen === undefined && (
          <small>
            <Warning20Filled />
            {w.chooseOne}
          </small>
        )}
      </legend>
      {side('mine', ours)}
      {side('hqs', theirs)}
    </fieldset>
  );
};

/** Who changed one of the fields last, at HQ. */
const lastChange = ({ history = [] }: ShownCrime, fields: readonly CrimeField[]) =>
  history.findLast((entry) => entry.fields?.some(({ field }) => fields.some((one) => one === field)));

/** The change as it was decided: mine over HQ's as it is now; what is HQ's stays, and mine is kept as left out. */
const decided = (
  { payload }: OutboxCommand,
  { before, changes, leftOut = {} }: CrimeChange,
  crime: ShownCrime,
  fields: readonly CrimeField[],
  chosen: Chosen,
) => {
  const hqs = fields.filter((field) => chosen[field] === 'hqs');
  const mine = fields.filter((field) => chosen[field] === 'mine');
  const without = (values: object): object =>
    Object.fromEntries(Object.entries(values).filter(([name]) => !hqs.some((field) => field === name)));
  const { at: _, ...given } = payload;
  return {
    payload: {
      ...given,
      before: { ...before, ...Object.fromEntries(withDependent(fields).map((field) => [field, fieldValue(crime, field)])) },
      changes: without(changes),
      leftOut: { ...leftOut, ...Object.fromEntries(hqs.map((field) => [field, changes[field]])) },
    },
    mine: mine.length,
    hqs: hqs.length,
  };
};
