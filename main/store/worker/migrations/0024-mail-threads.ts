/**
 * A folder's list by conversations: `mail_thread` has the conversation of each message, so that the newest message of each is found by an
 * index. A conversation is called by the number of one of its messages; a number never comes again. `about` is a digest of who wrote it and
 * what it is about, `answers` whether it answers by its subject alone. What is in `mail_unplaced` has not been looked at since it came, or
 * since what it names is known, and is a conversation of its own until then.
 */
export const mailThreads = `
CREATE TABLE mail_thread (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  thread INTEGER NOT NULL,
  folder TEXT NOT NULL,
  at TEXT NOT NULL,
  uid INTEGER NOT NULL,
  about INTEGER,
  answers INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE mail_unplaced (number INTEGER PRIMARY KEY) STRICT;
INSERT INTO mail_thread (id, thread, folder, at, uid) SELECT id, 0, folder, at, uid FROM mail_message;
UPDATE mail_thread SET thread = number;
INSERT INTO mail_unplaced SELECT number FROM mail_thread;
CREATE INDEX mail_thread_listed ON mail_thread (folder, at DESC, uid DESC, thread);
CREATE INDEX mail_thread_newest ON mail_thread (folder, thread, at DESC, uid DESC);
CREATE INDEX mail_thread_together ON mail_thread (thread);
CREATE INDEX mail_thread_about ON mail_thread (about, answers, at) WHERE about IS NOT NULL;
CREATE TRIGGER mail_thread_begun AFTER INSERT ON mail_message BEGIN
  INSERT INTO mail_thread (id, thread, folder, at, uid) VALUES (NEW.id, 0, NEW.folder, NEW.at, NEW.uid);
  UPDATE mail_thread SET thread = number WHERE id = NEW.id;
  INSERT INTO mail_unplaced SELECT number FROM mail_thread WHERE id = NEW.id;
END;
CREATE TRIGGER mail_thread_moved AFTER UPDATE OF id, folder, at, uid ON mail_message BEGIN
  UPDATE mail_thread SET id = NEW.id, folder = NEW.folder, at = NEW.at, uid = NEW.uid WHERE id = OLD.id;
END;
CREATE TRIGGER mail_thread_gone AFTER DELETE ON mail_message BEGIN
  DELETE FROM mail_unplaced WHERE number = (SELECT number FROM mail_thread WHERE id = OLD.id);
  DELETE FROM mail_thread WHERE id = OLD.id;
END;
CREATE TRIGGER mail_thread_named AFTER INSERT ON mail_reference BEGIN
  INSERT OR IGNORE INTO mail_unplaced SELECT number FROM mail_thread WHERE id = NEW.id;
END;
`;
