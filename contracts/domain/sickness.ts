import { z } from 'zod';
import { attachments } from './blob.ts';
import { collarNumber, day, instant, shortText } from './common.ts';
import { growing } from './growing.ts';
import { MOST_CERTIFICATES } from './hr-limits.ts';
import { REQUEST_TEXT_LENGTH } from './hr-request.ts';

/** Sickness: SK-3. */
export const sicknessNumber = z.string().regex(/^SK-\d{1,8}$/);
export const certificateKinds = ['self', 'fitNote'] as const;

/** An officer's absence because of sickness, from the first day to the day before they are back: reported, certified, ended. */
export const sickness = z.object({
  id: sicknessNumber,
  version: z.number().int().min(1),
  officer: collarNumber,
  /** The officer, as colleagues write them. */
  name: shortText,
  team: shortText.optional(),
  reportedAt: instant,
  state: growing(['sick', 'fit', 'withdrawn']),
  firstDay: day,
  /** First day on which the officer is fit for duty again. */
  backOn: day.optional(),
  text: z.string().max(REQUEST_TEXT_LENGTH).optional(),
  certificates: z
    .array(
      z.object({
        ...{ kind: growing(certificateKinds), from: day, to: day, at: instant },
        text: z.string().max(REQUEST_TEXT_LENGTH).optional(),
        attachments: attachments.optional(),
      }),
    )
    .max(MOST_CERTIFICATES),
});
export type Sickness = z.infer<typeof sickness>;
