/**
 * Messages belong together by what they answer: `mail_reference` has the Message-IDs that a message names, the oldest first (RFC 5322 §3.6.4).
 * They are known once its bytes are here; of those that are, they are read with the search's own reading anew (0015).
 */
export const conversations = `
CREATE TABLE mail_reference (
  id TEXT NOT NULL,
  place INTEGER NOT NULL,
  message_id TEXT NOT NULL,
  PRIMARY KEY (id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_reference_named ON mail_reference (message_id);
CREATE INDEX mail_message_called ON mail_message (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX mail_message_written ON mail_message (from_address, at);
CREATE TRIGGER mail_message_gone AFTER DELETE ON mail_message BEGIN DELETE FROM mail_reference WHERE id = OLD.id; END;
CREATE TRIGGER mail_message_renamed AFTER UPDATE OF id ON mail_message WHEN NEW.id <> OLD.id BEGIN
  UPDATE mail_reference SET id = NEW.id WHERE id = OLD.id;
END;
INSERT OR IGNORE INTO search_behind (system, kind, id) SELECT system, kind, id FROM search_entry WHERE system = 'mail';
`;
