import { z } from 'zod';
import { instant, shortText } from '../domain/common.ts';
import { crimeNumber } from '../domain/crime-number.ts';
import { duty } from '../domain/duty.ts';
import { unit } from '../domain/incident.ts';
import { itemId } from '../domain/item-id.ts';
import { mailSummary } from '../domain/mail.ts';
import { officer } from '../domain/officer.ts';
import { foundKinds } from '../systems/found.ts';
import { shownTask } from './crime.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';
import { missingRow } from './missing.ts';
import { incidentRow, myUnit } from './storm.ts';

/** A report that waits for somebody, who filed or returned it, when and with which words. */
const waitingReport = z.object({
  id: itemId(crimeNumber),
  title: shortText,
  at: instant,
  by: shortText,
  text: z.string().max(4000).optional(),
});
export type WaitingReport = z.infer<typeof waitingReport>;

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
  /** The officer's own that a supervisor returned. */
  returned: fetched(z.array(waitingReport).max(100)),
  /** What waits for a supervisor's review: filed reports of the team, and how many tasks. */
  review: fetched(z.object({ reports: z.array(waitingReport).max(100), tasks: z.number().int() })),
  missing: fetched(
    z.object({
      /** Who is circulated in the officer's area, or whose report is the officer's, and is not found. */
      near: z.array(missingRow).max(50),
      /** The same of whom are found, and nobody has seen yet that they are well. */
      toCheck: z.array(missingRow).max(50),
      /** For a supervisor: reports whose review is late. */
      late: z.array(missingRow).max(50),
      /** For a supervisor: reports of which the review was asked for, and is not late. */
      asked: z.array(missingRow).max(50),
    }),
  ),
  /** How many requests of the team for leave or overtime wait for the supervisor. */
  requests: fetched(z.number().int().min(0)),
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
  /** Filed reports of the team that wait for the supervisor's review. */
  reports: fetched(z.array(waitingReport).max(100)),
  asOf: z.object({ storm: instant.optional(), crime: instant.optional(), people: instant.optional() }),
});
export type TeamView = z.infer<typeof teamView>;

const foundKind = z.enum(foundKinds);
/** One thing that Ctrl+K finds on this laptop. */
export const foundItem = z.object({
  kind: foundKind,
  id: z.string().max(100),
  title: z.string().max(300),
  detail: z.string().max(300),
  /** The words in which it was found, where neither title nor detail has them. */
  match: z.string().max(300).optional(),
  at: instant.optional(),
  /** The officer's own work: a log of the unit's, a crime in hand, a task. */
  mine: z.literal(true).optional(),
  /** Of a vehicle or a place: how many logs and crimes tell of it, and the newest of them. */
  told: z
    .object({ incidents: z.number().int(), crimes: z.number().int(), newest: z.object({ kind: foundKind, id: z.string().max(100) }) })
    .optional(),
});
export type FoundItem = z.infer<typeof foundItem>;

/** What was found of one kind: the first of `total`. */
export const foundGroup = z.object({ kind: foundKind, total: z.number().int(), items: z.array(foundItem).max(50) });
export type FoundGroup = z.infer<typeof foundGroup>;

export const today = defineDomain({
  calls: {
    view: { request: z.null(), response: todayView, errors: [] },
    /** For supervisors, as HQ's directory has them. */
    team: { request: z.null(), response: teamView, errors: ['NotAllowed'] },
    /**
     * Everything on this laptop that the words may mean, by kind: kinds of which a number names one, then the others in the order of foundKinds; of each what its number was typed, then the
     * officer's own, then open work, then the newest. Numbers in every form in which they are said: "0841", "841 of 11 January", "6109",
     * "4/22/6109". `only`: more of one kind. `unfetched`: what was not searched, as it has not come to this laptop yet. `asOf`: the oldest
     * of what was searched.
     */
    search: {
      request: z.object({ text: z.string().max(200), only: foundKind.optional() }),
      response: z.object({ groups: z.array(foundGroup), unfetched: z.array(foundKind), asOf: instant.optional() }),
      errors: [],
    },
  },
  events: {},
});
