import { z } from 'zod';
import { maybeText } from '../../contracts/domain/text.ts';
import { type ChangeLine, changeLine } from '../../contracts/hq/feeds.ts';
import { faultOfJson, mendJson } from '../../contracts/json.ts';

/**
 * Why one record of a feed was set aside. NotJson, TooLarge, TooDeep, NotALine: the line could not be read as one of the contract.
 * UnknownKind, FieldsMalformed: it could, but not what it brought. NotSigned, OlderIssue: it is not what the force has signed, or older than
 * what is held. Nothing in it is a value of the record.
 */
export const setAsideReason = z.enum([
  'NotJson',
  'TooLarge',
  'TooDeep',
  'NotALine',
  'UnknownKind',
  'FieldsMalformed',
  'NotSigned',
  'OlderIssue',
]);
export type SetAsideReason = z.infer<typeof setAsideReason>;

/** In place of a line that could not be read; kind and id are empty where it did not tell them. */
const unreadLine = z.object({
  op: z.literal('unread'),
  reason: setAsideReason,
  kind: z.string().max(40),
  id: z.string().max(100),
  /** Absent where it did not tell. */
  version: z.number().int().min(0).optional(),
});
type UnreadLine = z.infer<typeof unreadLine>;
export type FeedLine = ChangeLine | UnreadLine;

/** A line that frames its page: without it nothing can be said of the others. */
const frame = z.object({ op: z.enum(['cursor', 'reset']) });
/** What may still be known of a record that is not of the contract. */
const named = z.object({ kind: maybeText(40), id: maybeText(100) });

/**
 * Reads one value of a feed as a line, its texts mended (a feed is read as kindly as it can be: one bad letter must not hide a log).
 * Takes any JSON value and never throws. `undefined`: it is a reset or a cursor that is not of the contract, and the whole page is worth
 * nothing.
 */
export const readLine = (value: unknown): FeedLine | undefined => {
  const fault = faultOfJson(value);
  if (fault === 'TooDeep') return unread('TooDeep', value);
  const mended = fault === undefined ? value : mendJson(value);
  const line = z.union([changeLine, unreadLine]).safeParse(mended);
  if (line.success) return line.data;
  return frame.safeParse(mended).success ? undefined : unread('NotALine', mended);
};

/** A line that is not read. `value`: what there is of it. */
export const unread = (reason: SetAsideReason, value: unknown): UnreadLine => {
  const { kind, id } = named.safeParse(value).data ?? { kind: '', id: '' };
  return { op: 'unread', reason, kind, id };
};
