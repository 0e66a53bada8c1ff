import { isProvisional } from '../../contracts/domain/provisional.ts';
import type { System } from '../../contracts/hq/feeds.ts';
import type { ReadableDb, WritableDb } from './db.ts';
import type { ItemKey } from './items.ts';

/** The number that HQ has allotted to a provisional id, if it has; any other id as it is. */
export const resolveId = (db: ReadableDb, id: string): string =>
  isProvisional(id) ? (db.prepare<[string], { id: string }>('SELECT id FROM alias WHERE provisional_id = ?').get(id)?.id ?? id) : id;

/** What this laptop called the items of a kind that HQ has numbered since, by their numbers. */
export const provisionalIds = (db: ReadableDb, { system, kind }: Pick<ItemKey, 'system' | 'kind'>): ReadonlyMap<string, string> =>
  new Map(
    db
      .prepare<[System, string], { id: string; was: string }>('SELECT id, provisional_id AS was FROM alias WHERE system = ? AND kind = ?')
      .all(system, kind)
      .map(({ id, was }) => [id, was]),
  );

/** Keeps which number HQ allotted. False when that was known: a provisional id means one item for ever. */
export const keepAlias = (db: WritableDb, provisionalId: string, { system, kind, id }: ItemKey): boolean =>
  db
    .prepareWrite<[string, System, string, string]>(
      'INSERT INTO alias (provisional_id, system, kind, id) VALUES (?, ?, ?, ?) ON CONFLICT (provisional_id) DO NOTHING',
    )
    .run(provisionalId, system, kind, id).changes > 0;

/** The same value with the number in the place of every text that is the provisional id. */
export const renameIn = <Value>(value: Value, provisionalId: string, id: string): Value =>
  JSON.parse(JSON.stringify(value), (_, part: unknown) => (part === provisionalId ? id : part)) as Value;

/** The same value with numbers in the place of all texts that are provisional ids to which HQ has allotted one. */
export const resolveIn = <Value>(db: ReadableDb, value: Value): Value =>
  JSON.parse(JSON.stringify(value), (_, part: unknown) => (typeof part === 'string' ? resolveId(db, part) : part)) as Value;
