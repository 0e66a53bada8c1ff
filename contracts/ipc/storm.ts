import { z } from 'zod';
import { alertingLines } from '../domain/alert.ts';
import { blobHash } from '../domain/blob.ts';
import { callSign, instant, shortText } from '../domain/common.ts';
import { crimeNumber } from '../domain/crime-number.ts';
import { otherFields } from '../domain/growing.ts';
import { codeList, grade, incident, incidentLine, incidentNumber, lineId, unit } from '../domain/incident.ts';
import { incidentAges, incidentScopes, incidentSorts } from '../domain/incident-list.ts';
import { itemId } from '../domain/item-id.ts';
import { aboutMap } from '../domain/map.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';
import { page } from './page.ts';
import { sending } from './sending.ts';

/** What a list is narrowed down by; each narrows it further. */
export const incidentFilter = z.object({
  /** Each word must stand in the title, the place, the number or a call sign. */
  text: z.string().max(200).optional(),
  unit: callSign.optional(),
  area: shortText.optional(),
  grade: grade.optional(),
  age: z.enum(incidentAges).optional(),
});
export type IncidentFilter = z.infer<typeof incidentFilter>;

/** On a laptop a log may be one that HQ has not numbered yet: its id is provisional, its version 0. */
const incidentId = itemId(incidentNumber);

export const incidentQuery = incidentFilter.extend({
  scope: z.enum(incidentScopes),
  /** The list's own order where it says nothing: the gravest first, closed logs as they were closed. */
  sort: z.enum(incidentSorts).optional(),
  ...page,
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
    /** On the log now. */
    units: z.array(callSign).max(50),
    /** A line of it marks a hazard or tells of officers' safety. */
    hazard: z.boolean(),
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
  /** Which of its resources are on another log: they were given to this one, and have not gone to it. */
  elsewhere: z.array(z.object({ callSign, incidentId })).optional(),
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

/** A unit on the map; `position` absent where it is not known. The officer's own may be on a log without number. */
const mapUnit = unit.pick({ callSign: true, status: true, since: true, position: true }).extend({ incidentId: incidentId.optional() });
export type MapUnit = z.infer<typeof mapUnit>;

/** The map on this laptop, read in ranges from /map/VERSION (main/systems/storm/map/route.ts). */
const shownMap = aboutMap.extend({ version: blobHash, bytes: z.number().int().min(1) });
export type ShownMap = z.infer<typeof shownMap>;

export const myUnit = unit.extend({ incidentId: incidentId.optional(), sending: z.boolean() });
export type MyUnit = z.infer<typeof myUnit>;

/** So many missed alerts are kept; those that ended before them are let go. */
export const MOST_MISSED = 50;

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
  /** It ended before it was acknowledged: the log was closed, or control took the unit off it. `raisedAt`: when it came to this laptop. */
  missed: z.object({ raisedAt: instant, at: instant, because: z.enum(['closed', 'movedOff']) }).optional(),
});
export type Alert = z.infer<typeof alert>;

/** By what a list can be narrowed down, with how many of its logs that leaves. */
export const incidentFacets = z.object({
  units: z.array(z.object({ value: callSign, count: z.number().int() })).max(200),
  areas: z.array(z.object({ value: shortText, count: z.number().int() })).max(200),
  grades: z.array(z.object({ value: grade, count: z.number().int() })).max(100),
});
export type IncidentFacets = z.infer<typeof incidentFacets>;

const historyRow = incidentRow.extend({ reasons: z.array(z.enum(['place', 'postcode', 'caller'])) });
/** What was written of a place or a caller that a crew must know before it knocks. */
const warning = incidentLine.pick({ id: true, at: true, kind: true, text: true }).extend({ incidentId: incidentNumber });

/** What this laptop has of a log's place and of its caller's number, without the log itself: newest first. */
export const incidentHistory = z.object({
  rows: z.array(historyRow).max(100),
  /** Of those logs and of this one, newest first. */
  warnings: z.array(warning).max(50),
  /** All that there are here; `rows` is the newest of them. */
  total: z.number().int(),
  asOf: instant.optional(),
});
export type IncidentHistory = z.infer<typeof incidentHistory>;

export const storm = defineDomain({
  calls: {
    list: {
      request: incidentQuery,
      response: fetched(
        z.object({
          rows: z.array(incidentRow),
          total: z.number().int(),
          /** Of each list, whatever it is narrowed down by. */
          counts: z.record(z.enum(incidentScopes), z.number()),
          asOf: instant.optional(),
        }),
      ),
      errors: [],
    },
    /**
     * Opening a log is a consultation: it is journalled. `seenTo`: the newest of its lines that has been on screen, which marks it and those
     * before it as seen. By number, or by a provisional id, also one whose log has its number by now: the answer's `id` is that number.
     */
    get: { request: z.object({ id: incidentId, seenTo: lineId.optional() }), response: shownIncident, errors: ['NotFound'] },
    facets: { request: z.object({ scope: z.enum(incidentScopes) }), response: fetched(incidentFacets), errors: [] },
    /** A consultation of the place and the caller for the sake of that log: journalled with that reason. */
    history: { request: z.object({ id: incidentId }), response: incidentHistory, errors: ['NotFound'] },
    unit: { request: z.null(), response: fetched(myUnit.nullable()), errors: [] },
    /** Gravest first, then what is acknowledged and not sent: each stays until HQ has its acknowledgement; last what was missed. Rows of Storm and of the outbox change with them. */
    alerts: { request: z.null(), response: z.array(alert).max(50 + MOST_MISSED), errors: [] },
    /** The officer has read a missed alert: it is listed no more. */
    alertRead: { request: z.object({ id: incidentNumber }), response: z.null(), errors: [] },
    /** What a map of a log is drawn from. `map`: absent before one has come whole; `coming`: how much of the next is here. */
    map: {
      request: z.null(),
      response: fetched(
        z.object({
          units: z.array(mapUnit).max(500),
          asOf: instant.optional(),
          map: shownMap.optional(),
          coming: z.object({ parts: z.number().int(), of: z.number().int() }).optional(),
        }),
      ),
      errors: [],
    },
    codeLists: { request: z.null(), response: z.array(codeList), errors: [] },
  },
  events: {},
});
