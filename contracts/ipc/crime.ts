import { z } from 'zod';
import { instant } from '../domain/common.ts';
import { crimePerson, crime as crimeReport, homeOfficeCode, offence, task, taskNumber } from '../domain/crime.ts';
import { crimeNumber } from '../domain/crime-number.ts';
import { otherFields } from '../domain/growing.ts';
import { incidentNumber } from '../domain/incident.ts';
import { itemId, provisionalId } from '../domain/item-id.ts';
import { missingNumber } from '../domain/missing-number.ts';
import { personNumber } from '../domain/person.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';
import { page } from './page.ts';
import { sending } from './sending.ts';

/** On a laptop an item may be one that HQ has not numbered yet: its id is provisional, its version 0, and `sending` says how far it is. */
const crimeId = itemId(crimeNumber);
const incidentId = itemId(incidentNumber);
const version = z.number().int().min(0);

/** A task as the officer sees it, what was decided here and is on its way laid over it. */
export const shownTask = task.extend({
  id: itemId(taskNumber),
  version,
  /** What this laptop called it until HQ had numbered it: who has it open by that id has this one open. */
  was: provisionalId.optional(),
  crimeId: crimeId.optional(),
  incidentId: incidentId.optional(),
  missingId: itemId(missingNumber).optional(),
  /** own: the officer is to do it. set: the officer set it for somebody else. undefined: somebody else's, of the team or on a report that is shown. */
  mine: z.enum(['own', 'set']).optional(),
  /** Of what the officer last decided about it, while HQ has not done it. */
  sending: sending.optional(),
  other: otherFields.optional(),
});
export type ShownTask = z.infer<typeof shownTask>;

export const crimeRow = crimeReport
  .pick({ id: true, title: true, type: true, offenceCode: true, committedFrom: true, reportedAt: true, status: true, marking: true })
  .extend({
    id: crimeId,
    place: z.string().max(200),
    area: z.string().max(200),
    outcome: z.string().max(200).optional(),
    mine: z.boolean(),
    /** A supervisor has returned it, and it is not filed again. */
    returned: z.literal(true).optional(),
    sending: sending.optional(),
  });
export type CrimeRow = z.infer<typeof crimeRow>;

export const crimeQuery = z.object({
  scope: z.enum(['mine', 'area']),
  /** Words of the place, the method or the number; empty for all. */
  text: z.string().max(200),
  offenceCode: homeOfficeCode.optional(),
  ...page,
});

export const shownCrime = crimeReport.extend({
  people: z.array(crimePerson.extend({ personId: itemId(personNumber).optional() })).max(50),
  id: crimeId,
  version,
  incidentId: incidentId.optional(),
  offence: offence.optional(),
  tasks: z.array(shownTask),
  sending: sending.optional(),
  other: otherFields.optional(),
  asOf: instant.optional(),
});
export type ShownCrime = z.infer<typeof shownCrime>;

export const crime = defineDomain({
  calls: {
    list: {
      request: crimeQuery,
      response: fetched(
        z.object({
          rows: z.array(crimeRow),
          total: z.number().int(),
          counts: z.object({ mine: z.number(), area: z.number() }),
          asOf: instant.optional(),
        }),
      ),
      errors: [],
    },
    /** By number, or by a provisional id, also one whose report has its number by now: the answer's `id` is that number. */
    get: { request: z.object({ id: crimeId }), response: shownCrime, errors: ['NotFound'] },
    /**
     * Home Office offences by code, most used in the officer's area first, or by what people say, the likeliest first; `plain` is the
     * offence in everyday words, where there are such.
     */
    offences: {
      request: z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(100) }),
      response: fetched(z.array(offence.extend({ used: z.number().int().min(0), plain: z.string().max(200).optional() }))),
      errors: [],
    },
    /** The officer's own tasks, those that the officer set and a supervisor's team's, soonest due first. */
    tasks: { request: z.null(), response: fetched(z.array(shownTask)), errors: [] },
  },
  events: {},
});
