import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from '../error.ts';
import { STORE_FILE } from '../files.ts';
import { type CipherDriver, openDriver } from './driver.ts';
import { isDamage } from './faults.ts';
import { keyCheckMatches, writeKeyCheck } from './key-check.ts';
import { migrate } from './migrate.ts';

/** The driver's mark for a raw key: 32 bytes follow, no password derivation. */
const RAW_KEY = 'raw:';

/**
 * Opens (or makes) the store in `folder`, proves the key by a read and migrates. Zeroes `key`, whatever happens.
 * Throws StoreError: StoreKeyMismatch, StoreFromFuture, StoreCorrupt.
 */
export const openConnection = (folder: string, key: Uint8Array): CipherDriver => {
  const file = join(folder, STORE_FILE);
  try {
    const keyIsRight = keyCheckMatches(folder, key);
    // The check is written after the store: a check beside an empty store means that the store has been lost, not that it is new.
    if (keyIsRight && isEmpty(file)) throw new StoreError('StoreCorrupt');
    const driver = openDriver(file);
    try {
      unlock(driver, key);
      prove(driver, keyIsRight);
      protect(driver);
      migrate(driver);
      if (!keyIsRight) writeKeyCheck(folder, key);
      return driver;
    } catch (error) {
      driver.close();
      throw error;
    }
  } finally {
    key.fill(0);
  }
};

const isEmpty = (file: string): boolean => !existsSync(file) || statSync(file).size === 0;

const unlock = (driver: CipherDriver, key: Uint8Array): void => {
  // SQLCipher 4's format: stock tools open the file for recovery and audit, and every page is authenticated.
  driver.pragma("cipher='sqlcipher'");
  driver.pragma('legacy=4');
  const raw = Buffer.alloc(RAW_KEY.length + key.byteLength);
  raw.write(RAW_KEY, 'latin1');
  raw.set(key, RAW_KEY.length);
  try {
    // Not PRAGMA key, which leaves copies of the key in hexadecimal in memory.
    driver.key(raw);
  } finally {
    raw.fill(0);
  }
};

/** A wrong key and a damaged first page look alike to the cipher; the key check tells them apart. */
const prove = (driver: CipherDriver, keyIsRight: boolean): void => {
  try {
    driver.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    if (!isDamage(error)) throw error;
    throw new StoreError(keyIsRight ? 'StoreCorrupt' : 'StoreKeyMismatch');
  }
};

const protect = (driver: CipherDriver): void => {
  driver.pragma('journal_mode=WAL');
  // NORMAL, the default with a log, loses acknowledged transactions at a power cut.
  driver.pragma('synchronous=FULL');
  // A large sort otherwise spills rows in clear text to a temporary file.
  driver.pragma('temp_store=MEMORY');
  driver.pragma('secure_delete=ON');
  driver.pragma('foreign_keys=ON');
  driver.pragma('trusted_schema=OFF');
  driver.pragma('cell_size_check=ON');
};
