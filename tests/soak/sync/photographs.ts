import { createHash } from 'node:crypto';
import type { Attachment } from '../../../contracts/domain/blob.ts';
import { BLOB_PART_BYTES, partCount } from '../../../contracts/domain/blob-parts.ts';
import type { Store } from '../../../main/store/store.ts';
import { keepBytes } from '../../../main/sync/blobs/keep.ts';
import { createReceiver } from '../../../main/sync/blobs/receive.ts';

/** One part not full, one full, and two with a rest. */
const LENGTHS = [100, BLOB_PART_BYTES, 2 * BLOB_PART_BYTES + 5] as const;
const LIMITS = { maxBytes: 2 ** 30, maxTotalBytes: 2 ** 32 };

const receiverOf = (store: Store) => createReceiver({ store, limits: () => LIMITS, now: () => new Date() });

/** The n-th photograph: always the same bytes, and no other’s. */
const photograph = (n: number): Uint8Array => {
  const bytes = Buffer.alloc(LENGTHS[n % LENGTHS.length] ?? LENGTHS[0], `photograph ${n}.`);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  return bytes;
};

/** Keeps the n-th photograph on a laptop as the window does. */
export const keepPhotograph = async (store: Store, n: number): Promise<Attachment> => {
  const kept = await keepBytes(receiverOf(store), photograph(n), 'image/jpeg');
  if (!kept.ok) throw new Error(kept.code);
  return { ...kept.value, name: `${n}.jpg` };
};

/** The page goes in the midst of a photograph. */
export const keepHalf = async (store: Store, n: number): Promise<void> => {
  const receiver = receiverOf(store);
  const begun = await receiver.begin({ bytes: 2 * BLOB_PART_BYTES, type: 'image/jpeg' });
  if (!begun.ok) throw new Error(begun.code);
  const half = Buffer.alloc(BLOB_PART_BYTES, `half of ${n}.`);
  half.set([0xff, 0xd8, 0xff, 0xe0]);
  await receiver.part(begun.value, 0, half);
};

/** What sealed work carries goes with it to another laptop. */
export const carryOver = async (from: Store, to: Store): Promise<void> => {
  for (const { hash, bytes, type } of await from.read('blob.unsent', null)) {
    const parts: Uint8Array[] = [];
    for (let part = 0; part < partCount(bytes); part += 1) {
      parts.push((await from.read('blob.part', { hash, part })) ?? new Uint8Array());
    }
    const kept = await keepBytes(receiverOf(to), Buffer.concat(parts), type);
    if (!kept.ok || kept.value.hash !== hash) throw new Error('another photograph came than went');
  }
};

export const hashOfParts = (parts: Iterable<Uint8Array>): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
