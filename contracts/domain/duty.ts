import { z } from 'zod';
import { day, instant, shortText } from './common.ts';
import { growing } from './growing.ts';

export const dutyKind = growing(['duty', 'restDay', 'restDayInLieu', 'annualLeave', 'publicHoliday', 'toil', 'court', 'course', 'sick']);
export type DutyKind = z.infer<typeof dutyKind>;

const DUTY_ID_LENGTH = 64;
export const dutyId = z.string().min(1).max(DUTY_ID_LENGTH);

/** What a day is rostered as. */
export const rosteredAs = {
  kind: dutyKind,
  /** "Early", "Late", "Night", or the place of a court or course. */
  label: shortText,
  start: instant.optional(),
  end: instant.optional(),
};

/** One day of a roster. The force day begins at 07:00. */
export const duty = z.object({
  id: dutyId,
  version: z.number().int().min(1),
  day,
  ...rosteredAs,
  /** Of a tour of which a part is off: as it was rostered. */
  tour: z.object({ start: instant, end: instant }).optional(),
  publishedAt: instant,
  /** Of a day on which its officer is sick: what was rostered. */
  rostered: z.object(rosteredAs).optional(),
  /** A rest day worked after all, and why; what is owed for it: regulation.ts. */
  restDayCancelled: z.object({ reason: shortText, toldAt: instant }).optional(),
  /**
   * The last change that its officer did not make: when, by whom where that was not the roster desk (a supervisor who approved a colleague's
   * swap), what the day was before, and when its officer said that they have seen it.
   */
  changed: z.object({ at: instant, by: shortText.optional(), was: z.object(rosteredAs), seenAt: instant.optional() }).optional(),
});
export type Duty = z.infer<typeof duty>;

export const balance = z.object({
  id: z.literal('balance'),
  version: z.number().int().min(1),
  annualLeaveDays: z.number().min(0).max(100),
  timeOffInLieuMinutes: z.number().int().min(0),
  restDaysOwed: z.number().int().min(0),
  /** Of the leave year after this one, from its first day on, once HQ has opened it. */
  nextLeaveYear: z.object({ from: day, annualLeaveDays: z.number().min(0).max(100) }).optional(),
});
export type Balance = z.infer<typeof balance>;
