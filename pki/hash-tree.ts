import { createHash } from 'node:crypto';
import { equalBytes } from './der/values.ts';

/** SHA-256. */
export const HASH_BYTES = 32;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of a leaf (RFC 6962 §2.1): told from that of a node by its first byte, so that neither passes for the other. */
export const leafHash = (leaf: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(LEAF).update(leaf).digest());

const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  new Uint8Array(createHash('sha256').update(NODE).update(left).update(right).digest());

/**
 * The levels of the tree over these leaves' hashes (RFC 6962 §2.1), the leaves' first, the root's last; each level's hashes one after the
 * other. Of an odd number the last is in the level above as it is.
 */
export const treeLevels = (leaves: Uint8Array): readonly Uint8Array[] => {
  const levels = [leaves];
  for (let below = leaves; below.length > HASH_BYTES; ) {
    const count = below.length / HASH_BYTES;
    const above = new Uint8Array(levelCount(count) * HASH_BYTES);
    for (let at = 0; at < count; at += 2) {
      const hash = at + 1 < count ? nodeHash(hashAt(below, at), hashAt(below, at + 1)) : hashAt(below, at);
      above.set(hash, (at / 2) * HASH_BYTES);
    }
    levels.push(above);
    below = above;
  }
  return levels;
};

/** Where the hashes lie that lead from a leaf to the root (RFC 6962 §2.1.1): of each level the neighbour's place, where there is one. */
export const pathPlaces = (leaf: number, leaves: number): readonly { readonly level: number; readonly at: number }[] => {
  const places = [];
  for (let level = 0, at = leaf, count = leaves; count > 1; level += 1, at = Math.floor(at / 2), count = levelCount(count)) {
    const neighbour = at % 2 === 0 ? at + 1 : at - 1;
    if (neighbour < count) places.push({ level, at: neighbour });
  }
  return places;
};

/** How many hashes each level has above one of `count`. */
export const levelCount = (count: number): number => Math.ceil(count / 2);

/**
 * Whether these bytes are the leaf of that number in the tree of so many leaves with this root (RFC 9162 §2.1.3.2). `path`: the hashes at
 * pathPlaces, one after the other.
 */
export const provesLeaf = (
  data: Uint8Array,
  path: Uint8Array,
  { leaf, leaves, root }: { readonly leaf: number; readonly leaves: number; readonly root: Uint8Array },
): boolean => {
  if (leaf < 0 || leaf >= leaves || path.length !== pathPlaces(leaf, leaves).length * HASH_BYTES) return false;
  let hash = leafHash(data);
  let used = 0;
  for (let at = leaf, count = leaves; count > 1; at = Math.floor(at / 2), count = levelCount(count)) {
    const isLeft = at % 2 === 0;
    if (isLeft && at + 1 === count) continue;
    const neighbour = hashAt(path, used);
    used += 1;
    hash = isLeft ? nodeHash(hash, neighbour) : nodeHash(neighbour, hash);
  }
  return equalBytes(hash, root);
};

const hashAt = (hashes: Uint8Array, at: number): Uint8Array => hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
