import { isProvisional } from '../../../../../contracts/domain/provisional.ts';
import { type RecordKind, recordIdFields } from '../../../../../contracts/domain/record-decision.ts';
import type { CrimeRow, ShownTask } from '../../../../../contracts/ipc/crime.ts';
import type { IncidentRow } from '../../../../../contracts/ipc/storm.ts';
import type { Given } from '../../../../../contracts/systems/index.ts';
import { serialOf, wordOf } from '../../../../format/text.ts';
import { strings } from '../../../../strings/index.ts';
import { FormPart } from '../../../../ui/FormPage.tsx';
import { ChoiceField, TextField } from '../../../../ui/fields.tsx';
import type { MendingForm } from '../../../../workspace/form/mendedPayload.ts';
import type { Faults } from '../../../../workspace/form/useForm.ts';
import { faultsOf, fitted, oneOf, textFault, written } from '../../../../workspace/form/values.ts';
import { type AnyRecord, isThing } from '../traits.ts';
import { RecordFinder } from './RecordFinder.tsx';
import { RecordForm } from './RecordForm.tsx';

const { link: w, roles, log } = strings.records;

/** What a record is joined to, and the parts that there are then; of a person and a thing the part is the person's. */
type To = 'record' | RecordKind;
const personIn = ['victim', 'suspect', 'witness', 'reportingPerson', 'owner', 'keeper', 'driver', 'foundBy', 'named'] as const;
const thingIn = ['scene', 'involved', 'stolen', 'damaged', 'used', 'seen', 'found'] as const;
const relations = ['parent', 'child', 'partner', 'sibling', 'livesWith', 'associate'] as const;
const holders = ['keeper', 'owner', 'driver', 'livesAt', 'uses'] as const;
type Part = (typeof personIn | typeof thingIn | typeof relations | typeof holders)[number];
const partsOf = (record: AnyRecord, to: To): readonly Part[] => {
  if (to === 'record') return isThing(record) ? thingIn : personIn;
  return to === 'person' && !isThing(record) ? relations : holders;
};
/** As long as the contract takes a note. */
const LONGEST_NOTE = 500;

/** `record`: the id of a log, a crime or a task; `other`: of a person or a thing; "" while none is chosen. */
interface LinkFields {
  readonly to: To;
  readonly role: string;
  readonly record: string;
  readonly other: string;
  readonly otherName: string;
  readonly note: string;
}
const fresh: LinkFields = { to: 'record', role: '', record: '', other: '', otherName: '', note: '' };

/** Of a draft, or of a command that HQ did not take about `of`. */
const readOf =
  (of: string) =>
  (kept: Readonly<Record<string, unknown>>): LinkFields => {
    const given = fitted({ ...fresh, to: '', incidentId: '', crimeId: '', taskId: '', otherId: '', personId: '', thingId: '' }, kept);
    const { role, note, otherName } = given;
    const record = given.record || given.incidentId || given.crimeId || given.taskId;
    const [person, thing] = [given.otherId || given.personId, given.thingId].map((id) => (id === of ? '' : (id ?? '')));
    const to = oneOf(w.ends, given.to, thing ? 'thing' : person && record === '' ? 'person' : 'record');
    return { to, role, note, record, other: given.other || (to === 'record' ? '' : thing || person || ''), otherName };
  };

const faultsIn =
  (of: AnyRecord) =>
  ({ to, role, record, other, note }: LinkFields): Faults =>
    faultsOf({
      role: partsOf(of, to).some((part) => part === role) ? undefined : w.noRole,
      record: to === 'record' && record === '' ? w.noRecord : undefined,
      other: to !== 'record' && other === '' ? w.noOther : undefined,
      note: textFault(note, undefined, LONGEST_NOTE),
    });

/** Joins a record to one of the officer's own logs, crimes or tasks, to a person or to a thing; each is chosen and not typed. */
export const LinkForm = ({
  open,
  record: of,
  logs,
  crimes,
  tasks,
}: {
  readonly open: MendingForm;
  readonly record: AnyRecord;
  readonly logs: readonly IncidentRow[];
  readonly crimes: readonly CrimeRow[];
  readonly tasks: readonly ShownTask[];
}) => {
  const endOf = new Map<string, 'incidentId' | 'crimeId' | 'taskId'>([
    ...logs.map(({ id }) => [id, 'incidentId'] as const),
    ...crimes.map(({ id }) => [id, 'crimeId'] as const),
    ...tasks.map(({ id }) => [id, 'taskId'] as const),
  ]);
  const choices: Readonly<Record<string, string>> = Object.fromEntries([
    ...logs.map(({ id, title }) => [id, log(serialOf(id), title)]),
    ...[...crimes, ...tasks].map(({ id, title }) => [id, `${strings.app.numberOf(id)}: ${title}`]),
  ]);
  const kind: RecordKind = isThing(of) ? 'thing' : 'person';
  const ends: readonly To[] = kind === 'thing' ? ['record', 'person'] : ['record', 'person', 'thing'];
  const payload = ({ to, role, record, other, note }: LinkFields): Given<'records', 'link.create'> => ({
    [recordIdFields[kind]]: of.id,
    ...{ role: partsOf(of, to).find((part) => part === role) ?? 'named', marking: of.marking },
    ...(to === 'record'
      ? { [endOf.get(record) ?? endByNumber(record)]: record }
      : { [to === kind ? 'otherId' : recordIdFields[to]]: other }),
    ...(written(note) === '' ? {} : { note: written(note) }),
  });
  return (
    <RecordForm
      {...{ open, record: of, fresh, words: w, command: 'link.create', payload, check: faultsIn(of), read: readOf(of.id) }}
      title={({ role }) => wordOf(roles, role)}
      fieldOf={([name = '']) =>
        /^(?:incident|crime|task)Id$/.test(name) ? 'record' : /^(?:other|person|thing)Id$/.test(name) ? 'other' : name
      }
      summary={({ role }) => w.summary(wordOf(roles, role))}
    >
      {(field, fields, change, faults) => {
        const { to } = fields;
        const parts = partsOf(of, to);
        return (
          <FormPart>
            <ChoiceField {...field('to')} choices={w.ends} of={ends} change={(next) => change({ to: next, other: '', otherName: '' })} />
            {to !== 'record' ? (
              <RecordFinder
                kind={to}
                except={of.id}
                chosen={fields.otherName}
                wrong={faults['other']}
                choose={(other, otherName) => change({ other, otherName })}
              />
            ) : Object.keys(choices).length === 0 ? (
              <p>{w.noneHere}</p>
            ) : (
              <ChoiceField {...field('record')} choices={choices} />
            )}
            <ChoiceField
              {...field('role')}
              label={to === 'person' && kind === 'thing' ? w.roleOfPerson : to === 'record' ? w.role : w.roleOf(of.name)}
              value={parts.find((part) => part === fields.role)}
              choices={roles}
              of={parts}
            />
            <TextField {...field('note')} />
          </FormPart>
        );
      }}
    </RecordForm>
  );
};

/** Of one that is not among the officer's own any more: a crime number has slashes, a task's begins with T; without a number it is a report. */
const endByNumber = (id: string): 'incidentId' | 'crimeId' | 'taskId' =>
  id.includes('/') || isProvisional(id) ? 'crimeId' : id.startsWith('T-') ? 'taskId' : 'incidentId';
