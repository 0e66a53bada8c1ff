import { z } from 'zod';
import { collarNumber, instant, shortText } from './common.ts';
import { growing } from './growing.ts';
import { LONG_TEXT_LENGTH } from './text.ts';

/** More than any task or report has had: what is full takes no further step. */
export const HISTORY_LENGTH = 300;

/** Of every entry: who did it, as colleagues write them, and when they decided, by HQ's clock. */
const by = { at: instant, by: shortText, collarNumber };
const text = z.string().max(LONG_TEXT_LENGTH);

/** How long an answer to what an outcome asks for is, and how many it has. */
export const OUTCOME_ANSWER_LENGTH = 1000;
export const MOST_OUTCOME_ANSWERS = 10;

/** Whose a task is and by when, before and from then on; what stayed is in neither. */
const taskTerms = z.object({ owner: collarNumber.optional(), dueAt: instant.optional() });
/**
 * What somebody did with a task. done: `text` is its result; changed: `was` and `is` say what of it; handedOver, of
 * an earlier HQ: `text` says to whom.
 */
export const taskEntry = z.object({
  ...by,
  kind: growing(['accepted', 'note', 'done', 'returned', 'approved', 'changed', 'handedOver']),
  text: text.optional(),
  was: taskTerms.optional(),
  is: taskTerms.optional(),
});
export type TaskEntry = z.infer<typeof taskEntry>;

/** Only ever added, oldest first. */
export const taskHistory = z.array(taskEntry).max(HISTORY_LENGTH);

/**
 * A field of a report, its value then and from then on; null: it had none. Of a list only what was taken out of it and what was put in. Of
 * leftOut: what was left out, and what stands.
 */
const changedField = z.object({ field: z.string().min(1).max(60), was: z.unknown(), is: z.unknown() });

/**
 * What somebody did with a report. outcome: what it is, the answers to what it asks for, and `text`, what else was said; earlier ones have all
 * of it in `text`. victimUpdate: what was told stands among the report's victimUpdates. leftOut: of two versions of a field one was not taken.
 */
export const crimeEntry = z.object({
  ...by,
  kind: growing(['updated', 'leftOut', 'outcome', 'victimUpdate', 'approved', 'returned']),
  text: text.optional(),
  outcome: z.object({ code: z.number().int(), text: shortText }).optional(),
  answers: z
    .array(z.object({ label: shortText, text: z.string().max(OUTCOME_ANSWER_LENGTH) }))
    .max(MOST_OUTCOME_ANSWERS)
    .optional(),
  fields: z.array(changedField).max(60).optional(),
});
export type CrimeEntry = z.infer<typeof crimeEntry>;

/** Only ever added, oldest first. */
export const crimeHistory = z.array(crimeEntry).max(HISTORY_LENGTH);

/** When a victim was told what, and when they are to hear next. */
export const victimUpdate = z.object({
  ...by,
  how: growing(['telephone', 'inPerson', 'email', 'letter', 'text']),
  text: z.string().min(1).max(LONG_TEXT_LENGTH),
  nextDue: instant.optional(),
});
export type VictimUpdate = z.infer<typeof victimUpdate>;
export const MOST_VICTIM_UPDATES = 100;

/** What a supervisor said of a report as it then stood. changed: it was approved, and somebody has changed its facts since. */
export const crimeReview = z.object({ ...by, state: growing(['approved', 'returned', 'changed']), text: text.optional() });
