import { z } from 'zod';
import { day, instant } from './common.ts';
import { growing } from './growing.ts';
import { decided, MOST_DECISIONS, recordFields } from './record.ts';

/** Number of a person's record, which the field calls a nominal: N-104233. */
export const personNumber = z.string().regex(/^N-\d{1,9}$/);

/** National Standards for Incident Recording and PNC know these; what a newer HQ adds is shown as it came. */
export const personSex = growing(['female', 'male', 'other']);

/** How old somebody looked or said to be, in years, where no date of birth is known. */
export const ageRange = z
  .object({ from: z.number().int().min(0).max(130), to: z.number().int().min(0).max(130) })
  .refine(({ from, to }) => from <= to);

/** What the force knows of a person: a nominal record. */
export const person = z.object({
  id: personNumber,
  ...recordFields,
  born: day.optional(),
  /** When it was said or seen: `asOf`. */
  age: z.object({ from: z.number().int(), to: z.number().int(), asOf: instant }).optional(),
  sex: personSex.optional(),
  decisions: z.array(decided.extend({ personId: personNumber })).max(MOST_DECISIONS),
});
export type Person = z.infer<typeof person>;
