import type { Clip } from '../../../contracts/domain/clip.ts';
import { leafCount, leafLength } from '../../../contracts/domain/clip-parts.ts';
import { HASH_BYTES, pathPlaces, provesLeaf } from '../../../pki/index.ts';
import type { KeptLeaf } from './repository.ts';

/**
 * The leaves in what HQ answered, each proven to be the clip's leaf of its number; undefined where anything of it is not, is missing or is
 * too much. Nothing of such an answer is used.
 */
export const readLeaves = (
  answer: Uint8Array,
  { root, bytes }: Pick<Clip, 'root' | 'bytes'>,
  first: number,
  count: number,
): readonly KeptLeaf[] | undefined => {
  const leaves = leafCount(bytes);
  const wanted = new Uint8Array(Buffer.from(root, 'hex'));
  const proven: KeptLeaf[] = [];
  let at = 0;
  for (let leaf = first; leaf < Math.min(first + count, leaves); leaf += 1) {
    const begin = at + pathPlaces(leaf, leaves).length * HASH_BYTES;
    const end = begin + leafLength(bytes, leaf);
    if (end > answer.byteLength) return undefined;
    const data = answer.slice(begin, end);
    if (!provesLeaf(data, answer.subarray(at, begin), { leaf, leaves, root: wanted })) return undefined;
    proven.push({ leaf, data });
    at = end;
  }
  return at === answer.byteLength && proven.length > 0 ? proven : undefined;
};
