import { PersonAdd20Regular } from '@fluentui/react-icons/svg/person-add';
import { useState } from 'react';
import type { PersonRow } from '../../../../../contracts/ipc/records.ts';
import { ok } from '../../../../../contracts/result.ts';
import { api } from '../../../../api.ts';
import { wordOf } from '../../../../format/text.ts';
import { birthDay } from '../../../../format/time.ts';
import { useFetched } from '../../../../hooks/useAsk.ts';
import { useDebounced } from '../../../../hooks/useDebounced.ts';
import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import { Finder, type FinderGroup } from '../../../../ui/Finder.tsx';
import { Highlight } from '../../../../ui/Highlight.tsx';
import { callerOf, type FromLog, newPerson, ofLink, ofRecord, type PersonFields } from '../crimeFields.ts';
import s from '../forms.module.css';

const { crime: w } = strings.forms;
/** A pause in typing before a search: each one is journalled, so half a word should not be. */
const restMs = 250;
const mostFound = 8;
const nothing = { rows: [] as PersonRow[], total: 0 };

/**
 * One press adds whom links join to the log. Typed, a name finds who is in the report already, whom the log and the force's records know,
 * and last somebody new under that name.
 */
export const PersonFinder = ({
  people,
  from,
  found,
  set,
  add,
  label = w.addPerson,
  placeholder = w.addPersonPlaceholder,
}: {
  readonly people: readonly PersonFields[];
  readonly from: FromLog | undefined;
  readonly found: (at: number) => void;
  readonly set: (at: number, some: Partial<PersonFields>) => void;
  readonly add: (person: PersonFields) => void;
  readonly label?: string;
  readonly placeholder?: string;
}) => {
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const text = useDebounced(name, restMs);
  const { state } = useFetched(['records.persons', 'crime', text], () =>
    text.length < 2 ? Promise.resolve(ok({ known: true, value: nothing })) : api.records.persons({ text, offset: 0, limit: mostFound }),
  );
  const rows: readonly PersonRow[] = state.kind === 'ready' && name !== '' ? state.value.rows : [];
  const isIn = (id: string): boolean => people.some(({ personId }) => personId === id);
  const known = rows.filter(({ id }) => !isIn(id));
  const here = people.flatMap((person, at) =>
    isLike(person.name, name) || rows.some(({ id }) => id === person.personId) ? [{ person, at }] : [],
  );
  const caller = from?.log.caller === undefined ? undefined : callerOf(from);
  const offersCaller =
    caller !== undefined && !people.some((one) => (one.name === caller.name && one.contact === caller.contact) || isRecord(one, caller));
  const ofLog = (from?.persons ?? []).filter((person) => !person.caller && !isIn(person.id));
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
  /** Who is in the report by that name already is given the record; nothing that was typed is replaced. */
  const take = (record: PersonRow): void => {
    const joined = ofLog.find((one) => one.id === record.id);
    const fields = joined === undefined || from === undefined ? ofRecord(record) : ofLink(joined, from.log.id);
    const at = people.findIndex((person) => mayBe(person, fields));
    const person = people[at];
    if (person === undefined) add(fields);
    else {
      set(at, { personId: fields.personId, born: person.born || fields.born, address: person.address || fields.address });
      found(at);
    }
  };
  const choose = (id: string): void => {
    setTyped('');
    const record = known.find((row) => row.id === id);
    if (record !== undefined) take(record);
    else if (id === 'new') add({ ...newPerson, name });
    else if (id === 'caller' && caller !== undefined) add(caller);
    else found(Number(id.slice('here-'.length)));
  };
  return (
    <div data-first={people.length === 0 ? true : undefined}>
      {from !== undefined && ofLog.length > 0 && (
        <div className={s.offered}>
          {ofLog.map((person) => (
            <Button key={person.id} icon={<PersonAdd20Regular />} onClick={() => add(ofLink(person, from.log.id))}>
              {w.addOfLog(wordOf(strings.records.roles, person.roles[0] ?? ''), person.name)}
            </Button>
          ))}
        </div>
      )}
      <Finder
        name="people"
        label={label}
        placeholder={placeholder}
        text={typed}
        change={setTyped}
        groups={name === '' ? [] : groups.filter(({ items }) => items.length > 0)}
        status={name === '' ? undefined : w.found(here.length + known.length + (offersCaller ? 1 : 0))}
        none={w.nobodyFound}
        choose={choose}
      />
    </div>
  );
};

const isLike = (name: string, typed: string): boolean => typed !== '' && name.toLowerCase().includes(typed.toLowerCase());

const isRecord = (one: PersonFields, other: PersonFields): boolean => one.personId !== '' && one.personId === other.personId;
/** Of one name, without a record yet, and not of another date of birth. */
const mayBe = ({ name, personId, born }: PersonFields, record: PersonFields): boolean =>
  personId === '' && plainName(name) === plainName(record.name) && (born === '' || record.born === '' || born === record.born);
/** "Mrs Farida Iqbal, 62", as a log names a caller, is Farida Iqbal. */
const plainName = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/^(?:mr|mrs|ms|miss|dr)\.? /, '')
    .replace(/, *\d+$/, '');

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
