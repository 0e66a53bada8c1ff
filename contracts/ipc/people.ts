import { z } from 'zod';
import { day, instant } from '../domain/common.ts';
import { cover, coverMember } from '../domain/cover.ts';
import { taskNumber } from '../domain/crime.ts';
import { balance, duty } from '../domain/duty.ts';
import { expense, expenseNumber } from '../domain/expense.ts';
import { otherFields } from '../domain/growing.ts';
import { leave, leaveNumber, overtime, overtimeNumber } from '../domain/hr-request.ts';
import { incidentNumber, unit } from '../domain/incident.ts';
import { itemId, provisionalId } from '../domain/item-id.ts';
import { officer } from '../domain/officer.ts';
import { detailsNumber, ownDetails } from '../domain/own-details.ts';
import { sickness, sicknessNumber } from '../domain/sickness.ts';
import { swap, swapNumber } from '../domain/swap.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';
import { sending } from './sending.ts';

export const shownOfficer = officer.extend({ other: otherFields.optional() });
export type ShownOfficer = z.infer<typeof shownOfficer>;

/** A request as the officer sees it, what was decided here and is on its way laid over it; provisional, of version 0, until HQ has numbered it. */
const shown = {
  version: z.number().int().min(0),
  /** What this laptop called it until HQ had numbered it: who has it open by that id has this one open. */
  was: provisionalId.optional(),
  sending: sending.optional(),
  other: otherFields.optional(),
};
export const shownLeave = leave.extend({
  ...shown,
  id: itemId(leaveNumber),
  /** Of an open one: days of which the roster says something else by now. */
  changedDays: z.array(day),
});
export type ShownLeave = z.infer<typeof shownLeave>;
export const shownOvertime = overtime.extend({
  ...shown,
  id: itemId(overtimeNumber),
  incidentId: itemId(incidentNumber).optional(),
  taskId: itemId(taskNumber).optional(),
});
export type ShownOvertime = z.infer<typeof shownOvertime>;

export const shownExpense = expense.extend({ ...shown, id: itemId(expenseNumber) });
export type ShownExpense = z.infer<typeof shownExpense>;
export const shownDetails = ownDetails.extend({ ...shown, id: itemId(detailsNumber) });
export type ShownDetails = z.infer<typeof shownDetails>;

/** A colleague as this laptop knows them: what HQ lets the officer see, each part as old as `asOf` says. */
export const colleague = z.object({
  officer: shownOfficer,
  supervisor: officer.optional(),
  /** The officer's own page. */
  own: z.boolean(),
  /** What the cover of the officer's own team says of today. */
  today: coverMember.pick({ state: true, label: true }).optional(),
  unit: unit.pick({ callSign: true, status: true, since: true, incidentId: true }).optional(),
  /** Who else is on that unit. */
  crew: z.array(officer).max(20),
  asOf: z.object({ people: instant.optional(), storm: instant.optional() }),
});
export type Colleague = z.infer<typeof colleague>;
export const shownSwap = swap.extend({ ...shown, id: itemId(swapNumber) });
export type ShownSwap = z.infer<typeof shownSwap>;
export const shownSickness = sickness.extend({ ...shown, id: itemId(sicknessNumber) });
export type ShownSickness = z.infer<typeof shownSickness>;

/** As many requests as one answer carries: the open ones first, then the newest. */
export const MOST_REQUESTS = 300;

export const people = defineDomain({
  calls: {
    /** My duties of the days from..to, both included (at most 62 days). */
    roster: {
      request: z.object({ from: day, to: day }),
      response: fetched(z.object({ duties: z.array(duty), balance: balance.optional(), asOf: instant.optional() })),
      errors: [],
    },
    team: { request: z.null(), response: fetched(z.array(shownOfficer)), errors: [] },
    /** What I have asked of HR and my sickness, and of a supervisor what the team has; the open ones first, then the newest. */
    requests: {
      request: z.null(),
      response: fetched(
        z.object({
          leave: z.array(shownLeave).max(MOST_REQUESTS),
          overtime: z.array(shownOvertime).max(MOST_REQUESTS),
          expense: z.array(shownExpense).max(MOST_REQUESTS),
          details: z.array(shownDetails).max(MOST_REQUESTS),
          /** Also those that a colleague asks of me. */
          swap: z.array(shownSwap).max(MOST_REQUESTS),
          sickness: z.array(shownSickness).max(MOST_REQUESTS),
        }),
      ),
      errors: [],
    },
    /** An officer by staff id, collar number or the force's mail address. NotFound: not on this laptop. */
    colleague: { request: z.object({ id: z.string().min(1).max(254) }), response: colleague, errors: ['NotFound'] },
    /** Who of my team works on the days from..to, by day; days of which nothing is known are not among them. */
    cover: { request: z.object({ from: day, to: day }), response: fetched(z.array(cover).max(62)), errors: [] },
  },
  events: {},
});
