import type { Incident } from '../../../contracts/domain/incident.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { Person } from '../../../contracts/domain/person.ts';
import type { RecordLink } from '../../../contracts/domain/record-link.ts';
import { telephoneKey } from '../../../contracts/domain/telephone.ts';
import type { PersonOfLog } from '../../../contracts/ipc/records.ts';
import { resolveId } from '../../store/alias.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem, readLinked } from '../../store/items.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { bornOf, textsOf } from './describe.ts';
import { joinedTo } from './joined.ts';
import { shownLink, shownRecord } from './overlay.ts';
import { parseName } from './same/name.ts';

/** As many as one answer carries. */
const MOST_PERSONS = 50;
const MOST_WARNINGS = 50;

/** Whom links join to a log, each once with all their parts in it and what is known of all records that are of them; who rang first. */
export const personsOfLog = (db: ReadableDb, asked: string, officer: Officer): PersonOfLog[] => {
  const id = resolveId(db, asked);
  const caller = readItem<Incident>(db, { system: 'storm', kind: 'incident', id })?.body.caller;
  const pending = pendingOf(db, 'records');
  const links = readLinked<RecordLink>(db, { role: 'incident', value: id }, 'records', 'link').filter(
    (link) => shownLink(link, pending, officer).withdrawn === undefined,
  );
  const persons = new Map<string, PersonOfLog>();
  const shownAs = new Map<string, string>();
  for (const { personId, role } of links) {
    if (personId === undefined) continue;
    const known = persons.get(shownAs.get(personId) ?? personId);
    if (known !== undefined) {
      const roles = [...new Set([...known.roles, role])];
      persons.set(known.id, { ...known, roles, caller: known.caller || role === RINGS });
      continue;
    }
    const item = readItem<Person>(db, { system: 'records', kind: 'person', id: personId });
    if (item === undefined) continue;
    const record = shownRecord('person', item, pending, officer);
    const all = [record, ...joinedTo(db, 'person', record, pending, officer)];
    for (const one of all) shownAs.set(one.id, record.id);
    const [born, address, telephone] = [first(all.map(bornOf)), newest(all, 'address'), newest(all, 'telephone')];
    persons.set(record.id, {
      ...{ id: record.id, name: record.name, roles: [role], caller: role === RINGS || all.some((one) => isCaller(one, caller)) },
      ...(born === undefined ? {} : { born }),
      ...(address === undefined ? {} : { address }),
      ...(telephone === undefined ? {} : { telephone }),
      warnings: all.flatMap(({ warnings }) => warnings).slice(0, MOST_WARNINGS),
    });
  }
  return [...persons.values()].toSorted((one, other) => Number(other.caller) - Number(one.caller)).slice(0, MOST_PERSONS);
};

/** The part of whoever rang. */
const RINGS = 'reportingPerson';

/** Links give the part in the crime: a victim who rang has the caller's number or name. */
const isCaller = (person: Pick<Person, 'name' | 'details'>, caller: Incident['caller']): boolean => {
  if (caller === undefined) return false;
  const numbers = textsOf(person, 'telephone').map(telephoneKey);
  if (caller.telephone !== undefined && numbers.includes(telephoneKey(caller.telephone))) return true;
  return caller.name !== undefined && plainName(person.name) === plainName(caller.name);
};
/** A log names a caller with an age behind: "Mrs Farida Iqbal, 62". */
const plainName = (name: string): string => {
  const { given, family } = parseName(name.replace(/,\s*\d+$/, ''));
  return [...given, ...family].join(' ');
};

const newest = (records: readonly Pick<Person, 'details'>[], kind: string): string | undefined =>
  first(records.map((one) => textsOf(one, kind).at(-1)));
const first = (values: readonly (string | undefined)[]): string | undefined => values.find((value) => value !== undefined);
