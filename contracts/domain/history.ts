import { z } from 'zod';
import { collarNumber, instant, shortText } from './common.ts';
import { growing } from './growing.ts';
import { LONG_TEXT_LENGTH } from './text.ts';

/** More than any task or report has had: what is full takes no further step. */
export const HISTORY_LENGTH = 300;

/** Of every entry: who did it, as colleagues write them, and when they decided, by HQ's clock. */
const by = { at: instant, by: shortText, collarNumber };
const text = z.string().max(LONG_TEXT_LENGTH);

/** What somebody did with a task. done: `text` is its result. */
export const taskEntry = z.object({
  ...by,
  kind: growing(['accepted', 'note', 'done', 'returned', 'approved', 'changed']),
  text: text.optional(),
});
export type TaskEntry = z.infer<typeof taskEntry>;

/** Only ever added, oldest first. */
export const taskHistory = z.array(taskEntry).max(HISTORY_LENGTH);
