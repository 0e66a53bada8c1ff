import { createRequire } from 'node:module';
import Driver from 'better-sqlite3';
import { nativeBinding } from '../native-binding.ts';

/** SQLite with whole-file ciphers; its published types are those of the plain driver, without `key`. */
export type CipherDriver = Driver.Database & { key(key: Buffer): number };

/** Another process may hold the file for the length of a transaction, e.g. a copy of this program that is just ending. */
const BUSY_TIMEOUT_MS = 1000;

/** Opens the file (made if absent), still without a key. Throws when the driver is one that would write clear text. */
export const openDriver = (file: string): CipherDriver => {
  const driver = new Driver(file, options());
  if (hasCiphers(driver)) return driver;
  driver.close();
  throw new TypeError('the SQLite driver has no ciphers');
};

/** Brings the native library in, which else the first file waits for. What is wrong with it is reported by the first file. */
export const loadDriver = (): void => {
  try {
    new Driver(':memory:', options()).close();
  } catch {
    // Told by openDriver.
  }
};

const options = (): Driver.Options => ({ timeout: BUSY_TIMEOUT_MS, nativeBinding: nativeBinding(createRequire(import.meta.url)) });

const hasCiphers = (driver: Driver.Database): driver is CipherDriver => 'key' in driver && typeof driver.key === 'function';
