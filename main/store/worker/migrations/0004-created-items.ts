/**
 * Work that makes new items. `creates`: the row's item_id is the provisional id of what it makes. `id_fields`: the fields of its payload
 * that name items. `full_reads`: how often the feed was read to its end since HQ did it.
 *
 * What a creation makes is an item of version 0 (HQ's begin at 1) that is derived from its row in the outbox and goes with it, whoever
 * removes that, unless the row's place was taken by another with the same item. `alias`: which number HQ allotted to a provisional id.
 */
export const createdItems = `
ALTER TABLE outbox ADD COLUMN creates INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN id_fields TEXT NOT NULL DEFAULT '[]';
ALTER TABLE outbox ADD COLUMN full_reads INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_creation ON outbox (item_id) WHERE creates = 1;
CREATE INDEX item_provisional ON item (system, kind, id) WHERE version = 0;

CREATE TABLE alias (
  provisional_id TEXT PRIMARY KEY,
  system TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIEW provisional_item (provisional_id, system, kind, id) AS
  SELECT coalesce(alias.provisional_id, item.id), item.system, item.kind, item.id FROM item
  LEFT JOIN alias ON alias.system = item.system AND alias.kind = item.kind AND alias.id = item.id WHERE item.version = 0;
CREATE TRIGGER provisional_item_gone INSTEAD OF DELETE ON provisional_item BEGIN
  DELETE FROM search WHERE system = OLD.system AND kind = OLD.kind AND id = OLD.id;
  DELETE FROM item WHERE system = OLD.system AND kind = OLD.kind AND id = OLD.id AND version = 0;
END;
CREATE TRIGGER creation_removed AFTER DELETE ON outbox WHEN OLD.creates = 1 BEGIN
  DELETE FROM provisional_item WHERE provisional_id = OLD.item_id AND system = OLD.system AND kind = OLD.item_kind AND NOT EXISTS (
    SELECT 1 FROM outbox WHERE creates = 1 AND item_id = OLD.item_id AND state <> 'superseded');
END;
CREATE TRIGGER creation_superseded AFTER UPDATE OF state ON outbox WHEN NEW.creates = 1 AND NEW.state = 'superseded' BEGIN
  DELETE FROM provisional_item WHERE provisional_id = NEW.item_id AND system = NEW.system AND kind = NEW.item_kind AND NOT EXISTS (
    SELECT 1 FROM outbox WHERE creates = 1 AND item_id = NEW.item_id AND state <> 'superseded');
END;
`;
