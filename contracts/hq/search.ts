import { z } from 'zod';
import { instant, marking, shortText } from '../domain/common.ts';
import { growing } from '../domain/growing.ts';
import { maybeText, writtenText } from '../domain/text.ts';

/** The officer's work for which a search is made: a log, a crime or a task by its number, or something else, of which the words say more. */
export const searchReason = z.object({
  about: z.object({ kind: z.enum(['incident', 'crime', 'task']), id: z.string().min(1).max(40) }).optional(),
  words: maybeText(300),
});
export type SearchReason = z.infer<typeof searchReason>;
/** Characters of words that say enough where no work is named. */
export const SHORTEST_REASON = 10;

/** Whether a reason says enough: laptop and HQ ask this one rule. */
export const isReason = ({ about, words }: SearchReason): boolean => about !== undefined || words.trim().length >= SHORTEST_REASON;

export const hqSearchRequest = z.object({ text: writtenText(200), reason: searchReason.optional() });
export type HqSearchRequest = z.infer<typeof hqSearchRequest>;

/** A field of a record as its source has it, for show. */
const field = z.object({ name: z.string().min(1).max(60), text: z.string().max(4000) });

/** One record that a source has. */
export const hqResult = z.object({
  /** The name of its source. */
  source: shortText,
  /** What it is, in the source's words: "Crime", "Nominal". `item`: by which a laptop knows it, where it is an item of a feed. */
  what: z.string().min(1).max(60),
  item: z.object({ kind: z.string().max(40), id: z.string().max(100) }).optional(),
  number: z.string().max(100),
  title: z.string().max(300),
  detail: z.string().max(300),
  /** When it began; when the source last changed it. */
  at: instant.optional(),
  asOf: instant.optional(),
  /** How far it is to be trusted, in the source's own grading. */
  grading: z.string().max(100).optional(),
  marking: marking.optional(),
  fields: z.array(field).max(40),
  /** The officer may know that it is there and whom to ask, and nothing else: title, detail and fields are empty. */
  restricted: z.object({ contact: shortText }).optional(),
});
export type HqResult = z.infer<typeof hqResult>;

/** What came of asking one source. late: it had not answered in time. failed: it answered with a fault. */
export const askedSource = z.object({
  source: shortText,
  /** What it holds: "crime reports of the whole force". */
  holds: z.string().max(200),
  outcome: growing(['answered', 'late', 'failed']),
  found: z.number().int().min(0),
  /** There are more than it gave. */
  more: z.boolean(),
});
export type AskedSource = z.infer<typeof askedSource>;

export const hqSearchAnswer = z.object({ asked: z.array(askedSource).max(20), results: z.array(hqResult).max(200) });
export type HqSearchAnswer = z.infer<typeof hqSearchAnswer>;

/** A source answers within this, or the answer says that it did not. */
export const SOURCE_MS = 4000;
/** From the laptop's question to HQ's answer, with time for a weak link. */
export const SEARCH_MS = 12_000;
