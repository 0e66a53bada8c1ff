import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_SEALED_PART_BYTES, sealedPart } from '../../../contracts/domain/unsent.ts';
import { writeFileAtomic } from '../../platform/files/atomic.ts';

/** In the officer's folder, beside the packet that holds their key: a file a part, named by its digest. */
const PARTS_FOLDER = 'unsent';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface PartFile {
  readonly digest: string;
  readonly bytes: number;
}

export const sealedDigest = (sealed: Uint8Array): string => createHash('sha256').update(sealed).digest('hex');

/** AES-256-GCM; bound to `content`, its name, so that no part is taken for another. Sealed: nonce ‖ ciphertext ‖ tag. */
export const sealPart = (plain: Uint8Array, content: string, key: Uint8Array): Uint8Array => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(content));
  return new Uint8Array(Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
};

/** Undefined when it was damaged, is another part, or sealed under another key. */
export const openPart = (sealed: Uint8Array, content: string, key: Uint8Array): Uint8Array | undefined => {
  if (sealed.byteLength < NONCE_BYTES + TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(content)).setAuthTag(sealed.subarray(-TAG_BYTES));
    return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]));
  } catch {
    return undefined;
  }
};

/** Writes a part durably; its name and length. */
export const savePart = (folder: string, sealed: Uint8Array): PartFile => {
  const digest = sealedDigest(sealed);
  mkdirSync(join(folder, PARTS_FOLDER), { recursive: true, mode: 0o700 });
  writeFileAtomic(join(folder, PARTS_FOLDER, digest), sealed);
  return { digest, bytes: sealed.byteLength };
};

/** The parts in an officer's folder; halves that a power cut left are none. */
export const partFilesIn = (folder: string): readonly PartFile[] =>
  namesIn(folder)
    .filter((name) => sealedPart.safeParse(name).success)
    .map((digest) => ({ digest, bytes: statSync(join(folder, PARTS_FOLDER, digest)).size }))
    .filter(({ bytes }) => bytes > 0 && bytes <= MAX_SEALED_PART_BYTES);

export const readPart = (folder: string, digest: string): Uint8Array => new Uint8Array(readFileSync(join(folder, PARTS_FOLDER, digest)));

/** Removes every file but those of these digests; with none, the folder too. What is removed is ciphertext. */
export const keepOnlyParts = (folder: string, digests: ReadonlySet<string>): void => {
  for (const name of namesIn(folder)) if (!digests.has(name)) rmSync(join(folder, PARTS_FOLDER, name), { recursive: true, force: true });
  if (digests.size === 0) rmSync(join(folder, PARTS_FOLDER), { recursive: true, force: true });
};

const namesIn = (folder: string): readonly string[] =>
  existsSync(join(folder, PARTS_FOLDER)) ? readdirSync(join(folder, PARTS_FOLDER)) : [];
