import { isProvisional } from '../../contracts/domain/provisional.ts';
import type { System } from '../../contracts/hq/feeds.ts';
import type { ReadableDb, WritableDb } from './db.ts';
import type { ItemKey } from './items.ts';

/** The number that HQ has allotted to a provisional id, if it has; any other id as it is. */
export const resolveId = (db: ReadableDb, id: string): string =>
  isProvisional(id) ? (db.prepare<[string], { id: string }>('SELECT id FROM alias WHERE provisional_id = ?').get(id)?.id ?? id) : id;

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
