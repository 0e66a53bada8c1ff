import { z } from 'zod';
import { MAX_BLOB_BYTES, MAX_BLOBS_OF_COMMAND, MEDIA_TYPE } from './blob-limits.ts';
import { safeFileName } from './file-name.ts';

/** SHA-256 of the bytes, lower-case hexadecimal: the one name of a blob, here and at HQ. */
export const blobHash = z.string().regex(/^[0-9a-f]{64}$/);

export const mediaType = z.string().regex(MEDIA_TYPE);

/** What a command, an item or a draft says of a blob that it carries. */
export const attachment = z.object({
  hash: blobHash,
  bytes: z.number().int().min(1).max(MAX_BLOB_BYTES),
  type: mediaType,
  name: z.string().max(1000).overwrite(safeFileName).min(1),
});
export type Attachment = z.infer<typeof attachment>;

/** What one record carries. */
export const attachments = z.array(attachment).max(MAX_BLOBS_OF_COMMAND);

/** No record of a contract nests deeper; of what a newer HQ adds, no more is looked through. */
const MOST_DEPTH = 10;

/**
 * Every attachment that a payload or an item names, in whichever of its fields, each once; also those within what itself reads as one.
 * Of what is no attachment, nothing.
 */
export const attachmentsIn = (value: unknown): readonly Attachment[] => {
  const found = new Map<string, Attachment>();
  const look = (part: unknown, depth: number): void => {
    if (typeof part !== 'object' || part === null || depth > MOST_DEPTH) return;
    const read = attachment.safeParse(part).data;
    if (read !== undefined && !found.has(read.hash)) found.set(read.hash, read);
    for (const inner of Object.values(part)) look(inner, depth + 1);
  };
  look(value, 0);
  return [...found.values()];
};
