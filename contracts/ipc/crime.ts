import { z } from 'zod';
import { instant } from '../domain/common.ts';
import { crimeNumber, crime as crimeReport, homeOfficeCode, offence, task } from '../domain/crime.ts';
import { otherFields } from '../domain/growing.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';

export const crimeRow = crimeReport
  .pick({ id: true, title: true, type: true, offenceCode: true, committedFrom: true, reportedAt: true, status: true, marking: true })
  .extend({
    place: z.string().max(200),
    area: z.string().max(200),
    outcome: z.string().max(200).optional(),
    mine: z.boolean(),
  });
export type CrimeRow = z.infer<typeof crimeRow>;

export const crimeQuery = z.object({
  scope: z.enum(['mine', 'area']),
  /** Words of the place, the method or the number; empty for all. */
  text: z.string().max(200),
  offenceCode: homeOfficeCode.optional(),
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(500),
});

export const shownTask = task.extend({ other: otherFields.optional() });
export type ShownTask = z.infer<typeof shownTask>;

export const shownCrime = crimeReport.extend({
  offence: offence.optional(),
  tasks: z.array(task),
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
    get: { request: z.object({ id: crimeNumber }), response: shownCrime, errors: ['NotFound'] },
    /** Home Office offences by code or words, most used in the officer's area first. */
    offences: {
      request: z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(100) }),
      response: fetched(z.array(offence.extend({ used: z.number().int().min(0) }))),
      errors: [],
    },
    tasks: { request: z.null(), response: fetched(z.array(shownTask)), errors: [] },
  },
  events: {},
});
