import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../platform/files/atomic.ts';
import type { Secrets } from '../platform/shell/port.ts';

const SECRET_BYTES = 32;

/** Where each officer's own files lie on this laptop. The name of a folder tells nobody whose it is. */
export interface OfficerFolders {
  /** The folder of an officer; made if it is not there. */
  of(staffId: string): string;
  /** The name of that folder, by which the officer is spoken of on this laptop (contracts/hq/orders.ts officerTag). */
  tagOf(staffId: string): string;
  /** The key of the tags, for HQ, which finds with it whose a tag is. It rests on the laptop only sealed. */
  readonly tagKey: Uint8Array;
  /** Says that an officer's folder is being worked in, until the function that it returns is called. */
  use(staffId: string): () => void;
  isUsed(tag: string): boolean;
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
  const tagOf = (staffId: string): string => createHmac('sha256', secret).update(staffId).digest('hex').slice(0, 32);
  /** How often each is used: a sign-in may begin while the close of the last one is not over. */
  const used = new Map<string, number>();
  return {
    of(staffId) {
      const folder = join(root, tagOf(staffId));
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return folder;
    },
    tagOf,
    tagKey: secret,
    use(staffId) {
      const tag = tagOf(staffId);
      used.set(tag, (used.get(tag) ?? 0) + 1);
      let released = false;
      return () => {
        if (released) return;
        released = true;
        used.set(tag, (used.get(tag) ?? 1) - 1);
      };
    },
    isUsed: (tag) => (used.get(tag) ?? 0) > 0,
  };
};
