import { z } from 'zod';
import { blobHash, mediaType } from '../domain/blob.ts';
import { MAX_BLOB_BYTES } from '../domain/blob-limits.ts';
import { feedSystemId } from '../systems/schema.ts';
import { defineDomain } from './define.ts';

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

/** Why an attachment did not come from HQ. NotAtHq: HQ has it not, or not any more for this officer. Damaged: what came is not that attachment. */
const fetchFault = z.enum(['NoSignal', 'NotAtHq', 'Damaged', 'BlobTooLarge', 'BlobsFull', 'TooMany']);
export type FetchFault = z.infer<typeof fetchFault>;

/** Where a blob is. `received`: bytes that have come so far. */
const blobPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('here') }),
  z.object({ kind: z.literal('atHq') }),
  z.object({ kind: z.literal('coming'), received: z.number().int().min(0) }),
  z.object({ kind: z.literal('failed'), code: fetchFault }),
]);
export type BlobPlace = z.infer<typeof blobPlace>;

/** As many as a page shows at once. */
export const MAX_BLOBS_ASKED = 100;

/** An attachment of an item. */
const carried = z.object({ system: feedSystemId, kind: z.string().max(40), id: z.string().max(100), hash: blobHash });

/** Which attachments are on this laptop, and how the others come. Rows of `blobs` change with it (link.refreshed). */
export const blobs = defineDomain({
  calls: {
    /** Where each of them is, in the order in which they were asked for. */
    places: {
      request: z.object({ hashes: z.array(blobHash).max(MAX_BLOBS_ASKED) }),
      response: z.object({ places: z.array(blobPlace).max(MAX_BLOBS_ASKED) }),
      errors: [],
    },
    /** Policy, in bytes: the longest blob, and all of an officer's together. */
    limits: { request: z.null(), response: z.object({ maxBytes: z.number().int(), maxTotalBytes: z.number().int() }), errors: [] },
    /** Begins to fetch an attachment of an item from HQ, or goes on with it. NotFound: no such item here, or it carries no such attachment. */
    fetch: { request: carried, response: z.null(), errors: ['NotFound'] },
    /** The officer opens an attachment that is here: journalled once this answers. NotFound as above. */
    view: { request: carried, response: z.null(), errors: ['NotFound'] },
    /** Never mind. What has come is removed. */
    stop: { request: z.object({ hash: blobHash }), response: z.null(), errors: [] },
  },
  events: {},
});
