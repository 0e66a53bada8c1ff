import { z } from 'zod';
import { MAX_BLOB_BYTES } from '../domain/blob-limits.ts';
import { BLOB_PART_BYTES } from '../domain/blob-parts.ts';

/**
 * Attachments, for officers: sent before the command that carries them (endpoints/systems.ts). A chunk that came twice, or whose answer was
 * lost, changes nothing; the last one proves the hash. A blob that no command carries within a day is forgotten. A command that names one
 * which HQ has not is refused with BlobMissing, and is not carried out: the laptop sends the blob again and says the command again, under
 * the same key.
 *
 * An item that names attachments gives them to whoever may see the item: its visibility alone decides.
 */

/** The store's own part: what a weak link still carries within a request's time. */
export const BLOB_CHUNK_BYTES = BLOB_PART_BYTES;

const byteCount = z.number().int().min(0).max(MAX_BLOB_BYTES);
export const blobState = z.object({ bytes: byteCount, received: byteCount, complete: z.boolean() });
export type BlobState = z.infer<typeof blobState>;

/** BlobsFull: what this officer has sent and no command carries takes too much. HashMismatch: what came is not that blob: begin again. */
export type BlobProblem = 'BlobsFull' | 'HashMismatch';
/** The code of a command's refusal that is no refusal. */
export const BLOB_MISSING = 'BlobMissing';
