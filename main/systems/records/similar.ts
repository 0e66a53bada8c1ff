import type { RecordKind } from '../../../contracts/domain/record-decision.ts';
import type { SameReason } from '../../../contracts/ipc/records.ts';
import type { ReadableDb } from '../../store/db.ts';
import type { StoredItem } from '../../store/items.ts';
import type { RecordBodies } from './bodies.ts';
import { traitLinks, traitsOf } from './describe.ts';
import { samePerson } from './same/same-person.ts';
import { sameThing } from './same/same-thing.ts';
import { traitLinks as thingTraits } from './things/describe.ts';

/** Records that share most with this one are compared, no more: a common name sounds like thousands. */
const MOST_COMPARED = 300;

interface Compared {
  /** From 0 on they are likely of the same. */
  readonly score: number;
  readonly reasons: readonly SameReason[];
}
/** By what records of a kind are found that may be of the same, and how two of them are compared. */
interface Comparison<Body> {
  readonly traits: (body: Body) => readonly { readonly role: string; readonly value: string }[];
  readonly compare: (one: Body, other: Body) => Compared;
}
const comparisons: { readonly [K in RecordKind]: Comparison<RecordBodies[K]> } = {
  person: { traits: traitLinks, compare: (one, other) => samePerson(traitsOf(one), traitsOf(other)) },
  thing: { traits: thingTraits, compare: sameThing },
};

/** Records that are likely of the same person or thing, the likeliest first. CROSS JOIN: from the few traits to their records. */
export const similarTo = <K extends RecordKind>(
  db: ReadableDb,
  kind: K,
  record: RecordBodies[K],
): readonly (Compared & { readonly item: StoredItem<RecordBodies[K]> })[] => {
  const { traits, compare } = comparisons[kind];
  return db
    .prepare<[string, string, string, string], { version: number; body: string }>(
      `SELECT item.version, item.body FROM (
         SELECT link.id AS id, count(*) AS shared FROM json_each(?) AS wanted CROSS JOIN item_link AS link
           ON link.role = wanted.value ->> 'role' AND link.value = wanted.value ->> 'value' AND link.system = 'records' AND link.kind = ?
         WHERE link.id <> ? GROUP BY link.id ORDER BY shared DESC, link.id LIMIT ${MOST_COMPARED}
       ) AS near CROSS JOIN item ON item.system = 'records' AND item.kind = ? AND item.id = near.id`,
    )
    .all(JSON.stringify(traits(record)), kind, record.id, kind)
    .map(({ version, body }) => {
      const other = JSON.parse(body) as RecordBodies[K];
      return { item: { version, body: other }, ...compare(record, other) };
    })
    .filter(({ score }) => score >= 0)
    .toSorted((a, b) => b.score - a.score);
};
