import { z } from 'zod';
import { blobHash } from '../domain/blob.ts';
import { MAX_BLOBS_OF_COMMAND } from '../domain/blob-limits.ts';

/**
 * POST /v1/{system}/commands, header Idempotency-Key: the outbox item's UUID. The same key with the same body answers as the
 * first time did; with another body, 422. In order per item. Header Date (RFC 9110 §6.6.1): the laptop's clock as it sends, so that HQ
 * knows how long ago by its own clock an `at` was.
 */
export const commandRequest = z.object({
  command: z.string().max(60),
  /** The item's number; of what is new, the laptop's own UUID. Where HQ has allotted a number meanwhile, the UUID still means the item. */
  itemId: z.string().max(100),
  /** The item's version on which the officer decided; 0 for an item that is new. */
  baseVersion: z.number().int().min(0),
  payload: z.unknown(),
  /** What it carries: HQ has them before (contracts/hq/blobs.ts). Absent: nothing. */
  blobs: z.array(blobHash).max(MAX_BLOBS_OF_COMMAND).optional(),
});
export type CommandRequest = z.infer<typeof commandRequest>;

/** 200: done; the item as it was asked for, and its new version. `allottedId`: the number that HQ gave to what is new. */
export const commandDone = z.object({
  itemId: z.string().max(100),
  version: z.number().int().min(1),
  allottedId: z.string().max(100).optional(),
});
/** 409: the item moved on; here is how it stands now. */
export const commandConflict = z.object({
  kind: z.string().max(40),
  itemId: z.string().max(100),
  version: z.number().int().min(1),
  data: z.unknown(),
});

/** Problem details, RFC 9457, with our own closed `code`. */
export const problem = z.object({
  type: z.string().max(200),
  title: z.string().max(200),
  status: z.number().int(),
  detail: z.string().max(500).optional(),
  code: z.string().max(60),
  /** The field of the payload that it is about, as a JSON pointer (RFC 6901) in a URI's fragment: "#/place/area". */
  pointer: z
    .string()
    .max(200)
    .regex(/^#(?:\/[a-zA-Z0-9]{1,60}){1,10}$/)
    .optional()
    .catch(undefined),
});
export type Problem = z.infer<typeof problem>;

/** A field of a payload: the names of what it is in, then its own; of a list's entry its place, from 0. */
export type FieldPath = readonly (string | number)[];
export const pointerOf = (path: FieldPath): string => `#/${path.join('/')}`;
/** The names in a problem's pointer. */
export const namesIn = (pointer: string): readonly string[] => pointer.split('/').slice(1);
