import { z } from 'zod';
import { instant } from '../domain/common.ts';
import { duty } from '../domain/duty.ts';
import { unit } from '../domain/incident.ts';
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

/** A unit with an officer of the team on it. */
const teamUnit = unit.omit({ version: true, message: true }).extend({ crew: z.array(z.string().max(250)).max(50) });

/** What a supervisor sees of the team, as this laptop has it: each part as its own feed has it. */
export const teamView = z.object({
  team: z.string().max(200),
  members: fetched(z.number().int()),
  /** Open logs with a unit or an officer of the team on them, gravest first; `total` of them, the first of which are here. */
  logs: fetched(z.object({ rows: z.array(incidentRow).max(100), total: z.number().int() })),
  /** On duty, by call sign. */
  units: fetched(z.array(teamUnit).max(100)),
  /** Tasks that the supervisor set or an officer of the team owns, soonest due first: what is open, and what is done and to be reviewed. */
  tasks: fetched(z.array(shownTask).max(500)),
  asOf: z.object({ storm: instant.optional(), crime: instant.optional(), people: instant.optional() }),
});
export type TeamView = z.infer<typeof teamView>;

/** What Ctrl+K finds, over everything on this laptop. */
export const foundItem = z.object({
  kind: z.enum(['incident', 'crime', 'task', 'mail', 'officer']),
  id: z.string().max(100),
  title: z.string().max(300),
  detail: z.string().max(300),
  /** The words in which it was found, where neither title nor detail has them. */
  match: z.string().max(300).optional(),
  at: instant.optional(),
});
export type FoundItem = z.infer<typeof foundItem>;

export const today = defineDomain({
  calls: {
    view: { request: z.null(), response: todayView, errors: [] },
    /** For supervisors, as HQ's directory has them. */
    team: { request: z.null(), response: teamView, errors: ['NotAllowed'] },
    /**
     * Also the short form of a log number: "0841", "841 of 11 January", and of a crime number, "6109". At most 50, every kind having its
     * share, of `total` that there are. `unfetched`: what was not searched, as it has not come to this laptop yet.
     */
    search: {
      request: z.object({ text: z.string().max(200) }),
      response: z.object({ items: z.array(foundItem).max(50), total: z.number().int(), unfetched: z.array(foundItem.shape.kind) }),
      errors: [],
    },
  },
  events: {},
});
