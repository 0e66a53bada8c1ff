import { z } from 'zod';
import { day, instant, shortText } from './common.ts';
import { growing } from './growing.ts';

export const dutyKind = growing(['duty', 'restDay', 'restDayInLieu', 'annualLeave', 'publicHoliday', 'toil', 'court', 'course', 'sick']);
export type DutyKind = z.infer<typeof dutyKind>;

/** One day of a roster. The force day begins at 07:00. */
export const duty = z.object({
  id: z.string().max(64),
  version: z.number().int().min(1),
  day,
  kind: dutyKind,
  /** "Early", "Late", "Night", or the place of a court or course. */
  label: shortText,
  start: instant.optional(),
  end: instant.optional(),
  /** Of a tour of which a part is off: as it was rostered. */
  tour: z.object({ start: instant, end: instant }).optional(),
  publishedAt: instant,
  /** A rest day worked after all, and why; what is owed for it: regulation.ts. */
  restDayCancelled: z.object({ reason: shortText, toldAt: instant }).optional(),
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
