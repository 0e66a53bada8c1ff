/**
 * Under which keys this outbox once held work that it does not hold any more: done, discarded, or going out anew under another. A copy
 * of it that another laptop handed over may come in again, and is not taken on a second time.
 */
export const formerKeys = `
CREATE TABLE former_key (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER key_gone AFTER DELETE ON outbox BEGIN
  INSERT INTO former_key (key) VALUES (OLD.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER key_changed AFTER UPDATE OF id ON outbox WHEN NEW.id <> OLD.id BEGIN
  INSERT INTO former_key (key) VALUES (OLD.id) ON CONFLICT DO NOTHING;
END;
`;
