import { useRef } from 'react';
import type { PersonOfLog } from '../../../../../contracts/ipc/records.ts';
import { serialOf, wordOf } from '../../../../format/text.ts';
import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Toggles } from '../../../../ui/Toggles.tsx';
import { useFocusIn } from '../../../../workspace/guide/useFocusIn.ts';
import { PersonWarnings } from '../../../../workspace/personsOfLog.tsx';
import { type PersonFields, withoutPerson } from '../crimeFields.ts';
import s from '../forms.module.css';
import { PersonFinder } from './PersonFinder.tsx';
import type { StepProps } from './step.ts';

const { crime: w } = strings.forms;
/** As many as the contract takes. */
const MOST_PEOPLE = 50;

/** The people of the report: those of the log first, each with the parts they had; another is picked before typed. */
export const Who = ({ fields, change, faults, from }: StepProps) => {
  const { people } = fields;
  const list = useRef<HTMLDivElement>(null);
  const focusIn = useFocusIn(list);
  const fieldOf = (at: number, field: 'name' | 'roles'): string => `[name="person-${at}-${field}"]`;
  const set = (at: number, some: Partial<PersonFields>): void => {
    const person = people[at];
    if (person !== undefined) change({ people: people.with(at, { ...person, ...some }) });
  };
  const add = (person: PersonFields): void => {
    change({ people: [...people, person] });
    focusIn(fieldOf(people.length, person.name === '' ? 'name' : 'roles'));
  };
  return (
    <div ref={list} className={s.rows}>
      {people.map((person, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is being written has no other name
        <fieldset key={at} className={s.person} aria-label={w.person(at + 1)}>
          <TextField {...named(person, at, 'name', faults)} change={(name) => set(at, { name })} hint={sourceOf(person)} />
          <PersonWarnings persons={(from?.persons ?? []).filter((one) => isSame(person, one))} className={s.whole} />
          <div className={s.roles}>
            <Toggles
              label={w.roles}
              name={`person-${at}-roles`}
              items={rolesOf(person)}
              on={person.roles}
              change={(roles) => set(at, { roles })}
            />
            {faults[`person-${at}-roles`] !== undefined && <p className={s.wrong}>{faults[`person-${at}-roles`]}</p>}
          </div>
          <TextField {...named(person, at, 'contact', faults)} change={(contact) => set(at, { contact })} />
          <TextField {...named(person, at, 'address', faults)} change={(address) => set(at, { address })} />
          <TextField {...named(person, at, 'born', faults)} change={(born) => set(at, { born })} hint={w.bornHint} />
          <Button
            appearance="subtle"
            onClick={() => {
              change(withoutPerson(fields, at));
              focusIn(fieldOf(at, 'name'), fieldOf(at - 1, 'name'), '[name="people"]');
            }}
          >
            {w.remove(w.person(at + 1))}
          </Button>
        </fieldset>
      ))}
      {people.length < MOST_PEOPLE && (
        <PersonFinder people={people} from={from} found={(at) => focusIn(fieldOf(at, 'name'))} set={set} add={add} />
      )}
    </div>
  );
};

const named = (person: PersonFields, at: number, field: 'name' | 'contact' | 'address' | 'born', faults: StepProps['faults']) => ({
  ...{ name: `person-${at}-${field}`, label: w[field], value: person[field], wrong: faults[`person-${at}-${field}`] },
});
const sourceOf = ({ log, personId }: PersonFields): string | undefined =>
  [log !== '' && w.takenFromLog(serialOf(log)), personId !== '' && w.record(personId)].filter(Boolean).join('. ') || undefined;
/** A caller of a draft that was begun before the link was here is known by the log alone. */
const isSame = ({ log, personId, roles }: PersonFields, { id, caller }: PersonOfLog): boolean =>
  personId === id || (personId === '' && log !== '' && caller && roles.includes('reportingPerson'));
/** Also a part that only a newer version knows. */
const rolesOf = ({ roles }: PersonFields) =>
  [...new Set([...Object.keys(strings.crime.roles), ...roles])].map((code) => ({ code, label: wordOf(strings.crime.roles, code) }));
