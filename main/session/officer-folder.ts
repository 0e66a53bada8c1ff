import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../files/atomic.ts';
import type { Secrets } from '../shell/port.ts';

const SECRET_BYTES = 32;

/** Where each officer's own files lie on this laptop. The name of a folder tells nobody whose it is. */
export interface OfficerFolders {
  /** The folder of an officer; made if it is not there. */
  of(staffId: string): string;
}

/**
 * Folder names are HMAC-SHA-256 of the staff id under a secret of this laptop, sealed by the operating system: a staff id has few
 * digits, so a bare hash of it could be guessed back by trying them all.
 */
export const openOfficerFolders = async (dataFolder: string, secrets: Secrets): Promise<OfficerFolders> => {
  const root = join(dataFolder, 'officers');
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const file = join(root, 'names.sealed');
  const secret = existsSync(file) ? await secrets.open(readFileSync(file)) : new Uint8Array(randomBytes(SECRET_BYTES));
  if (!existsSync(file)) writeFileAtomic(file, await secrets.seal(secret));
  return {
    of(staffId) {
      const folder = join(root, createHmac('sha256', secret).update(staffId).digest('hex').slice(0, 32));
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return folder;
    },
  };
};
