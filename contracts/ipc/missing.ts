import { z } from 'zod';
import { attachment } from '../domain/blob.ts';
import { instant, shortText } from '../domain/common.ts';
import { otherFields } from '../domain/growing.ts';
import { incidentNumber } from '../domain/incident.ts';
import { itemId } from '../domain/item-id.ts';
import { circulation, missingLine, missing as report } from '../domain/missing.ts';
import { missingNumber } from '../domain/missing-number.ts';
import { missingScopes, missingStates } from '../domain/missing-words.ts';
import { personNumber } from '../domain/person.ts';
import { shownTask } from './crime.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';
import { page } from './page.ts';
import { sending } from './sending.ts';

/** On a laptop a report may be one that HQ has not numbered yet: its id is provisional, its version 0, and `sending` says how far it is. */
const missingId = itemId(missingNumber);
const personId = itemId(personNumber);

/** A report in a list, or what crews are told of one (`circulated`). */
export const missingRow = report.pick({ name: true, age: true, state: true, marking: true, reviewDue: true }).extend({
  id: missingId,
  grade: report.shape.risks.element.shape.grade,
  lastSeen: z.object({ at: instant, text: shortText }),
  area: shortText,
  /** By when what they need matters. */
  medicalBy: instant.optional(),
  /** Somebody asked for the review since the risk was last set or reviewed. */
  reviewAsked: z.literal(true).optional(),
  foundAt: instant.optional(),
  deceased: z.literal(true).optional(),
  photograph: attachment.optional(),
  /** The officer is in charge of it, or took it. */
  mine: z.boolean(),
  /** whole: the report. card: only what crews are told. */
  seen: z.enum(['whole', 'card']),
  /** Crews are told of it now; `acknowledged`: this officer has said that they know. */
  running: z.boolean(),
  acknowledged: z.boolean(),
  sending: sending.optional(),
});
export type MissingRow = z.infer<typeof missingRow>;

export const missingQuery = z.object({
  scope: z.enum(missingScopes),
  state: z.enum(missingStates),
  /** Words of the name, the looks, a place or the number; empty for all. */
  text: z.string().max(200),
  ...page,
});

/** A report whole, what was decided here and is on its way laid over it: a line of ours has the outbox's id until HQ has it. */
export const shownReport = report.extend({
  id: missingId,
  version: z.number().int().min(0),
  personId: personId.optional(),
  /** Of a report that HQ has not made yet, empty: the officer's card does not tell it. */
  team: z.string().max(200),
  reporter: report.shape.reporter.extend({ personId: personId.optional() }),
  incidentId: itemId(incidentNumber).optional(),
  lines: z.array(missingLine.extend({ sending: sending.optional() })),
  sending: sending.optional(),
  other: otherFields.optional(),
});
export type ShownReport = z.infer<typeof shownReport>;

/** What crews are told: derived here of a report that is circulated here and not at HQ yet. */
export const shownCirculation = circulation.extend({
  id: missingId,
  version: shownReport.shape.version,
  team: shownReport.shape.team,
  sending: sending.optional(),
  other: otherFields.optional(),
});
export type ShownCirculation = z.infer<typeof shownCirculation>;

/** At least one of the two: `report` for who works on it, `card` for whom it is circulated to, and for both who works on it. */
export const shownMissing = z.object({
  id: missingId,
  report: shownReport.optional(),
  /** Those on the report that are on this laptop, soonest due first. */
  tasks: z.array(shownTask),
  card: shownCirculation.optional(),
  asOf: instant.optional(),
});
export type ShownMissing = z.infer<typeof shownMissing>;

/** What somebody who is missing alerts the officer to. */
export const missingAlert = z.object({
  id: missingId,
  /** circulated: to the officer's area, `at` since when. review: of the risk, due `at`. need: what they need, by `at`. */
  cause: z.enum(['circulated', 'review', 'need']),
  /** Of a review and a need: its time has gone by; else it is near. */
  late: z.boolean(),
  at: instant,
  ...{ name: missingRow.shape.name, age: missingRow.shape.age, grade: missingRow.shape.grade },
  /** Where they were last seen. */
  place: shortText,
  /** The officer has said that they know, and HQ has not been told yet. */
  sending: sending.optional(),
});
export type MissingAlert = z.infer<typeof missingAlert>;

export const missing = defineDomain({
  calls: {
    /**
     * Late reviews first, then the gravest, then whose review is due first; closed ones as they were found, the newest first. `counts`: of the
     * scope, by state, whatever the words are; `scopes`: of the open ones.
     */
    list: {
      request: missingQuery,
      response: fetched(
        z.object({
          rows: z.array(missingRow),
          total: z.number().int(),
          counts: z.record(z.enum(missingStates), z.number()),
          scopes: z.record(z.enum(missingScopes), z.number()),
          asOf: instant.optional(),
        }),
      ),
      errors: [],
    },
    /** A consultation: it is journalled. By number, or by a provisional id, also one whose report has its number by now. */
    get: { request: z.object({ id: missingId }), response: shownMissing, errors: ['NotFound'] },
    /** Reports of a person that are on this laptop, the newest first: an open one stands in the way of another. */
    ofPerson: { request: z.object({ id: personId }), response: fetched(z.array(missingRow).max(50)), errors: [] },
    /** As it is now: what is near or late becomes so without any row that changes. Gravest first. */
    alerts: { request: z.null(), response: z.array(missingAlert).max(50), errors: [] },
    /** The officer knows of a need. What is circulated is known by the command missing.acknowledge, a review by missing.knowReview. */
    alertKnown: { request: missingAlert.pick({ id: true, cause: true, late: true, at: true }), response: z.null(), errors: [] },
    /** Areas of the force's list, the officer's own first, with how many officers there are in each, and of the own how many crews are on duty. */
    areas: {
      request: z.null(),
      response: fetched(z.array(z.object({ area: shortText, officers: z.number().int(), crews: z.number().int().optional() })).max(500)),
      errors: [],
    },
  },
  events: {},
});
