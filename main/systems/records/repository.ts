import type { Officer } from '../../../contracts/domain/officer.ts';
import { decisionOn, type Person } from '../../../contracts/domain/person.ts';
import type { PersonOfLog, PersonPart, ShownPerson, ShownRecord, SimilarPerson } from '../../../contracts/ipc/records.ts';
import { resolveId } from '../../store/alias.ts';
import type { ReadableDb, Reads } from '../../store/db.ts';
import { readItem, syncedAt } from '../../store/items.ts';
import { type PendingCommand, pendingOf } from '../../sync/outbox.ts';
import { joinedTo } from './joined.ts';
import { listPersons, type PersonList, type PersonQuery } from './list.ts';
import { personsOfLog } from './of-log.ts';
import { shownRecord } from './overlay.ts';
import { partsOf } from './parts.ts';
import { similarTo } from './similar.ts';

/** As many as one answer carries. */
const MOST_PARTS = 200;
const MOST_SIMILAR = 5;
const MOST_PARTS_BESIDE = 50;

export const recordsReads = {
  'records.persons': (db: ReadableDb, query: PersonQuery): PersonList => listPersons(db, query),

  /** Whom links join to a log, who rang first. `id`: its number, or provisional. */
  'records.ofLog': (db: ReadableDb, { id, officer }: { readonly id: string; readonly officer: Officer }): PersonOfLog[] =>
    personsOfLog(db, id, officer),

  /**
   * A person with all records that are of the same one, their parts, and records that may be; undefined when there is no such record on this
   * laptop. A provisional id is answered with the record that has its number by now.
   */
  'records.person': (
    db: ReadableDb,
    { id: asked, officer }: { readonly id: string; readonly officer: Officer },
  ): ShownPerson | undefined => {
    const id = resolveId(db, asked);
    const item = readItem<Person>(db, { system: 'records', kind: 'person', id });
    if (item === undefined) return undefined;
    const pending = pendingOf(db, 'records');
    const record = shownRecord(item, pending, officer);
    const joined = joinedTo(db, record, pending, officer);
    const all = [record, ...joined];
    const parts = all.flatMap((one) => partsOf(db, one, pending, officer)).toSorted(byNewest);
    const shown = unique(parts);
    return {
      record,
      joined,
      parts: shown.slice(0, MOST_PARTS),
      more: Math.max(0, shown.length - MOST_PARTS),
      similar: similarOf(db, item.body, all, pending, officer),
      asOf: syncedAt(db, 'records'),
    };
  },
} as const satisfies Reads;

const byNewest = (one: PersonPart, other: PersonPart): number => (other.at ?? '').localeCompare(one.at ?? '');

/** Each part once: where a link or a report says what it is, that the name stands there says nothing more. */
const unique = (parts: readonly PersonPart[]): PersonPart[] => {
  const told = new Set(parts.filter(({ role }) => role !== 'named').map(({ kind, id }) => `${kind} ${id}`));
  const seen = new Set<string>();
  // A link is one that can be withdrawn: it stands before the same part without.
  const linkedFirst = parts.toSorted((one, other) => Number(one.linkId === undefined) - Number(other.linkId === undefined));
  const kept = new Set(
    linkedFirst.filter(({ kind, id, role, linkId, withdrawn }) => {
      const name = `${kind} ${id}`;
      if (role === 'named' && linkId === undefined && told.has(name)) return false;
      const key = withdrawn === undefined ? `${name} ${role}` : `${linkId}`;
      return !seen.has(key) && seen.add(key) !== undefined;
    }),
  );
  return parts.filter((part) => kept.has(part));
};

/** Those about which nobody has decided. */
const similarOf = (
  db: ReadableDb,
  person: Person,
  all: readonly ShownRecord[],
  pending: readonly PendingCommand[],
  officer: Officer,
): SimilarPerson[] => {
  const known = new Set(all.map(({ id }) => id));
  return similarTo(db, person)
    .filter(({ item }) => !known.has(item.body.id) && all.every((one) => decisionOn(one, item.body.id) === undefined))
    .slice(0, MOST_SIMILAR)
    .map(({ item, reasons }) => {
      const record = shownRecord(item, pending, officer);
      const parts = unique(partsOf(db, record, pending, officer))
        .toSorted(byNewest)
        .slice(0, MOST_PARTS_BESIDE);
      return { record, reasons: [...reasons], parts };
    });
};
