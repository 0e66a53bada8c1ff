/**
 * Drafts of any form, with their fields as JSON (contracts/domain/draft.ts); until here there were texts of Storm updates only.
 * `draft_end` remembers which were sent or discarded, so that another laptop's copy does not bring them back.
 */
export const drafts = `
CREATE TABLE draft_of_form (
  key TEXT PRIMARY KEY,
  system TEXT NOT NULL,
  kind TEXT NOT NULL,
  item_id TEXT,
  title TEXT NOT NULL,
  fields TEXT NOT NULL,
  blobs TEXT NOT NULL,
  at TEXT NOT NULL,
  based_on TEXT
) STRICT;
INSERT INTO draft_of_form (key, system, kind, item_id, title, fields, blobs, at)
  SELECT 'incident.addLine:' || incident, 'storm', 'incident.addLine', incident, substr(text, 1, 100), json_object('text', text), '[]', at
  FROM (SELECT substr(key, length('storm.update:') + 1) AS incident, text, at FROM draft WHERE key GLOB 'storm.update:?*');
DROP TABLE draft;
ALTER TABLE draft_of_form RENAME TO draft;
CREATE INDEX draft_newest ON draft (at);

CREATE TABLE draft_end (key TEXT PRIMARY KEY, at TEXT NOT NULL, of TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX draft_end_oldest ON draft_end (at);
`;
