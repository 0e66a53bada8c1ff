import { z } from 'zod';
import { collarNumber, day, instant, shortText } from './common.ts';
import { taskNumber } from './crime.ts';
import { growing } from './growing.ts';
import { incidentNumber } from './incident.ts';

/** How long what an officer or a supervisor says of a request is. */
export const REQUEST_TEXT_LENGTH = 500;
const text = z.string().max(REQUEST_TEXT_LENGTH);

/** Of every request to the HR system: whose it is, and what became of it (hr-steps.ts). */
export const hrRequest = {
  version: z.number().int().min(1),
  officer: collarNumber,
  /** The officer, as colleagues write them. */
  name: shortText,
  /** The officer's when it was made: its supervisors decide. */
  team: shortText.optional(),
  askedAt: instant,
  /** agreed, declined: of a swap, by the colleague who is asked first. */
  state: growing(['asked', 'agreed', 'approved', 'returned', 'declined', 'withdrawn']),
  /** Of an approval, a return or a colleague's refusal. */
  decision: z
    .object({
      ...{ at: instant, by: shortText, collarNumber, text: text.optional() },
      /** When its officer looked at it. */
      seenAt: instant.optional(),
    })
    .optional(),
};

/** Two months of a roster: it is known no further. */
export const MOST_LEAVE_DAYS = 62;
const leaveKinds = ['annualLeave', 'toil', 'restDayInLieu'] as const;
const dayParts = ['full', 'firstHalf', 'secondHalf', 'hours'] as const;
export const leaveKind = z.enum(leaveKinds);
const minutes = z.number().int().min(0).max(1500);

/** A day as it is asked for, and its cost as the officer saw it (leave-cost.ts). */
export const askedDay = z.object({ day, part: z.enum(dayParts), minutes: minutes.optional(), cost: z.number().min(0).max(1500) });

/** Leave request: LV-204. */
export const leaveNumber = z.string().regex(/^LV-\d{1,8}$/);

/** A request for leave, day by day. */
export const leave = z.object({
  ...hrRequest,
  id: leaveNumber,
  kind: growing(leaveKinds),
  days: z
    .array(
      askedDay.extend({
        part: growing(dayParts),
        /** What the roster said of the day when HQ took the request: "Early", "Rest day". */
        label: shortText.optional(),
      }),
    )
    .min(1)
    .max(MOST_LEAVE_DAYS),
  text: text.optional(),
});
export type Leave = z.infer<typeof leave>;

/** Overtime claim: OT-77. */
export const overtimeNumber = z.string().regex(/^OT-\d{1,8}$/);
const compensated = ['pay', 'timeOff'] as const;
export const compensatedAs = z.enum(compensated);

/** A claim of overtime, with its arithmetic (overtime-sum.ts). */
export const overtime = z.object({
  ...hrRequest,
  id: overtimeNumber,
  incidentId: incidentNumber.optional(),
  taskId: taskNumber.optional(),
  from: instant,
  to: instant,
  toldAt: instant.optional(),
  travelMinutes: minutes.optional(),
  text,
  as: growing(compensated),
  parts: z
    .array(
      z.object({
        kind: growing(['afterTour', 'earlyStart', 'recall', 'restDay', 'publicHoliday']),
        ...{ from: instant, to: instant, minutes },
        rate: growing(['timeAndThird', 'timeAndHalf', 'double']),
        ...{ disregarded: minutes, counted: minutes, timeOff: z.number().int().min(0).max(3000) },
        anotherDay: growing(['restDay', 'publicHoliday']).optional(),
      }),
    )
    .max(4),
  /** More than a day's minutes: each rest day or public holiday that it touches counts as four hours at least. */
  counted: z.number().int().min(0).max(3000),
  timeOff: z.number().int().min(0).max(6000),
  casual: z.boolean(),
});
export type Overtime = z.infer<typeof overtime>;
