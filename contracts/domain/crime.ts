import { z } from 'zod';
import { attachments } from './blob.ts';
import { collarNumber, instant, longText, marking, place, shortText } from './common.ts';
import { crimeNumber } from './crime-number.ts';
import { growing } from './growing.ts';
import { taskHistory } from './history.ts';
import { incidentNumber, vehicle } from './incident.ts';

/** Home Office code, category and sub-code: 028/03. */
export const homeOfficeCode = z.string().regex(/^\d{3}\/\d{2}$/);

/** One line of the Home Office offence list. */
export const offence = z.object({ code: homeOfficeCode, group: shortText, category: z.string().max(300), text: z.string().max(600) });
export type Offence = z.infer<typeof offence>;

/** Home Office outcome, 1 to 22 and what is added to them; absent while the investigation goes on. */
export const outcomeCode = z.number().int().min(1).max(999);

export const crimePerson = z.object({
  name: shortText,
  born: z.string().max(10).optional(),
  roles: z.array(growing(['victim', 'suspect', 'witness', 'reportingPerson'])).min(1),
  contact: z.string().max(200).optional(),
});
export const crimeProperty = z.object({
  text: shortText,
  kind: growing(['stolen', 'damaged', 'found']),
  value: z.string().max(20).optional(),
});

/** A crime report (SLEUTH). */
export const crime = z.object({
  id: crimeNumber,
  version: z.number().int().min(1),
  offenceCode: homeOfficeCode.optional(),
  /** The public category of the report, e.g. "Burglary". */
  type: shortText,
  /** What an officer calls it in a list. */
  title: shortText,
  committedFrom: instant,
  committedTo: instant.optional(),
  reportedAt: instant,
  place,
  method: z.string().max(4000),
  people: z.array(crimePerson).max(50),
  property: z.array(crimeProperty).max(100),
  vehicles: z.array(vehicle).max(20),
  flags: z.array(shortText).max(20),
  incidentId: incidentNumber.optional(),
  officerInCase: collarNumber.optional(),
  status: growing(['open', 'filed']),
  outcome: z.object({ code: outcomeCode.optional(), text: shortText, at: instant.optional() }).optional(),
  marking,
  /** Photographs and documents: HQ gives their bytes to whoever may see the report. */
  attachments: attachments.optional(),
});
export type Crime = z.infer<typeof crime>;

const priorities = ['high', 'normal', 'low'] as const;
export const taskPriority = z.enum(priorities);

/** Task number: T-6021. */
export const taskNumber = z.string().regex(/^T-\d{1,8}$/);

/** A CaseMan task on a crime or a log. */
export const task = z.object({
  id: taskNumber,
  version: z.number().int().min(1),
  title: shortText,
  text: longText,
  crimeId: crimeNumber.optional(),
  incidentId: incidentNumber.optional(),
  /** In words; `setByCollar`: who it was, where an officer set it. */
  setBy: shortText,
  setByCollar: collarNumber.optional(),
  owner: collarNumber,
  /** The owner's, when it was set: its supervisors see the task. */
  team: shortText.optional(),
  priority: growing(priorities),
  setAt: instant,
  dueAt: instant,
  state: growing(['new', 'accepted', 'inProgress', 'done', 'returned', 'approved']),
  /** As of a report. */
  attachments: attachments.optional(),
  /** Since it was set. */
  history: taskHistory.optional(),
});
export type Task = z.infer<typeof task>;
