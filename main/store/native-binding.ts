import { dirname, join } from 'node:path';

/**
 * The SQLite driver's native library for this machine, where `require` finds the driver. Left to itself the driver asks for a process
 * report, to tell glibc from musl, and that has ended Electron on Linux (electron/electron, SIGILL in getReport); there is no Electron on
 * musl.
 */
export const nativeBinding = (require: NodeJS.Require): string =>
  join(dirname(require.resolve('better-sqlite3/package.json')), 'prebuilds', `${process.platform}-${process.arch}.node`);
