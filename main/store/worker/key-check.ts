import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CHECK_FILE = 'store.key-check';
const CHECK_TEXT = 'mobile-office store key check 1';

/**
 * Whether the key is the one with which the store in `folder` was last opened. The check is an HMAC under a random 256-bit key,
 * so it tells nothing of the key. False when there is no check, or it is damaged: then the store itself decides.
 */
export const keyCheckMatches = (folder: string, key: Uint8Array): boolean => {
  const expected = checkOf(key);
  const found = readCheck(folder);
  return found !== undefined && found.byteLength === expected.byteLength && timingSafeEqual(found, expected);
};

export const writeKeyCheck = (folder: string, key: Uint8Array): void =>
  writeFileSync(join(folder, CHECK_FILE), checkOf(key), { mode: 0o600 });

const checkOf = (key: Uint8Array): Buffer => createHmac('sha256', key).update(CHECK_TEXT).digest();

const readCheck = (folder: string): Buffer | undefined => {
  try {
    return readFileSync(join(folder, CHECK_FILE));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};
