import { z } from 'zod';
import { instant } from '../domain/common.ts';
import { duty } from '../domain/duty.ts';
import { mailSummary } from '../domain/mail.ts';
import { officer } from '../domain/officer.ts';
import { shownTask } from './crime.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';
import { incidentRow, myUnit } from './storm.ts';

/** Everything on the Today pane, in one read: each part as its own feed has it. */
export const todayView = z.object({
  shift: fetched(z.object({ duty: duty.optional(), nextDuty: duty.optional(), supervisor: officer.optional() })),
  storm: fetched(
    z.object({
      unit: myUnit.optional(),
      /** The log in hand: the one my unit is on, else my gravest open one. */
      hand: incidentRow.optional(),
      logs: z.array(incidentRow),
    }),
  ),
  /** Who else is on the unit: Storm says which, People says who. */
  crew: fetched(z.array(officer)),
  tasks: fetched(z.array(shownTask)),
  mail: fetched(z.object({ count: z.number().int(), newest: z.array(mailSummary).max(5) })),
  asOf: instant.optional(),
});
export type TodayView = z.infer<typeof todayView>;

/** What Ctrl+K finds, over everything on this laptop. */
export const foundItem = z.object({
  kind: z.enum(['incident', 'crime', 'task', 'mail', 'officer']),
  id: z.string().max(100),
  title: z.string().max(300),
  detail: z.string().max(300),
  at: instant.optional(),
});
export type FoundItem = z.infer<typeof foundItem>;

export const today = defineDomain({
  calls: {
    view: { request: z.null(), response: todayView, errors: [] },
    /**
     * Also the short form of a log number: "0841", "841 of 11 January". At most 50. `unfetched`: what was not searched, as it has not come
     * to this laptop yet.
     */
    search: {
      request: z.object({ text: z.string().max(200) }),
      response: z.object({ items: z.array(foundItem).max(50), unfetched: z.array(foundItem.shape.kind) }),
      errors: [],
    },
  },
  events: {},
});
