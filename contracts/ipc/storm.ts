import { z } from 'zod';
import { alertingLines } from '../domain/alert.ts';
import { callSign, instant } from '../domain/common.ts';
import { crimeNumber } from '../domain/crime-number.ts';
import { otherFields } from '../domain/growing.ts';
import { codeList, incident, incidentLine, incidentNumber, lineId, unit } from '../domain/incident.ts';
import { itemId } from '../domain/item-id.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';
import { sending } from './sending.ts';

/** On a laptop a log may be one that HQ has not numbered yet: its id is provisional, its version 0. */
const incidentId = itemId(incidentNumber);

export const incidentQuery = z.object({
  scope: z.enum(['mine', 'area', 'closed']),
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(500),
});

/** A row of the log list. */
export const incidentRow = incident
  .pick({ id: true, title: true, grade: true, state: true, openedAt: true, closedAt: true, marking: true, qualifiers: true })
  .extend({
    id: incidentId,
    /** In which list it stands. */
    state: z.enum(['open', 'closed']),
    place: z.string().max(200),
    mine: z.boolean(),
    lastLine: incidentLine.pick({ at: true, text: true, operator: true, terminal: true }).optional(),
    /** Lines of others that came since this officer last had the log open. */
    newLines: z.number().int().min(0),
    unsent: z.number().int().min(0),
    /** Given to the officer's unit, and the officer does not know of it yet. */
    newJob: z.boolean(),
  });
export type IncidentRow = z.infer<typeof incidentRow>;

/** A line on screen: HQ's, or one of ours on its way, whose id is then the outbox's. */
export const shownLine = incidentLine.extend({
  sending: sending.optional(),
  /** Written by this officer: never counted as new. */
  own: z.literal(true).optional(),
});

export const shownIncident = incident.omit({ lines: true }).extend({
  id: incidentId,
  version: z.number().int().min(0),
  lines: z.array(shownLine),
  crimeIds: z.array(itemId(crimeNumber)).optional(),
  /** Reports on this laptop that say that they come from this log, or were linked to it. */
  crimes: z.array(z.object({ id: itemId(crimeNumber), title: z.string().max(200) })),
  /** What this officer may do with it now (log-decision.ts): regrade it, and close it. */
  mayDecide: z.boolean(),
  /** How far the log itself is, while HQ has not numbered it. */
  sending: sending.optional(),
  other: otherFields.optional(),
  /** Lines with `at` after this are new since the officer last had the log open. */
  seenUntil: instant.optional(),
  /** When these rows last came from HQ. */
  asOf: instant.optional(),
});
export type ShownIncident = z.infer<typeof shownIncident>;

export const myUnit = unit.extend({ incidentId: incidentId.optional(), sending: z.boolean() });
export type MyUnit = z.infer<typeof myUnit>;

/** A log of the officer's of which the officer does not know all yet. */
export const alert = incident.pick({ id: true, grade: true, title: true }).extend({
  place: z.string().max(200),
  callSign: callSign.optional(),
  /** HQ has given it to the officer's unit; else only `lines` are new. */
  job: z.boolean(),
  /** Lines that alert, newest last; the newest of them where there are more. */
  lines: z.array(incidentLine.pick({ id: true, at: true, text: true }).extend({ kind: z.enum(alertingLines) })).max(20),
  /** The log's newest line: what an acknowledgement of this covers. */
  upTo: lineId.optional(),
  /** It was acknowledged, and HQ has not been told yet. */
  sending: sending.optional(),
});
export type Alert = z.infer<typeof alert>;

export const storm = defineDomain({
  calls: {
    list: {
      request: incidentQuery,
      response: fetched(
        z.object({
          rows: z.array(incidentRow),
          total: z.number().int(),
          counts: z.object({ mine: z.number(), area: z.number(), closed: z.number() }),
          asOf: instant.optional(),
        }),
      ),
      errors: [],
    },
    /**
     * Opening a log is a consultation: it is journalled, and marks its lines as seen when `markSeen`. By number, or by a provisional id, also
     * one whose log has its number by now: the answer's `id` is that number.
     */
    get: { request: z.object({ id: incidentId, markSeen: z.boolean() }), response: shownIncident, errors: ['NotFound'] },
    unit: { request: z.null(), response: fetched(myUnit.nullable()), errors: [] },
    /** Gravest first, what is acknowledged and not sent last: each stays until HQ has its acknowledgement. Rows of Storm and of the outbox change with them. */
    alerts: { request: z.null(), response: z.array(alert).max(50), errors: [] },
    codeLists: { request: z.null(), response: z.array(codeList), errors: [] },
  },
  events: {},
});
