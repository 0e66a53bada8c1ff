import type { Circulation, Missing } from '../../../contracts/domain/missing.ts';
import { isSameMissing } from '../../../contracts/domain/missing-rules.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem, type StoredItem } from '../../store/items.ts';
import { linkedIds } from '../found.ts';
import type { CirculationSummary, MissingSummary } from './describe.ts';

/** As the feed has them, without what waits to be sent. */
export const readMissing = (db: ReadableDb, id: string): StoredItem<Missing> | undefined =>
  readItem<Missing>(db, { system: 'missing', kind: 'missing', id });
export const readCirculation = (db: ReadableDb, id: string): StoredItem<Circulation> | undefined =>
  readItem<Circulation>(db, { system: 'missing', kind: 'circulation', id });

interface Stored<Summary> {
  readonly id: string;
  readonly summary: Summary;
}
/** A team's reports of some years are few thousand: a list reads them all. */
export const missingSummaries = (db: ReadableDb): readonly Stored<MissingSummary>[] => summaries(db, 'missing');
export const circulationSummaries = (db: ReadableDb): readonly Stored<CirculationSummary>[] => summaries(db, 'circulation');

const summaries = <Summary>(db: ReadableDb, kind: string): readonly Stored<Summary>[] =>
  db
    .prepare<[string], { id: string; summary: string }>(`SELECT id, summary FROM item WHERE system = 'missing' AND kind = ? ORDER BY id`)
    .all(kind)
    .map(({ id, summary }) => ({ id, summary: JSON.parse(summary) as Summary }));

/** Reports of the same person: by the record that they name, or by what else is known (contracts/domain/missing-rules.ts). */
export const reportsLike = (
  db: ReadableDb,
  person: Pick<Missing, 'personId' | 'name' | 'born' | 'age'>,
): readonly Stored<MissingSummary>[] => {
  const { personId } = person;
  const linked = new Set(personId === undefined ? [] : linkedIds(db, 'missing', [{ role: 'missing', value: personId }]));
  return missingSummaries(db).filter(({ id, summary }) => linked.has(id) || isSameMissing(summary, person));
};
