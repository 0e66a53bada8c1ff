/**
 * Records of the feeds that this program could not read (main/sync/set-aside.ts), and how often HQ failed at a piece of unsent work.
 * What an older HQ refused for the laptop's clock goes out again: no clock refuses it any more.
 */
export const setAside = `
CREATE TABLE set_aside (
  system TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  reason TEXT NOT NULL,
  reader TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (system, kind, id)
) STRICT, WITHOUT ROWID;
ALTER TABLE outbox ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
UPDATE outbox SET state = 'waiting', reason = NULL WHERE state = 'refused' AND reason = 'Clock ahead';
`;
