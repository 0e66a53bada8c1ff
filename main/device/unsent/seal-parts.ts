import { createHash, randomBytes } from 'node:crypto';
import { BLOB_PART_BYTES, partCount } from '../../../contracts/domain/blob-parts.ts';
import { MAX_SEALED_PARTS, type SealedWork, type UnsentCommand } from '../../../contracts/domain/unsent.ts';
import type { Store } from '../../store/store.ts';
import { keepOnlyParts, partFilesIn, savePart, sealPart } from './part-files.ts';
import type { SealedPartRow } from './repository.ts';

type Beside = NonNullable<SealedWork['beside']>;

/** So much of the work lies in the envelope itself; the rest in parts, which need not be sealed anew with every word. */
const MAX_INLINE_BYTES = 512 * 1024;
/** After so many new parts a change that came meanwhile has its turn: what was typed last waits for no film. */
const PARTS_A_TURN = 16;

/** What the sealed copy is made of now. */
export interface Sealed {
  readonly items: readonly UnsentCommand[];
  readonly beside: Beside | undefined;
  /** How many pieces of work are not in it, or not with all that they carry. */
  readonly left: number;
  /** Because there is no more room for them, not because their turn has not come. */
  readonly full: boolean;
}

/** The parts of the sealed copy, kept in the officer's folder; each is sealed once, however often the copy is made anew. */
export interface SealedParts {
  /** What the copy of these items can hold with what lies sealed: more items are sealed for it, blobs are not. */
  current(items: readonly UnsentCommand[]): Promise<Sealed>;
  /** Seals more of the blobs. True: more was sealed, and more may be to do. `isDue`: something else wants its turn. `isOver`: work is closing. */
  sealMore(until: { readonly isDue: () => boolean; readonly isOver: () => boolean }): Promise<boolean>;
  /** Removes what the last `current` has no use for. After the envelope that no longer names it is on the disk. */
  tidy(): Promise<void>;
  /** There is nothing unsent: the parts go, and their key. */
  end(): Promise<void>;
  /** Zeroes the key here; the store has it. Not while something is being sealed. */
  close(): void;
}

export const createSealedParts = (ports: {
  readonly store: Store;
  readonly folder: string;
  readonly maxBytes: () => number;
}): SealedParts => {
  const { store, folder, maxBytes } = ports;
  let key: Uint8Array | undefined;
  const known = new Map<string, SealedPartRow>();
  const wanted = new Set<string>();

  /** The key, and what is sealed under it and still lies there. */
  const open = async (): Promise<Uint8Array> => {
    if (key !== undefined) return key;
    const kept = await store.read('sealed.key', null);
    const fresh = kept ?? new Uint8Array(randomBytes(32));
    if (kept === undefined) await store.write('sealed.begin', { key: fresh });
    const files = new Map(partFilesIn(folder).map(({ digest, bytes }) => [digest, bytes]));
    for (const row of await store.read('sealed.parts', null)) if (files.get(row.digest) === row.bytes) known.set(row.content, row);
    key = fresh;
    return fresh;
  };
  const forget = (): void => {
    known.clear();
    wanted.clear();
    key?.fill(0);
    key = undefined;
  };
  const seal = async (content: string, plain: Uint8Array, under: Uint8Array, bound = content): Promise<string> => {
    const row = { content, ...savePart(folder, sealPart(plain, bound, under)) };
    await store.write('sealed.add', row);
    known.set(content, row);
    return row.digest;
  };
  /** Which blobs are to be in it, the smallest first, as far as there is room. */
  const chosen = async () => {
    const blobs = await store.read('blob.unsent', null);
    let bytes = 0;
    let parts = 0;
    const fitting = blobs.filter((blob) => {
      bytes += blob.bytes;
      parts += partCount(blob.bytes);
      return bytes <= maxBytes() && parts <= MAX_SEALED_PARTS;
    });
    return { fitting, full: fitting.length < blobs.length };
  };

  return {
    async current(items) {
      const under = await open();
      const { fitting, full } = await chosen();
      wanted.clear();
      const blobs: Beside['blobs'] = [];
      for (const { hash, bytes, type } of fitting) {
        const contents = Array.from({ length: partCount(bytes) }, (_, part) => blobContent(hash, part));
        for (const content of contents) wanted.add(content);
        const parts = contents.flatMap((content) => known.get(content)?.digest ?? []);
        if (parts.length === contents.length) blobs.push({ hash, bytes, type, parts });
      }
      const whole = new Set(blobs.map(({ hash }) => hash));
      const [inline, ...more] = inGroups(items);
      const itemParts: string[] = [];
      for (const group of more) {
        const plain = new TextEncoder().encode(JSON.stringify(group));
        const content = itemsContent(plain);
        wanted.add(content);
        itemParts.push(known.get(content)?.digest ?? (await seal(content, plain, under, ITEMS)));
      }
      const left = items.filter((item) => item.blobs?.some((hash) => !whole.has(hash))).length;
      const isAlone = itemParts.length + blobs.length === 0;
      const beside = isAlone ? undefined : { key: Buffer.from(under).toString('base64'), items: itemParts, blobs };
      return { items: inline ?? [], beside, left, full };
    },

    async sealMore({ isDue, isOver }) {
      const under = await open();
      let turns = 0;
      for (const { hash, bytes } of (await chosen()).fitting) {
        for (let part = 0; part < partCount(bytes); part += 1) {
          const content = blobContent(hash, part);
          if (known.has(content)) continue;
          if (isOver() || (turns >= PARTS_A_TURN && isDue())) return true;
          const plain = await store.read('blob.part', { hash, part });
          if (plain === undefined) break; // It has gone, with its work.
          await seal(content, plain, under);
          turns += 1;
        }
      }
      return turns > 0;
    },

    async tidy() {
      const contents = [...known.keys()].filter((content) => !wanted.has(content));
      if (contents.length > 0) await store.write('sealed.forget', { contents });
      for (const content of contents) known.delete(content);
      keepOnlyParts(folder, new Set([...known.values()].map(({ digest }) => digest)));
    },

    async end() {
      forget();
      if ((await store.read('sealed.key', null)) !== undefined) await store.write('sealed.end', null);
      keepOnlyParts(folder, new Set());
    },

    close: forget,
  };
};

/** What a part of a blob is sealed as. */
export const blobContent = (hash: string, part: number): string => `blob/${hash}/${part}`;
/** What a part with items, as JSON, is sealed as. */
export const ITEMS = 'items';
/** By what it is known that these items lie sealed. */
const itemsContent = (plain: Uint8Array): string => `items/${createHash('sha256').update(plain).digest('hex')}`;

/** In order: as many as the envelope holds, then as many as a part does. */
const inGroups = (items: readonly UnsentCommand[]): readonly (readonly UnsentCommand[])[] => {
  const groups: UnsentCommand[][] = [[]];
  let room = MAX_INLINE_BYTES;
  for (const item of items) {
    const bytes = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (bytes > room && groups.at(-1)?.length !== 0) {
      groups.push([]);
      room = BLOB_PART_BYTES - 2;
    }
    groups.at(-1)?.push(item);
    room -= bytes;
  }
  return groups;
};
