import { z } from 'zod';
import { MAX_BLOB_BYTES, mediaType } from '../domain/blob.ts';

/**
 * Blobs between window and main: over the page's own origin, since IPC would carry them whole. Bodies are raw bytes, answers JSON; a
 * refusal is { code: BlobCode }.
 *   POST   /blobs/                       body: newBlob. 201: { upload }
 *   PUT    /blobs/uploads/{upload}/{n}   body: part n (contracts/domain/blob-parts.ts). 204
 *   POST   /blobs/uploads/{upload}       all parts are there. 201: KeptBlob
 *   DELETE /blobs/uploads/{upload}       never mind. 204
 *   GET    /blobs/{hash}                 the bytes. With Range (RFC 9110 §14): 206, of at most MAX_RANGE_BYTES. Without: whole, if it is
 *                                        no longer than MAX_WHOLE_BYTES; else 413. HEAD tells its length and type
 */
export const newBlob = z.strictObject({ bytes: z.number().int().min(1).max(MAX_BLOB_BYTES), type: mediaType });
/** A blob that is kept, durably. `type`: as which it is known here, which may be another than was said where its bytes were here already. */
export interface KeptBlob {
  readonly hash: string;
  readonly bytes: number;
  readonly type: string;
}

/**
 * TypeMismatch: the bytes are not of the type that they were said to be. OutOfStep: not the part that follows, or not of its length.
 * TooMany: so many are being written at once. BlobsFull: there is no room for it on this laptop.
 */
export type BlobCode = 'BadRequest' | 'BlobTooLarge' | 'BlobsFull' | 'TypeMismatch' | 'OutOfStep' | 'TooMany' | 'NotFound' | 'UseRanges';

/** The longest answer to a request with a range: as much as a shell carries at once without anybody waiting. */
export const MAX_RANGE_BYTES = 1024 * 1024;
/** The longest that is answered whole, e.g. to an image: a photograph, not a film. */
export const MAX_WHOLE_BYTES = 16 * 1024 * 1024;
