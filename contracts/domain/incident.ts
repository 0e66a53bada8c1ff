import { z } from 'zod';
import { codeListKinds } from './code-list.ts';
import { callSign, instant, marking, place, shortText } from './common.ts';
import { crimeNumber } from './crime-number.ts';
import { growing } from './growing.ts';
import { REGISTRATION_LENGTH } from './registration.ts';
import { LONG_TEXT_LENGTH } from './text.ts';

/** Force, day and a four-digit daily serial: LC-20210518-1587. The serial restarts each day. */
export const incidentNumber = z.string().regex(/^[A-Z]{2}-\d{8}-\d{4}$/);

/** Grade of response, 1 the gravest: 1 to 4, or one that HQ has added since. Its words are the force's own (see codeList "grade"). */
export const grade = z.number().int().min(0).max(99);
export type Grade = z.infer<typeof grade>;

/** Status code of a resource (Airwave): 0 to 16. Its words are the force's own (see codeList "status"). */
export const resourceStatus = z.number().int().min(0).max(16);
/** One that HQ tells of: of 0 to 16, or added since. */
const toldStatus = z.number().int().min(0).max(999);

export const lineId = z.string().max(64);
/** A line of the log's body. Append-only: nothing is ever edited. */
export const incidentLine = z.object({
  id: lineId,
  /** By HQ's clock, which decides the order. */
  at: instant,
  /** When it was written, by the clock of the laptop that sent it. */
  writtenAt: instant.optional(),
  operator: shortText,
  terminal: shortText,
  /** opened, update, regrade, assigned, acknowledged, status, request, tag, hazard, officerSafety, strike, result; another is a newer HQ's and is shown as what somebody wrote. */
  kind: z.string().min(1).max(40),
  text: z.string().max(LONG_TEXT_LENGTH),
  /** Of a regrade. */
  regraded: z.object({ from: grade, to: grade }).optional(),
  /** Of a strike: the line that was sent in error, which stays. */
  struck: lineId.optional(),
});
export type IncidentLine = z.infer<typeof incidentLine>;

export const resource = z.object({
  callSign,
  status: toldStatus,
  since: instant,
  collarNumbers: z.array(z.string()),
  /** When its crew said that they know of the log, and the newest line that they knew of. */
  acknowledged: z.object({ at: instant, upTo: lineId.optional() }).optional(),
});
export type Resource = z.infer<typeof resource>;

export const vehicle = z.object({ plate: z.string().max(REGISTRATION_LENGTH).optional(), description: z.string().max(200) });

/** Who rang, as far as they said. */
export const caller = z.object({ name: shortText.optional(), telephone: z.string().min(1).max(40).optional() });
export type Caller = z.infer<typeof caller>;

/** How many qualifiers, how many vehicles and how many crimes a log holds. */
const MOST_MARKS = 20;

/** An incident log of Storm (command and control). */
export const incident = z.object({
  id: incidentNumber,
  version: z.number().int().min(1),
  title: shortText,
  grade,
  /** Closed, or else open to updates. */
  state: growing(['open', 'closed']),
  openedAt: instant,
  closedAt: instant.optional(),
  openingCode: shortText,
  closingCode: shortText.optional(),
  qualifiers: z.array(shortText).max(MOST_MARKS),
  place,
  caller: caller.optional(),
  /** Crimes that were recorded of it. */
  crimeIds: z.array(crimeNumber).max(MOST_MARKS).optional(),
  marking,
  resources: z.array(resource).max(50),
  vehicles: z.array(vehicle).max(MOST_MARKS),
  lines: z.array(incidentLine).max(2000),
});
export type Incident = z.infer<typeof incident>;

/** Whether a log holds as many marks as it has: what a decision would add beyond that, HQ refuses (LogFull) and no laptop shows. */
export const holdsMarks = ({ qualifiers, vehicles, crimeIds = [] }: Pick<Incident, 'qualifiers' | 'vehicles' | 'crimeIds'>): boolean =>
  [qualifiers, vehicles, crimeIds].every(({ length }) => length <= MOST_MARKS);

/** Where a radio or a vehicle was last heard from, in degrees (WGS 84). */
const position = z.object({ longitude: z.number().min(-180).max(180), latitude: z.number().min(-90).max(90), at: instant });
export type UnitPosition = z.infer<typeof position>;

/** A unit on duty, whether or not it is on a log. `message`: the last message status of its crew, which changes no deployment. `position`: absent when it is not known. */
export const unit = resource.omit({ acknowledged: true }).extend({
  version: z.number().int().min(1),
  incidentId: incidentNumber.optional(),
  message: z.object({ status: toldStatus, at: instant }).optional(),
  position: position.optional(),
});
export type Unit = z.infer<typeof unit>;

/** 500 entries of the longest words, with their certificate, as base64. */
const SIGNED_LENGTH = 600_000;

/** A list of codes that is the force's own data. Its id is its kind; of forces that share one Storm, kind and force (code-list.ts): status:LC. */
export const codeList = z.object({
  id: growing(codeListKinds),
  version: z.number().int().min(1),
  entries: z.array(z.object({ code: z.string().max(20), label: shortText })).max(500),
  /** As whoever signed it counts; absent of one that is not signed. */
  issue: z.number().int().min(1).optional(),
  /** The list as the force signed it (domain/signed-code-list.ts): CMS, DER. */
  signed: z.base64().max(SIGNED_LENGTH).optional(),
});
export type CodeList = z.infer<typeof codeList>;
