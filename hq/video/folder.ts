import { type FileHandle, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CLIP_LEAF_BYTES, leafCount, leafLength } from '../../contracts/domain/clip-parts.ts';
import { HASH_BYTES, leafHash, levelCount, pathPlaces, treeLevels } from '../../pki/index.ts';

/**
 * HQ's folder of clips: CLIP/video, the file as it came, and CLIP/tree, the levels of its hash tree. Every HQ process may share it; a
 * clip is put in its place whole, and never changed.
 */
export const clipFolder = (folder: string) => {
  const placeOf = (id: string): string => join(folder, id);
  return {
    /** Copies a file in, and gives the root of its tree over what was copied. Holds a leaf of it and the hashes in memory. Rejects where the clip is there already, or the file changes meanwhile. */
    async put(id: string, from: FileHandle, bytes: number): Promise<{ readonly root: string }> {
      const coming = `${placeOf(id)}.new`;
      await rm(coming, { recursive: true, force: true });
      await mkdir(coming, { recursive: true, mode: 0o750 });
      const to = await open(join(coming, 'video'), 'wx', 0o640);
      const hashes = new Uint8Array(leafCount(bytes) * HASH_BYTES);
      try {
        for (let leaf = 0; leaf < leafCount(bytes); leaf += 1) {
          const data = await readWhole(from, leaf * CLIP_LEAF_BYTES, leafLength(bytes, leaf));
          hashes.set(leafHash(data), leaf * HASH_BYTES);
          await to.write(data);
        }
        await to.sync();
      } finally {
        await to.close();
      }
      const levels = treeLevels(hashes);
      await writeFile(join(coming, 'tree'), Buffer.concat(levels), { mode: 0o640, flush: true });
      await rename(coming, placeOf(id));
      return { root: Buffer.from(levels.at(-1) ?? []).toString('hex') };
    },

    /** Takes a clip out that no record came to name. */
    async remove(id: string): Promise<void> {
      await rm(placeOf(id), { recursive: true, force: true });
    },

    /** So many leaves from the first one on, each behind the hashes that prove it. Undefined for what is not here. */
    async leaves(id: string, bytes: number, first: number, count: number): Promise<Uint8Array | undefined> {
      const files: FileHandle[] = [];
      try {
        const video = await open(join(placeOf(id), 'video'));
        files.push(video);
        const tree = await open(join(placeOf(id), 'tree'));
        files.push(tree);
        const pieces: Uint8Array[] = [];
        for (let leaf = first; leaf < Math.min(first + count, leafCount(bytes)); leaf += 1) {
          for (const at of pathOffsets(leaf, leafCount(bytes))) pieces.push(await readWhole(tree, at, HASH_BYTES));
          pieces.push(await readWhole(video, leaf * CLIP_LEAF_BYTES, leafLength(bytes, leaf)));
        }
        return new Uint8Array(Buffer.concat(pieces));
      } catch (error) {
        if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'Shorter')) return undefined;
        throw error;
      } finally {
        for (const file of files) await file.close();
      }
    },
  };
};

/** Where in the file of levels the hashes of a leaf's path lie. */
const pathOffsets = (leaf: number, leaves: number): readonly number[] => {
  const begins = [0];
  for (let count = leaves; count > 1; count = levelCount(count)) begins.push((begins.at(-1) ?? 0) + count * HASH_BYTES);
  return pathPlaces(leaf, leaves).map(({ level, at }) => (begins[level] ?? 0) + at * HASH_BYTES);
};

const readWhole = async (file: FileHandle, at: number, length: number): Promise<Uint8Array> => {
  const data = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(data, done, length - done, at + done);
    if (bytesRead === 0) throw Object.assign(new Error('file is shorter'), { code: 'Shorter' });
    done += bytesRead;
  }
  return data;
};
