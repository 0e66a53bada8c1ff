/**
 * The number of what is indexed orders it: its kind's code, whether it is open work, the minute at which it began (since 2000), and one more
 * where several fall together. So the newest of a kind are read from the index's end, and how many there are is counted by number alone
 * (main/store/ranked.ts). Texts are folded (contracts/domain/fold.ts). `search_behind`: what was indexed before, by numbers that say nothing;
 * it is indexed anew in the background (main/sync/reindex.ts), and until then it is found as it was.
 */
export const search = `
ALTER TABLE search_entry ADD COLUMN at TEXT NOT NULL DEFAULT '';
ALTER TABLE search_entry ADD COLUMN open INTEGER NOT NULL DEFAULT 0;
CREATE TABLE search_kind (code INTEGER PRIMARY KEY, kind TEXT NOT NULL UNIQUE, system TEXT NOT NULL) STRICT;
DROP VIEW search;
CREATE VIEW search (system, kind, id, title, body, at, open, number) AS
  SELECT system, kind, id, NULL, NULL, at, open, number FROM search_entry;
CREATE TRIGGER search_insert INSTEAD OF INSERT ON search BEGIN
  DELETE FROM search_text WHERE rowid = (
    SELECT number FROM search_entry WHERE system = NEW.system AND id = NEW.id AND kind = NEW.kind
  );
  DELETE FROM search_entry WHERE system = NEW.system AND id = NEW.id AND kind = NEW.kind;
  INSERT INTO search_kind (kind, system) SELECT NEW.kind, NEW.system WHERE NOT EXISTS (SELECT 1 FROM search_kind WHERE kind = NEW.kind);
  INSERT INTO search_entry (number, system, id, kind, at, open)
    SELECT coalesce((SELECT max(number) + 1 FROM search_entry WHERE number BETWEEN first AND first + 524286), first),
      NEW.system, NEW.id, NEW.kind, NEW.at, NEW.open
    FROM (SELECT (code << 46) + (NEW.open << 45)
        + (max(0, min(67108863, coalesce((unixepoch(NEW.at) - 946684800) / 60, 0))) << 19) AS first
      FROM search_kind WHERE kind = NEW.kind);
  INSERT INTO search_text (rowid, title, body) SELECT number, NEW.title, NEW.body FROM search_entry
    WHERE system = NEW.system AND id = NEW.id AND kind = NEW.kind;
END;
CREATE TRIGGER search_delete INSTEAD OF DELETE ON search BEGIN
  DELETE FROM search_text WHERE rowid = OLD.number;
  DELETE FROM search_entry WHERE number = OLD.number;
END;

UPDATE search_entry SET
  at = coalesce((SELECT coalesce(summary ->> 'openedAt', summary ->> 'reportedAt', summary ->> 'setAt') FROM item
    WHERE item.system = search_entry.system AND item.kind = search_entry.kind AND item.id = search_entry.id), ''),
  open = coalesce((SELECT summary ->> 'state' = 'open' OR summary ->> 'status' = 'open' FROM item
    WHERE item.system = search_entry.system AND item.kind = search_entry.kind AND item.id = search_entry.id), 0)
  WHERE system <> 'mail';
UPDATE search_entry SET at = coalesce((SELECT at FROM mail_message WHERE id = search_entry.id), '') WHERE system = 'mail';

CREATE TABLE search_behind (
  system TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (system, kind, id)
) STRICT, WITHOUT ROWID;
INSERT INTO search_behind (system, kind, id) SELECT system, kind, id FROM search_entry;
`;
