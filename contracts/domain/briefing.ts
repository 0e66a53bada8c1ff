import { z } from 'zod';
import { attachments } from './blob.ts';
import { BRIEFING_TEXT_LENGTH, briefedTours, briefingFindings } from './briefing-words.ts';
import { callSign, collarNumber, instant, longText, marking, shortText } from './common.ts';
import { growing } from './growing.ts';

/** Number of a briefing item: BR-207. No officer says it. */
export const briefingNumber = z.string().regex(/^BR-\d{1,8}$/);

/** Results of one item; a tour of an area has few officers. */
export const MOST_RESULTS = 300;

/** What an officer found of an item. `id`: of the command that told it. */
export const briefingResult = z.object({
  id: z.uuid(),
  at: instant,
  by: shortText,
  collarNumber,
  callSign: callSign.optional(),
  found: growing(briefingFindings),
  text: z.string().max(BRIEFING_TEXT_LENGTH).optional(),
});
export type BriefingResult = z.infer<typeof briefingResult>;

/** An item of the neighbourhood briefing: what the officers of an area look out for on these tours, and why. */
export const briefing = z.object({
  id: briefingNumber,
  version: z.number().int().min(1),
  area: shortText,
  tours: z.array(growing(briefedTours)).min(1).max(10),
  title: shortText,
  text: longText,
  why: z.string().min(1).max(BRIEFING_TEXT_LENGTH),
  /** Briefed from..until, `until` not included. */
  from: instant,
  until: instant,
  marking,
  setBy: shortText,
  setByCollar: collarNumber.optional(),
  setAt: instant,
  attachments: attachments.optional(),
  /** Taken off before its time. */
  ended: z.object({ at: instant, by: shortText }).optional(),
  /** In the order in which HQ had them. */
  results: z.array(briefingResult).max(MOST_RESULTS),
});
export type Briefing = z.infer<typeof briefing>;
