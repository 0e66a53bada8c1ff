import { z } from 'zod';
import { briefing, briefingNumber } from '../domain/briefing.ts';
import { instant, shortText } from '../domain/common.ts';
import { cover } from '../domain/cover.ts';
import { crimeNumber } from '../domain/crime-number.ts';
import { duty } from '../domain/duty.ts';
import { expense } from '../domain/expense.ts';
import { otherFields } from '../domain/growing.ts';
import { leave, leaveNumber, overtime } from '../domain/hr-request.ts';
import { unit } from '../domain/incident.ts';
import { itemId, provisionalId } from '../domain/item-id.ts';
import { mailSummary } from '../domain/mail.ts';
import { officer } from '../domain/officer.ts';
import { ownDetails } from '../domain/own-details.ts';
import { swap } from '../domain/swap.ts';
import { foundKinds } from '../systems/found.ts';
import { shownTask } from './crime.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';
import { missingRow } from './missing.ts';
import { sending } from './sending.ts';
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

/** As many as one answer carries, the newest of them. */
export const MOST_TOLD = 50;
/** What the officer is told of their duties and requests until they have looked at it: an answer, or a day that the roster desk changed. */
export const toldItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('leave'), at: instant, request: leave }),
  z.object({ kind: z.literal('overtime'), at: instant, request: overtime }),
  z.object({ kind: z.literal('expense'), at: instant, request: expense }),
  z.object({ kind: z.literal('details'), at: instant, request: ownDetails }),
  /** Answered, or asked of the officer by a colleague and to be answered. */
  z.object({ kind: z.literal('swap'), at: instant, request: swap }),
  /** leaves: the officer's open requests for leave with that day in them. */
  z.object({ kind: z.literal('duty'), at: instant, duty, leaves: z.array(leaveNumber) }),
]);
export type ToldItem = z.infer<typeof toldItem>;
/** An item of the briefing in a list. `mine`: results that the officer has told in this tour; `results`: of everybody, ever. */
const briefedRow = briefing.pick({ title: true, why: true, until: true }).extend({
  id: itemId(briefingNumber),
  mine: z.number().int().min(0),
  results: z.number().int().min(0),
});
export type BriefedRow = z.infer<typeof briefedRow>;

/** An item whole, what was decided here laid over it; provisional, of version 0, until HQ has numbered it. `results`: the newest of `total`. */
export const shownBriefing = briefing.extend({
  id: itemId(briefingNumber),
  version: z.number().int().min(0),
  /** What this laptop called it until HQ had numbered it. */
  was: provisionalId.optional(),
  mine: z.number().int().min(0),
  total: z.number().int().min(0),
  sending: sending.optional(),
  other: otherFields.optional(),
});
export type ShownBriefing = z.infer<typeof shownBriefing>;

/** Everything on the Today pane, in one read: each part as its own feed has it. */
export const todayView = z.object({
  /** `endedDuty`: the tour that ended in the last hours, while none is on. */
  shift: fetched(
    z.object({ duty: duty.optional(), nextDuty: duty.optional(), endedDuty: duty.optional(), supervisor: officer.optional() }),
  ),
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
  /** What the officer's area is to look out for in this tour. */
  briefing: fetched(z.array(briefedRow).max(50)),
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
  /** Answers to the officer's own requests and changes of their roster that they have not looked at, the newest first. */
  told: fetched(z.array(toldItem).max(MOST_TOLD)),
  mail: fetched(z.object({ count: z.number().int(), newest: z.array(mailSummary).max(5) })),
  asOf: instant.optional(),
});
export type TodayView = z.infer<typeof todayView>;

/** A unit with an officer of the team on it. */
const teamUnit = unit.omit({ version: true, message: true }).extend({ crew: z.array(z.string().max(250)).max(50) });

/** What is circulated now, and who of the team has not said that they know of it, as colleagues write them. */
const unreadCirculation = missingRow.pick({ id: true, name: true, age: true, grade: true }).extend({
  since: instant,
  unread: z.array(z.string().max(250)).min(1).max(500),
});
export type UnreadCirculation = z.infer<typeof unreadCirculation>;

/** What a supervisor sees of the team, as this laptop has it: each part as its own feed has it. */
export const teamView = z.object({
  team: z.string().max(200),
  members: fetched(z.number().int()),
  /** Who of the team works today; undefined where nothing is known of the day. */
  cover: fetched(cover.optional()),
  /** Open logs with a unit or an officer of the team on them, gravest first; `total` of them, the first of which are here. */
  logs: fetched(z.object({ rows: z.array(incidentRow).max(100), total: z.number().int() })),
  /** On duty, by call sign. */
  units: fetched(z.array(teamUnit).max(100)),
  /** Tasks that the supervisor set or an officer of the team owns, soonest due first: what is open, and what is done and to be reviewed. */
  tasks: fetched(z.array(shownTask).max(500)),
  /** Filed reports of the team that wait for the supervisor's review. */
  reports: fetched(z.array(waitingReport).max(100)),
  /** Of officers to whose area it is circulated, the newest first. */
  circulations: fetched(z.array(unreadCirculation).max(100)),
  asOf: z.object({ storm: instant.optional(), crime: instant.optional(), people: instant.optional(), missing: instant.optional() }),
});
export type TeamView = z.infer<typeof teamView>;

const foundKind = z.enum(foundKinds);
/** One thing that Ctrl+K finds on this laptop. */
export const foundItem = z.object({
  kind: foundKind,
  /** Of a thing its key, which may be an address. */
  id: z.string().max(1000),
  title: z.string().max(300),
  detail: z.string().max(300),
  /** The words in which it was found, where neither title nor detail has them. */
  match: z.string().max(300).optional(),
  at: instant.optional(),
  /** The officer's own work: a log of the unit's, a crime in hand, a task. */
  mine: z.literal(true).optional(),
  /** Of a vehicle, a place, a telephone number or an object: how many logs and crimes tell of it. */
  told: z.object({ incidents: z.number().int(), crimes: z.number().int() }).optional(),
});
export type FoundItem = z.infer<typeof foundItem>;

/** What was found of one kind: the first of `total`. */
export const foundGroup = z.object({ kind: foundKind, total: z.number().int(), items: z.array(foundItem).max(50) });
export type FoundGroup = z.infer<typeof foundGroup>;

export const today = defineDomain({
  calls: {
    view: { request: z.null(), response: todayView, errors: [] },
    /** What is briefed to the officer, whole; to a supervisor all of the area, also what is to begin or just over. */
    briefing: {
      request: z.null(),
      response: fetched(z.object({ items: z.array(shownBriefing).max(50), asOf: instant.optional() })),
      errors: [],
    },
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
