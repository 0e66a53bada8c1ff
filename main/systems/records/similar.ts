import type { Person } from '../../../contracts/domain/person.ts';
import type { SameReason } from '../../../contracts/ipc/records.ts';
import type { ReadableDb } from '../../store/db.ts';
import type { StoredItem } from '../../store/items.ts';
import { traitLinks, traitsOf } from './describe.ts';
import { samePerson } from './same/same-person.ts';

/** Records that share most with this one are compared, no more: a common name sounds like thousands. */
const MOST_COMPARED = 300;

export interface Similar {
  readonly item: StoredItem<Person>;
  readonly score: number;
  readonly reasons: readonly SameReason[];
}

/** Records that are likely of the same person, the likeliest first. CROSS JOIN: from the few traits to their records. */
export const similarTo = (db: ReadableDb, person: Person): readonly Similar[] =>
  db
    .prepare<[string, string, number], { version: number; body: string }>(
      `SELECT item.version, item.body FROM (
         SELECT link.id AS id, count(*) AS shared FROM json_each(?) AS wanted CROSS JOIN item_link AS link
           ON link.role = wanted.value ->> 'role' AND link.value = wanted.value ->> 'value' AND link.system = 'records' AND link.kind = 'person'
         WHERE link.id <> ? GROUP BY link.id ORDER BY shared DESC, link.id LIMIT ?
       ) AS near CROSS JOIN item ON item.system = 'records' AND item.kind = 'person' AND item.id = near.id`,
    )
    .all(JSON.stringify(traitLinks(person)), person.id, MOST_COMPARED)
    .map(({ version, body }) => {
      const other = JSON.parse(body) as Person;
      return { item: { version, body: other }, ...samePerson(traitsOf(person), traitsOf(other)) };
    })
    .filter(({ score }) => score >= 0)
    .toSorted((a, b) => b.score - a.score);
