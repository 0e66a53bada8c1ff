import type { WritableDb } from '../../../store/db.ts';

/** Puts a message into the search index, in place of what was there of it. */
export const indexMessage = (db: WritableDb, id: string, title: string, body: string): void => {
  db.prepareWrite<[string, string, string]>(`INSERT INTO search (system, kind, id, title, body) VALUES ('mail', 'mail', ?, ?, ?)`).run(
    id,
    title,
    body,
  );
};

/** Takes a message out of the search index. */
export const removeFromIndex = (db: WritableDb, id: string): void => {
  db.prepareWrite<[string]>(`DELETE FROM search WHERE system = 'mail' AND id = ?`).run(id);
};

/** A message in the index has another id now. */
export const renameInIndex = (db: WritableDb, id: string, now: string): void => {
  db.prepareWrite<[string, string]>(`UPDATE OR REPLACE search_entry SET id = ? WHERE system = 'mail' AND id = ?`).run(now, id);
};
