import { z } from 'zod';
import { day, instant } from '../domain/common.ts';
import { balance, duty } from '../domain/duty.ts';
import { otherFields } from '../domain/growing.ts';
import { officer } from '../domain/officer.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';

export const shownOfficer = officer.extend({ other: otherFields.optional() });
export type ShownOfficer = z.infer<typeof shownOfficer>;

export const people = defineDomain({
  calls: {
    /** My duties of the days from..to, both included (at most 62 days). */
    roster: {
      request: z.object({ from: day, to: day }),
      response: fetched(z.object({ duties: z.array(duty), balance: balance.optional(), asOf: instant.optional() })),
      errors: [],
    },
    team: { request: z.null(), response: fetched(z.array(shownOfficer)), errors: [] },
  },
  events: {},
});
