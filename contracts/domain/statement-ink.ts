import { z } from 'zod';
import { MOST_INITIALS_POINTS, MOST_SIGNATURE_POINTS, MOST_STROKES } from './statement-limits.ts';

/**
 * What a hand wrote on the glass. Kept as strokes, so that ink turns with the theme, is drawn sharp in print, and shows how it was written.
 * A long statement with ink on every page is within one draft (draft.ts) and one call (main/platform/ipc/payload-limit.ts).
 */

/** Width and height of the field that was written in, in CSS pixels. No screen is larger. */
export const MOST_INK_PIXELS = 8000;
/** Nobody writes longer on one name: one hour, in milliseconds. */
const LONGEST_INK_MS = 3_600_000;
/** Pressure is 0 to 1000; a mouse says 500 of itself (Pointer Events, 0.5). */
const MOST_PRESSURE = 1000;

/** x and y in CSS pixels from the field's upper left, milliseconds since the first point, pressure. */
export const inkPoint = z.tuple([
  z.number().int().min(0).max(MOST_INK_PIXELS),
  z.number().int().min(0).max(MOST_INK_PIXELS),
  z.number().int().min(0).max(LONGEST_INK_MS),
  z.number().int().min(0).max(MOST_PRESSURE),
]);
export type InkPoint = z.infer<typeof inkPoint>;

const inkOf = (mostPoints: number) =>
  z
    .object({
      width: z.number().int().min(1).max(MOST_INK_PIXELS),
      height: z.number().int().min(1).max(MOST_INK_PIXELS),
      strokes: z.array(z.array(inkPoint).min(1).max(mostPoints)).min(1).max(MOST_STROKES),
    })
    .refine(({ strokes }) => strokes.reduce((sum, stroke) => sum + stroke.length, 0) <= mostPoints)
    .refine(({ strokes, width, height }) => strokes.every((stroke) => stroke.every(([x, y]) => x <= width && y <= height)));

export const signatureInk = inkOf(MOST_SIGNATURE_POINTS);
export const initialsInk = inkOf(MOST_INITIALS_POINTS);
export type Ink = z.infer<typeof signatureInk>;
