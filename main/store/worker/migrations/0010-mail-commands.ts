/**
 * Mail is written, answered and filed. `held_until`: until then the officer may take a command back, and it does not go out. `message_id`:
 * what a message is called at every server, should its folder be numbered anew. `mail_submission`: how far a letter of that key came: 'begun'
 * once the server may have taken it, 'taken' once it said so.
 */
export const mailCommands = `
ALTER TABLE outbox ADD COLUMN held_until TEXT;
ALTER TABLE mail_message ADD COLUMN message_id TEXT;
ALTER TABLE mail_folder ADD COLUMN read_only INTEGER NOT NULL DEFAULT 0;
CREATE TABLE mail_submission (key TEXT PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('begun', 'taken'))) STRICT, WITHOUT ROWID;
CREATE TRIGGER outbox_mail_submission AFTER DELETE ON outbox BEGIN DELETE FROM mail_submission WHERE key = OLD.id; END;
`;
