/**
 * Logs, crimes and persons that are here tell of telephone numbers and marked objects too (main/systems/told.ts): what an older program
 * indexed is indexed anew in the background (main/sync/reindex.ts).
 */
export const things = `
INSERT OR IGNORE INTO search_behind (system, kind, id)
  SELECT system, kind, id FROM item WHERE (system, kind) IN (('storm', 'incident'), ('crime', 'crime'), ('records', 'person'));
`;
