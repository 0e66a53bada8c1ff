import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseError } from './database.ts';

/**
 * Holds `folder` for this process alone until the returned function is called or the process dies. Throws DatabaseError
 * "DatabaseInUse" when somebody has it. Two embedded PostgreSQLs on one folder would silently ruin it, and nothing of
 * theirs prevents that.
 *
 * Node has no file locking of its own; the exclusive lock that SQLite takes on an otherwise empty file is one that the
 * operating system lets go of with the process (no stale lock after a crash), on every platform and across namespaces.
 */
export const lockFolder = (folder: string): (() => void) => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(folder, 'hq.lock'));
  try {
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    throw new DatabaseError('DatabaseInUse', cause);
  }
  return () => lock.close();
};
