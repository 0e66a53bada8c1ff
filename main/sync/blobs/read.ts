import { BLOB_PART_BYTES, partCount, partLength } from '../../../contracts/domain/blob-parts.ts';
import type { Store } from '../../store/store.ts';

/**
 * A blob's bytes, a part at a time as they are asked for; `first` and `last`: those between the two, both with them. Throws when the store
 * closes, or the blob goes, meanwhile.
 */
export async function* readBlob(
  store: Store,
  { hash, bytes }: { readonly hash: string; readonly bytes: number },
  { first, last }: { readonly first: number; readonly last: number } = { first: 0, last: bytes - 1 },
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let part = Math.floor(first / BLOB_PART_BYTES); part * BLOB_PART_BYTES <= last && part < partCount(bytes); part += 1) {
    const data = await store.read('blob.part', { hash, part });
    if (data === undefined || data.byteLength !== partLength(bytes, part)) throw new Error('blob gone');
    const begin = part * BLOB_PART_BYTES;
    yield data.subarray(Math.max(0, first - begin), Math.min(data.byteLength, last - begin + 1));
  }
}
