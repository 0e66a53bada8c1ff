import { z } from 'zod';

/** A word that only a newer HQ knows: kept and shown as it is. No rule hangs on it. */
export type NewerWord = string & { readonly newer?: never };

/** No list of the force's has a longer word. */
const MAX_WORD_LENGTH = 100;

/** One of the words that this version knows, or one that HQ has added since. */
export const growing = <const Known extends readonly string[]>(known: Known) =>
  z.union([z.enum(known), z.string().min(1).max(MAX_WORD_LENGTH)]) as unknown as z.ZodType<Known[number] | NewerWord>;

/**
 * A field of an item that this version's contract does not name: a newer HQ's. `path`: its name, after the names of what it is in; of a
 * list's entry its number, counted from 1.
 */
export const otherField = z.object({
  path: z.array(z.string().max(200)).min(1).max(50),
  value: z.union([z.string().max(4000), z.number(), z.boolean()]),
});
export type OtherField = z.infer<typeof otherField>;

/** `more`: how many there are beyond those shown. */
export const otherFields = z.object({ fields: z.array(otherField).max(50), more: z.number().int().min(0) });
export type OtherFields = z.infer<typeof otherFields>;
