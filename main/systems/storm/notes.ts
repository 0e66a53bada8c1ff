import type { WritableDb } from '../../store/db.ts';

/** Key of a log in `seen`. */
export const seenKey = (incidentId: string): string => `storm.incident:${incidentId}`;
/** Key of what is being typed for a log in `draft`. */
export const draftKey = (incidentId: string): string => `storm.update:${incidentId}`;

/** Keeps what is being typed; an empty text ends the draft. */
export const saveDraft = (db: WritableDb, incidentId: string, text: string, at: string): void => {
  if (text === '') db.prepareWrite<[string]>('DELETE FROM draft WHERE key = ?').run(draftKey(incidentId));
  else {
    db.prepareWrite<[string, string, string]>(
      'INSERT INTO draft (key, text, at) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET text = excluded.text, at = excluded.at',
    ).run(draftKey(incidentId), text, at);
  }
};

/** The officer has seen the log's lines up to `until`. False when that was known. */
export const saveSeen = (db: WritableDb, incidentId: string, until: string): boolean =>
  db
    .prepareWrite<[string, string]>(
      'INSERT INTO seen (key, at) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET at = excluded.at WHERE excluded.at > seen.at',
    )
    .run(seenKey(incidentId), until).changes > 0;
