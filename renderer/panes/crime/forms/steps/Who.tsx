import { useEffect, useRef, useState } from 'react';
import type { ShownIncident } from '../../../../../contracts/ipc/storm.ts';
import { serialOf, wordOf } from '../../../../format/text.ts';
import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import { Finder, type FinderGroup } from '../../../../ui/Finder.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Highlight } from '../../../../ui/Highlight.tsx';
import { Toggles } from '../../../../ui/Toggles.tsx';
import { callerOf, newPerson, type PersonFields, withoutPerson } from '../crimeFields.ts';
import s from '../forms.module.css';
import type { StepProps } from './step.ts';

const { crime: w } = strings.forms;
/** As many as the contract takes. */
const MOST_PEOPLE = 50;

/** The people of the report: those of the log first, each with the parts they had; another is picked before typed. */
export const Who = ({ fields, change, faults, log }: StepProps) => {
  const { people } = fields;
  const list = useRef<HTMLDivElement>(null);
  const [focusAt, setFocusAt] = useState<string>();
  useEffect(() => {
    if (focusAt === undefined) return;
    list.current?.querySelector<HTMLElement>(`[name="${focusAt}"]`)?.focus();
    setFocusAt(undefined);
  }, [focusAt]);
  const set = (at: number, some: Partial<PersonFields>): void => {
    const person = people[at];
    if (person !== undefined) change({ people: people.with(at, { ...person, ...some }) });
  };
  const add = (person: PersonFields): void => {
    change({ people: [...people, person] });
    setFocusAt(`person-${people.length}-${person.name === '' ? 'name' : 'roles'}`);
  };
  return (
    <div ref={list} className={s.rows}>
      {people.map((person, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is being written has no other name
        <fieldset key={at} className={s.person} aria-label={w.person(at + 1)}>
          <TextField {...named(person, at, 'name', faults)} change={(name) => set(at, { name })} hint={sourceOf(person)} />
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
          <Button appearance="subtle" onClick={() => change(withoutPerson(fields, at))}>
            {w.remove(w.person(at + 1))}
          </Button>
        </fieldset>
      ))}
      {people.length < MOST_PEOPLE && <PersonFinder people={people} log={log} found={(at) => setFocusAt(`person-${at}-name`)} add={add} />}
    </div>
  );
};

const named = (person: PersonFields, at: number, field: 'name' | 'contact' | 'address' | 'born', faults: StepProps['faults']) => ({
  ...{ name: `person-${at}-${field}`, label: w[field], value: person[field], wrong: faults[`person-${at}-${field}`] },
});
const sourceOf = ({ log }: PersonFields): string | undefined => (log === '' ? undefined : w.takenFromLog(serialOf(log)));
/** Also a part that only a newer version knows. */
const rolesOf = ({ roles }: PersonFields) =>
  [...new Set([...Object.keys(strings.crime.roles), ...roles])].map((code) => ({ code, label: wordOf(strings.crime.roles, code) }));

/** Who is in the report already, who the log knows, and last somebody new under the name that was typed. */
const PersonFinder = ({
  people,
  log,
  found,
  add,
}: {
  readonly people: readonly PersonFields[];
  readonly log: ShownIncident | undefined;
  readonly found: (at: number) => void;
  readonly add: (person: PersonFields) => void;
}) => {
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const here = people.flatMap((person, at) => (isLike(person.name, name) ? [{ person, at }] : []));
  const caller = log?.caller === undefined ? undefined : callerOf(log);
  const offersCaller = caller !== undefined && !people.some((one) => one.name === caller.name && one.contact === caller.contact);
  const groups: readonly FinderGroup[] = [
    {
      title: w.inReport,
      items: here.map(({ person, at }) => ({ id: `here-${at}`, content: option(person.name, w.here, name) })),
    },
    {
      title: w.notInReport,
      items: [
        ...(offersCaller ? [{ id: 'caller', content: option(caller.name || w.theCaller, caller.contact, name) }] : []),
        { id: 'new', content: option(w.newPerson(name), w.newPersonWhy, '') },
      ],
    },
  ];
  const choose = (id: string): void => {
    setTyped('');
    if (id === 'new') add({ ...newPerson, name });
    else if (id === 'caller' && caller !== undefined) add(caller);
    else found(Number(id.slice('here-'.length)));
  };
  return (
    <div data-first={people.length === 0 ? true : undefined}>
      <Finder
        name="people"
        label={w.addPerson}
        placeholder={w.addPersonPlaceholder}
        text={typed}
        change={setTyped}
        groups={name === '' ? [] : groups.filter(({ items }) => items.length > 0)}
        status={name === '' ? undefined : w.found(here.length + (offersCaller ? 1 : 0))}
        none={w.nobodyFound}
        choose={choose}
        wide
      />
    </div>
  );
};

const isLike = (name: string, typed: string): boolean => typed !== '' && name.toLowerCase().includes(typed.toLowerCase());
const option = (name: string, more: string, typed: string) => (
  <span className={s.option}>
    <b>
      <Highlight text={name} search={typed} />
    </b>
    <small>{more}</small>
  </span>
);
