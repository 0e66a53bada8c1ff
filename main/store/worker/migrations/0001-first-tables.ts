/**
 * What a list shows is in an item's `summary`; `body` is the item whole. Long lists are answered from an index that ends with the
 * summary, so that they read neither bodies nor the pages these lie on: reading a page means decrypting and authenticating it.
 * Pinned by tests/main/store/plans.test.ts.
 */
const items = `
CREATE TABLE item (
  system TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  stale INTEGER NOT NULL DEFAULT 0,
  summary TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (system, kind, id)
) STRICT;
CREATE INDEX item_stale ON item (system) WHERE stale = 1;
CREATE INDEX incident_area ON item (summary ->> 'state', summary ->> 'area', summary ->> 'grade', summary ->> 'openedAt' DESC, id, summary)
  WHERE system = 'storm' AND kind = 'incident';
CREATE INDEX incident_closed ON item (summary ->> 'state', summary ->> 'closedAt' DESC, id, summary)
  WHERE system = 'storm' AND kind = 'incident';
CREATE INDEX crime_area ON item (summary ->> 'area', summary ->> 'reportedAt' DESC, id, summary) WHERE system = 'crime' AND kind = 'crime';
CREATE INDEX crime_offence ON item (summary ->> 'offenceCode', summary ->> 'area', id, summary) WHERE system = 'crime' AND kind = 'crime';
CREATE INDEX duty_day ON item (summary ->> 'day') WHERE system = 'people' AND kind = 'duty';
CREATE INDEX officer_team ON item (summary ->> 'team') WHERE system = 'people' AND kind = 'officer';

CREATE TABLE item_link (
  role TEXT NOT NULL,
  value TEXT NOT NULL,
  system TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (role, value, system, kind, id),
  FOREIGN KEY (system, kind, id) REFERENCES item ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX item_link_item ON item_link (system, kind, id);

CREATE TABLE feed (system TEXT PRIMARY KEY, cursor TEXT NOT NULL, synced_at TEXT) STRICT;
`;

/**
 * Work on its way to HQ. 'done' is HQ's yes, waiting for the feed to bring the version it made; 'superseded' is a conflict that
 * the officer has decided by deciding anew, kept as history.
 */
const outbox = `
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  system TEXT NOT NULL,
  command TEXT NOT NULL,
  item_kind TEXT NOT NULL,
  item_id TEXT NOT NULL,
  base_version INTEGER NOT NULL,
  payload TEXT NOT NULL,
  summary TEXT NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'done', 'conflict', 'refused', 'superseded')),
  attempts INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  conflict TEXT,
  done_version INTEGER
) STRICT;
CREATE INDEX outbox_item ON outbox (system, item_id, state);
CREATE INDEX outbox_state ON outbox (system, state);

CREATE TABLE draft (key TEXT PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE seen (key TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT;
`;

const mail = `
CREATE TABLE mail_folder (
  path TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  special TEXT,
  uid_validity INTEGER NOT NULL,
  uid_next INTEGER NOT NULL,
  modseq TEXT,
  unread INTEGER NOT NULL,
  total INTEGER NOT NULL,
  synced_at TEXT
) STRICT;
CREATE TABLE mail_message (
  id TEXT PRIMARY KEY,
  folder TEXT NOT NULL,
  uid INTEGER NOT NULL,
  subject TEXT NOT NULL,
  from_name TEXT NOT NULL,
  from_address TEXT NOT NULL,
  preview TEXT NOT NULL,
  at TEXT NOT NULL,
  seen INTEGER NOT NULL,
  flagged INTEGER NOT NULL,
  attachments INTEGER NOT NULL,
  marking TEXT,
  raw BLOB,
  UNIQUE (folder, uid)
) STRICT;
CREATE INDEX mail_message_list ON mail_message (folder, at DESC, uid DESC);
`;

/**
 * Full text, without a second copy of it (contentless). FTS5 finds a row by number only, so search_entry keeps what each number
 * is; the view \`search\` is where repositories insert and delete, and keeps the two together.
 */
const search = `
CREATE TABLE search_entry (
  number INTEGER PRIMARY KEY,
  system TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  UNIQUE (system, id, kind)
) STRICT;
CREATE VIRTUAL TABLE search_text USING fts5 (
  title, body, content = '', contentless_delete = 1, prefix = '2 3', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIEW search (system, kind, id, title, body, number) AS SELECT system, kind, id, NULL, NULL, number FROM search_entry;
CREATE TRIGGER search_insert INSTEAD OF INSERT ON search BEGIN
  DELETE FROM search_text WHERE rowid = (
    SELECT number FROM search_entry WHERE system = NEW.system AND id = NEW.id AND kind = NEW.kind
  );
  DELETE FROM search_entry WHERE system = NEW.system AND id = NEW.id AND kind = NEW.kind;
  INSERT INTO search_entry (system, id, kind) VALUES (NEW.system, NEW.id, NEW.kind);
  INSERT INTO search_text (rowid, title, body) SELECT number, NEW.title, NEW.body FROM search_entry
    WHERE system = NEW.system AND id = NEW.id AND kind = NEW.kind;
END;
CREATE TRIGGER search_delete INSTEAD OF DELETE ON search BEGIN
  DELETE FROM search_text WHERE rowid = OLD.number;
  DELETE FROM search_entry WHERE number = OLD.number;
END;
`;

const journal = `
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
`;

export const firstTables = [items, outbox, mail, search, journal].join('\n');
