import type { WritableDb } from '../../store/db.ts';

/** Key of a log in `seen`. */
export const seenKey = (incidentId: string): string => `storm.incident:${incidentId}`;
/** The officer has seen the log's lines up to `until`. False when that was known. */
export const saveSeen = (db: WritableDb, incidentId: string, until: string): boolean =>
  db
    .prepareWrite<[string, string]>(
      'INSERT INTO seen (key, at) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET at = excluded.at WHERE excluded.at > seen.at',
    )
    .run(seenKey(incidentId), until).changes > 0;
