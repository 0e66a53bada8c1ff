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
import { api } from '../../../api.ts';
import { dayClock } from '../../../format/time.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { type Chosen, Versions } from '../../../workspace/versions/Versions.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { calledOf } from '../forms/OfficerField.tsx';
import { fieldName, fieldWords } from './fieldWords.ts';

const w = strings.versions;

/** A change of a report and HQ's version of the same fields. */
export const ChangeVersions = ({
  command,
  change,
  crime,
  offences,
  close,
}: {
  readonly command: OutboxCommand;
  readonly change: CrimeChange;
  readonly crime: ShownCrime;
  /** In words, by their codes. */
  readonly offences: ReadonlyMap<string, string>;
  readonly close: () => void;
}) => {
  const { officer } = useWorkspace();
  const now = useNow();
  const fields = conflictingFields(crime, change);
  const others = fieldsOf(change.changes).length - fields.length;
  const theirs = lastChange(crime, fields);
  const people = change.changes.people ?? change.before.people ?? crime.people;
  return (
    <Versions
      lead={w.lead(theirs?.by)}
      by={{
        mine: w.written(calledOf(officer), dayClock(command.at, now)),
        hqs: theirs === undefined ? w.unknown : w.written(theirs.by, dayClock(theirs.at, now)),
      }}
      fields={fields.map((field) => ({
        name: field,
        label: fieldName(field),
        mine: fieldWords(field, change.changes[field], { people, offences, apart: '\n' }),
        hqs: fieldWords(field, fieldValue(crime, field), { people: crime.people, offences, apart: '\n' }),
      }))}
      together={(field) => withDependent([field])}
      save={(chosen) => {
        const { payload, mine, hqs } = decided(command, change, crime, fields, chosen);
        return api.link.mend({ id: command.id, payload, summary: w.summary(strings.app.numberOf(crime.id), mine, hqs) });
      }}
      none={{ label: w.again, act: () => api.link.resend({ id: command.id }) }}
      close={close}
    >
      {fields.length === 0 ? w.none : others > 0 ? w.goAlong(others) : w.same}
    </Versions>
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
  chosen: Chosen<CrimeField>,
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
