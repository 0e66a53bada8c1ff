import { useState } from 'react';
import type { PersonRow } from '../../../../../contracts/ipc/records.ts';
import type { ShownIncident } from '../../../../../contracts/ipc/storm.ts';
import { ok } from '../../../../../contracts/result.ts';
import { api } from '../../../../api.ts';
import { birthDay } from '../../../../format/time.ts';
import { typedDay } from '../../../../format/typedTime.ts';
import { useFetched } from '../../../../hooks/useAsk.ts';
import { useDebounced } from '../../../../hooks/useDebounced.ts';
import { strings } from '../../../../strings/index.ts';
import { Finder, type FinderGroup } from '../../../../ui/Finder.tsx';
import { Highlight } from '../../../../ui/Highlight.tsx';
import { callerOf, newPerson, type PersonFields } from '../crimeFields.ts';
import s from '../forms.module.css';

const { crime: w } = strings.forms;
/** A pause in typing before a search: each one is journalled, so half a word should not be. */
const restMs = 250;
const mostFound = 8;
/** As long as a report's contract takes an address. */
const ADDRESS_LENGTH = 200;
const nothing = { rows: [] as PersonRow[], total: 0 };

/** Who is in the report already, whom the log and the force's records know, and last somebody new under the name that was typed. */
export const PersonFinder = ({
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
  const text = useDebounced(name, restMs);
  const { state } = useFetched(['records.persons', 'crime', text], () =>
    text.length < 2 ? Promise.resolve(ok({ known: true, value: nothing })) : api.records.persons({ text, offset: 0, limit: mostFound }),
  );
  const rows: readonly PersonRow[] = state.kind === 'ready' && name !== '' ? state.value.rows : [];
  const known = rows.filter(({ id }) => !people.some(({ personId }) => personId === id));
  const here = people.flatMap((person, at) => (isLike(person.name, name) ? [{ person, at }] : []));
  const caller = log?.caller === undefined ? undefined : callerOf(log);
  const offersCaller = caller !== undefined && !people.some((one) => one.name === caller.name && one.contact === caller.contact);
  const groups: readonly FinderGroup[] = [
    { title: w.inReport, items: here.map(({ person, at }) => ({ id: `here-${at}`, content: option(person.name, w.here, name) })) },
    {
      title: w.notInReport,
      items: [
        ...(offersCaller ? [{ id: 'caller', content: option(caller.name || w.theCaller, caller.contact, name) }] : []),
        ...known.map((row) => ({ id: row.id, content: option(row.name, aboutOf(row), name) })),
        { id: 'new', content: option(w.newPerson(name), w.newPersonWhy, '') },
      ],
    },
  ];
  const choose = (id: string): void => {
    setTyped('');
    const record = known.find((row) => row.id === id);
    if (record !== undefined) add(ofRecord(record));
    else if (id === 'new') add({ ...newPerson, name });
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
        status={name === '' ? undefined : w.found(here.length + known.length + (offersCaller ? 1 : 0))}
        none={w.nobodyFound}
        choose={choose}
        wide
      />
    </div>
  );
};

const isLike = (name: string, typed: string): boolean => typed !== '' && name.toLowerCase().includes(typed.toLowerCase());

const ofRecord = ({ id, name, born = '', address = '' }: PersonRow): PersonFields => ({
  ...newPerson,
  ...{ personId: id, name, born: /^\d{4}-\d\d-\d\d$/.test(born) ? typedDay(born) : born },
  address: address.length > ADDRESS_LENGTH ? '' : address,
});
const aboutOf = ({ id, born, address, warnings }: PersonRow): string =>
  [warnings > 0 && w.warnings(warnings), born !== undefined && strings.crime.born(birthDay(born)), address, w.record(id)]
    .filter(Boolean)
    .join(', ');

const option = (name: string, more: string, typed: string) => (
  <span className={s.option}>
    <b>
      <Highlight text={name} search={typed} />
    </b>
    <small>{more}</small>
  </span>
);
