import { z } from 'zod';
import { collarNumber, day, instant, shortText } from './common.ts';
import { MOST_SWAP_DAYS } from './hr-limits.ts';
import { hrRequest, REQUEST_TEXT_LENGTH } from './hr-request.ts';

/** Swap of duties: SW-12. */
export const swapNumber = z.string().regex(/^SW-\d{1,8}$/);

const tour = z.object({ label: shortText, start: instant, end: instant });
/** A day on which two officers each work what the other is rostered for; without a tour it is that officer's rest day. */
export const swapDay = z.object({ day, own: tour.optional(), theirs: tour.optional() });
export type SwapDay = z.infer<typeof swapDay>;

/** A swap of duties with a colleague of the team, who agrees before the team's supervisor decides. own: of whoever asks. */
export const swap = z.object({
  ...hrRequest,
  id: swapNumber,
  partner: z.object({ officer: collarNumber, name: shortText, agreedAt: instant.optional() }),
  days: z.array(swapDay).min(1).max(MOST_SWAP_DAYS),
  text: z.string().max(REQUEST_TEXT_LENGTH).optional(),
});
export type Swap = z.infer<typeof swap>;
