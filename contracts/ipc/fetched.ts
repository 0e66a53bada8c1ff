import { z } from 'zod';

/**
 * What a feed answers. Until it has been read to its end once on this laptop nothing can be said of it, and above all not "none": not
 * known yet is never shown as none, so it is another shape.
 */
export const fetched = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('known', [z.object({ known: z.literal(false) }), z.object({ known: z.literal(true), value })]);

export type Fetched<Value> = { readonly known: false } | { readonly known: true; readonly value: Value };

export const NOT_FETCHED = { known: false } as const satisfies Fetched<never>;
