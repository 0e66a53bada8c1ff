import { z } from 'zod';
import { callSign, instant, marking, place, shortText } from './common.ts';
import { LONG_TEXT_LENGTH } from './text.ts';

/** Force, day and a four-digit daily serial: LC-20210518-1587. The serial restarts each day. */
export const incidentNumber = z.string().regex(/^[A-Z]{2}-\d{8}-\d{4}$/);

/** Grade of response. Its words are the force's own (see codeList "grade"). */
export const grade = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Grade = z.infer<typeof grade>;

/** Status code of a resource (Airwave): 0 to 16. Its words are the force's own (see codeList "status"). */
export const resourceStatus = z.number().int().min(0).max(16);

/** A line of the log's body. Append-only: nothing is ever edited. */
export const incidentLine = z.object({
  id: z.string().max(64),
  /** By HQ's clock, which decides the order. */
  at: instant,
  /** When it was written, by the clock of the laptop that sent it. */
  writtenAt: instant.optional(),
  operator: shortText,
  terminal: shortText,
  /** opened, update, regrade, assigned, status, tag, result; another is a newer HQ's and is shown as what somebody wrote. */
  kind: z.string().min(1).max(40),
  text: z.string().max(LONG_TEXT_LENGTH),
});
export type IncidentLine = z.infer<typeof incidentLine>;

export const resource = z.object({ callSign, status: resourceStatus, since: instant, collarNumbers: z.array(z.string()) });
export type Resource = z.infer<typeof resource>;

export const vehicle = z.object({ plate: z.string().max(12).optional(), description: z.string().max(200) });

/** An incident log of Storm (command and control). */
export const incident = z.object({
  id: incidentNumber,
  version: z.number().int().min(1),
  title: shortText,
  grade,
  state: z.enum(['open', 'closed']),
  openedAt: instant,
  closedAt: instant.optional(),
  openingCode: shortText,
  closingCode: shortText.optional(),
  qualifiers: z.array(shortText).max(20),
  place,
  marking,
  resources: z.array(resource).max(50),
  vehicles: z.array(vehicle).max(20),
  lines: z.array(incidentLine).max(2000),
});
export type Incident = z.infer<typeof incident>;

/** A unit on duty, whether or not it is on a log. */
export const unit = resource.extend({ version: z.number().int().min(1), incidentId: incidentNumber.optional() });
export type Unit = z.infer<typeof unit>;

/** A list of codes that is the force's own data: statuses, grades, qualifiers. */
export const codeList = z.object({
  id: z.enum(['status', 'grade', 'qualifier']),
  version: z.number().int().min(1),
  entries: z.array(z.object({ code: z.string().max(20), label: shortText })).max(500),
});
export type CodeList = z.infer<typeof codeList>;
