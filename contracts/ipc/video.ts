import { z } from 'zod';
import { clip, clipMark, clipNumber } from '../domain/clip.ts';
import { crimeNumber } from '../domain/crime-number.ts';
import { otherFields } from '../domain/growing.ts';
import { itemId } from '../domain/item-id.ts';
import { statementNumber } from '../domain/statement-number.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';
import { sending } from './sending.ts';

/**
 * A clip's pictures come over the page's own origin, since IPC would carry them whole:
 *   GET /video/{clip}   with Range (RFC 9110 §14): 206, of at most MAX_CLIP_ANSWER_BYTES, each byte of it proven by the clip's hash tree
 */
const clipHere = z.object({
  /** How much of it is on this laptop, in hundredths, rounded down; 100 for all of it. */
  here: z.number().int().min(0).max(100),
});

/** A clip in a list. */
export const clipRow = clip
  .pick({ id: true, takenBy: true, beganAt: true, seconds: true, camera: true })
  .extend(clipHere.shape)
  .extend({
    marks: z.number().int().min(0),
  });
export type ClipRow = z.infer<typeof clipRow>;

/** holds: HQ's time-stamp over it, by the force's authority. broken: it is over something else. unknown: nobody can tell here and now. */
export const clipSeal = z.enum(['holds', 'broken', 'unknown']);
export type ClipSeal = z.infer<typeof clipSeal>;

/** A clip whole, with the officer's own marks that are on their way; by the second. */
export const shownClip = clip.omit({ stamp: true, marks: true }).extend({
  ...clipHere.shape,
  seal: clipSeal,
  marks: z.array(clipMark.extend({ statementId: itemId(statementNumber).optional(), sending: sending.optional() })),
  other: otherFields.optional(),
});
export type ShownClip = z.infer<typeof shownClip>;

/**
 * Why playing ended. Changed: a piece that came is not what HQ sealed. NotSealed: the seal itself does not hold. NoSignal: what comes next is
 * not on this laptop. NotAtHq: HQ has it not, or not any more for this officer.
 */
export const clipFault = z.enum(['Changed', 'NotSealed', 'NoSignal', 'NotAtHq']);
export type ClipFault = z.infer<typeof clipFault>;

export const video = defineDomain({
  calls: {
    /** The clips of a crime, the oldest first. */
    list: { request: z.object({ crimeId: itemId(crimeNumber) }), response: fetched(z.array(clipRow).max(500)), errors: [] },
    /** A consultation: it is journalled. */
    get: { request: z.object({ id: clipNumber }), response: shownClip, errors: ['NotFound'] },
  },
  events: {
    /** Playing ended: nothing more of it comes until it is asked for anew. */
    stopped: { payload: z.object({ id: clipNumber, code: clipFault }) },
  },
});
