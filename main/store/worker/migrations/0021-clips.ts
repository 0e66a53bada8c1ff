/**
 * Proven leaves of clips of body-worn video, by the root of the clip's hash tree, in the order in which they came; and when each clip was last
 * opened here. A clip that the officer may not see any more takes its leaves along.
 */
export const clips = `
CREATE TABLE clip_leaf (
  number INTEGER PRIMARY KEY,
  root TEXT NOT NULL,
  leaf INTEGER NOT NULL,
  data BLOB NOT NULL,
  UNIQUE (root, leaf)
) STRICT;
CREATE TABLE clip_kept (root TEXT PRIMARY KEY, used TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TRIGGER clip_gone AFTER DELETE ON item WHEN old.system = 'video' AND old.kind = 'clip' BEGIN
  DELETE FROM clip_leaf WHERE root = old.body ->> '$.root';
  DELETE FROM clip_kept WHERE root = old.body ->> '$.root';
END;
`;
