import { z } from 'zod';
import { instant } from '../domain/common.ts';
import { task } from '../domain/crime.ts';
import { duty } from '../domain/duty.ts';
import { mailSummary } from '../domain/mail.ts';
import { officer } from '../domain/officer.ts';
import { defineDomain } from './define.ts';
import { incidentRow, myUnit } from './storm.ts';

/** Everything on the Today pane, in one read. */
export const todayView = z.object({
  duty: duty.optional(),
  nextDuty: duty.optional(),
  unit: myUnit.optional(),
  crew: z.array(officer),
  supervisor: officer.optional(),
  /** The log in hand: the one my unit is on, else my gravest open one. */
  hand: incidentRow.optional(),
  logs: z.array(incidentRow),
  tasks: z.array(task),
  unread: z.object({ count: z.number().int(), newest: z.array(mailSummary).max(5) }),
  asOf: instant.optional(),
});
export type TodayView = z.infer<typeof todayView>;

/** What Ctrl+K finds, over everything on this laptop. */
export const foundItem = z.object({
  kind: z.enum(['incident', 'crime', 'mail', 'officer']),
  id: z.string().max(100),
  title: z.string().max(300),
  detail: z.string().max(300),
  at: instant.optional(),
});
export type FoundItem = z.infer<typeof foundItem>;

export const today = defineDomain({
  calls: {
    view: { request: z.null(), response: todayView, errors: [] },
    /** Also the short form of a log number: "0841", "841 of 11 January". At most 50. */
    search: { request: z.object({ text: z.string().max(200) }), response: z.array(foundItem).max(50), errors: [] },
  },
  events: {},
});
