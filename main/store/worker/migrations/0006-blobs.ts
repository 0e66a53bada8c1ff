/**
 * Attachments. A blob is written in parts of one size, so that no statement moves more than one of them; its number stays when its hash
 * becomes known at its end. `dropped`: it is being removed, some parts at a time. `blob_use`: what needs it ("outbox/ID", "draft/KEY"), as
 * long as that is there, whatever its id becomes. `sent`: bytes that HQ has.
 * `sealed_part`: what of unsent work lies sealed beside the store, under which key (main/device/unsent).
 */
export const blobs = `
CREATE TABLE blob (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  hash TEXT UNIQUE,
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  type TEXT NOT NULL,
  at TEXT NOT NULL,
  parts INTEGER NOT NULL DEFAULT 0,
  dropped INTEGER NOT NULL DEFAULT 0,
  sent INTEGER NOT NULL DEFAULT 0,
  at_hq INTEGER NOT NULL DEFAULT 0,
  problem TEXT
) STRICT;
CREATE TABLE blob_part (
  blob INTEGER NOT NULL REFERENCES blob (number),
  part INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (blob, part)
) STRICT;
CREATE TABLE blob_use (
  holder TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (holder, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_use_hash ON blob_use (hash);
CREATE TRIGGER outbox_blob_use AFTER DELETE ON outbox BEGIN DELETE FROM blob_use WHERE holder = 'outbox/' || OLD.id; END;
CREATE TRIGGER outbox_blob_use_renamed AFTER UPDATE OF id ON outbox WHEN NEW.id <> OLD.id BEGIN
  UPDATE blob_use SET holder = 'outbox/' || NEW.id WHERE holder = 'outbox/' || OLD.id;
END;
CREATE TRIGGER draft_blob_use AFTER DELETE ON draft BEGIN DELETE FROM blob_use WHERE holder = 'draft/' || OLD.key; END;

CREATE TABLE sealed_key (only INTEGER PRIMARY KEY CHECK (only = 1), key BLOB NOT NULL) STRICT;
CREATE TABLE sealed_part (
  content TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
