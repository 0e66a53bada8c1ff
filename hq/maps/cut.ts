import { createHash } from 'node:crypto';
import { BLOB_PART_BYTES } from '../../contracts/domain/blob-parts.ts';

/** No part is shorter, but for the last: a request must be worth its round trip. */
const SHORTEST = 16 * 1024;
/** A cut once in so many bytes on the average, after the shortest. */
const AVERAGE_BITS = 15;
const MASK = 2 ** AVERAGE_BITS - 1;

export interface CutPart {
  readonly hash: string;
  readonly data: Uint8Array;
}

/**
 * Cuts a file where its own bytes say so (content-defined chunking by a gear hash: Xia and others, "Ddelta", 2014), so that what is put in
 * or taken out changes the parts around it and no others. The same bytes give the same parts; none is longer than BLOB_PART_BYTES.
 */
export const cutFile = (file: Uint8Array): readonly CutPart[] => {
  const parts: CutPart[] = [];
  let begin = 0;
  while (begin < file.byteLength) {
    const end = endOfPart(file, begin);
    const data = file.subarray(begin, end);
    parts.push({ hash: createHash('sha256').update(data).digest('hex'), data });
    begin = end;
  }
  return parts;
};

const endOfPart = (file: Uint8Array, begin: number): number => {
  const longest = Math.min(begin + BLOB_PART_BYTES, file.byteLength);
  let hash = 0;
  for (let at = begin; at < longest; at += 1) {
    hash = ((hash << 1) + (GEAR[file[at] ?? 0] ?? 0)) | 0;
    // The upper bits: the lower ones know only the last few bytes.
    if (at - begin >= SHORTEST && ((hash >>> (32 - AVERAGE_BITS)) & MASK) === 0) return at + 1;
  }
  return longest;
};

/** A number a byte, as random as SHA-256: alike on every machine. */
const GEAR = Int32Array.from({ length: 256 }, (_, byte) => createHash('sha256').update(`gear ${byte}`).digest().readInt32LE(0));
