import type { CrimeRow } from '../../../../../contracts/ipc/crime.ts';
import type { ShownRecord } from '../../../../../contracts/ipc/records.ts';
import type { IncidentRow } from '../../../../../contracts/ipc/storm.ts';
import { serialOf, wordOf } from '../../../../format/text.ts';
import { strings } from '../../../../strings/index.ts';
import { FormPart } from '../../../../ui/FormPage.tsx';
import { ChoiceField, TextField } from '../../../../ui/fields.tsx';
import type { MendingForm } from '../../../../workspace/form/mendedPayload.ts';
import type { Faults } from '../../../../workspace/form/useForm.ts';
import { faultsOf, fitted, textFault, written } from '../../../../workspace/form/values.ts';
import { RecordForm } from './RecordForm.tsx';

const { link: w, roles, log } = strings.records;
/** The parts of a person in a log or a crime. */
const parts = ['victim', 'suspect', 'witness', 'reportingPerson', 'owner', 'keeper', 'driver', 'foundBy', 'named'] as const;
type Part = (typeof parts)[number];
const partWords = Object.fromEntries(parts.map((part) => [part, roles[part]])) as Readonly<Record<Part, string>>;
/** As long as the contract takes a note. */
const LONGEST_NOTE = 500;

/** `record`: the id of a log or a crime, "" while none is chosen. */
interface LinkFields {
  readonly role: Part | '';
  readonly record: string;
  readonly note: string;
}
const fresh: LinkFields = { role: '', record: '', note: '' };
const partOf = (role: string): Part | '' => parts.find((part) => part === role) ?? '';

/** Of a draft, or of a command that HQ did not take. */
const read = (kept: Readonly<Record<string, unknown>>): LinkFields => {
  const { role, record, note, incidentId, crimeId } = fitted({ role: '', record: '', note: '', incidentId: '', crimeId: '' }, kept);
  return { role: partOf(role), record: record || incidentId || crimeId, note };
};

const faultsIn = ({ role, record, note }: LinkFields): Faults =>
  faultsOf({
    role: role === '' ? w.noRole : undefined,
    record: record === '' ? w.noRecord : undefined,
    note: textFault(note, undefined, LONGEST_NOTE),
  });

/** Joins a person to one of the officer's own logs or crimes, which is chosen and not typed. */
export const LinkForm = ({
  open,
  record: person,
  logs,
  crimes,
}: {
  readonly open: MendingForm;
  readonly record: ShownRecord;
  readonly logs: readonly IncidentRow[];
  readonly crimes: readonly CrimeRow[];
}) => {
  const choices: Readonly<Record<string, string>> = Object.fromEntries([
    ...logs.map(({ id, title }) => [id, log(serialOf(id), title)]),
    ...crimes.map(({ id, title }) => [id, `${strings.app.numberOf(id)}: ${title}`]),
  ]);
  const crimeIds = new Set(crimes.map(({ id }) => id));
  return (
    <RecordForm
      {...{ open, record: person, fresh, read, words: w, command: 'link.create', check: faultsIn }}
      title={({ role }) => wordOf(roles, role)}
      payload={({ role, record, note }) => ({
        ...{ personId: person.id, role: role === '' ? 'named' : role, marking: person.marking },
        // A crime number has slashes; a report without number is among the crimes.
        ...(crimeIds.has(record) || record.includes('/') ? { crimeId: record } : { incidentId: record }),
        ...(written(note) === '' ? {} : { note: written(note) }),
      })}
      fieldOf={([name]) => (name === 'incidentId' || name === 'crimeId' ? 'record' : name)}
      summary={({ role }) => w.summary(wordOf(roles, role))}
    >
      {(field, fields) => (
        <FormPart>
          <ChoiceField {...field('role')} value={fields.role === '' ? undefined : fields.role} choices={partWords} />
          {Object.keys(choices).length === 0 ? <p>{w.noneHere}</p> : <ChoiceField {...field('record')} choices={choices} />}
          <TextField {...field('note')} />
        </FormPart>
      )}
    </RecordForm>
  );
};
