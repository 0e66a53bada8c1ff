import { z } from 'zod';
import { attachments } from './blob.ts';
import { collarNumber, instant, longText, marking, place, shortText } from './common.ts';
import { crimeNumber } from './crime-number.ts';
import { growing } from './growing.ts';
import { crimeHistory, crimeReview, MOST_VICTIM_UPDATES, taskHistory, victimUpdate } from './history.ts';
import { incidentNumber, vehicle } from './incident.ts';
import { missingNumber } from './missing-number.ts';
import { personNumber } from './person.ts';

/** Home Office code, category and sub-code: 028/03. */
export const homeOfficeCode = z.string().regex(/^\d{3}\/\d{2}$/);

/** One line of the Home Office offence list. */
export const offence = z.object({ code: homeOfficeCode, group: shortText, category: z.string().max(300), text: z.string().max(600) });
export type Offence = z.infer<typeof offence>;

/** Home Office outcome, 1 to 22 and what is added to them; absent while the investigation goes on. */
export const outcomeCode = z.number().int().min(1).max(999);

/** How long an answer to a question is, and identifying marks; how many features and answers a report has. */
export const ANSWER_LENGTH = 500;
export const MARKS_LENGTH = 200;
export const MOST_FEATURES = 30;
export const MOST_ANSWERS = 60;

export const crimePerson = z.object({
  name: shortText,
  born: z.string().max(10).optional(),
  roles: z.array(growing(['victim', 'suspect', 'witness', 'reportingPerson'])).min(1),
  contact: z.string().max(200).optional(),
  address: z.string().max(200).optional(),
  /** Of the force's record of that person, where one was picked. */
  personId: personNumber.optional(),
});
/** As many as a report names. */
const MOST_PEOPLE = 50;
export const crimeProperty = z.object({
  text: shortText,
  kind: growing(['stolen', 'damaged', 'found']),
  value: z.string().max(20).optional(),
  /** By what it is known again: engraving, serial number. */
  marks: z.string().max(MARKS_LENGTH).optional(),
  /** Whose it is: that person's place in the report's list of people, from 0. */
  owner: z
    .number()
    .int()
    .min(0)
    .max(MOST_PEOPLE - 1)
    .optional(),
});
export const crimeVehicle = vehicle.extend({ role: growing(['stolen', 'damaged', 'used', 'seen']).optional() });

/** What was answered to a question that the force asks where a flag is set; all three in words. */
export const flagAnswer = z.object({ flag: shortText, question: shortText, answer: z.string().min(1).max(ANSWER_LENGTH) });

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
  /** What of the force's list of methods fits it, in words. */
  features: z.array(shortText).max(MOST_FEATURES).optional(),
  people: z.array(crimePerson).max(MOST_PEOPLE),
  property: z.array(crimeProperty).max(100),
  vehicles: z.array(crimeVehicle).max(20),
  /** In words, as the force's list has them; and what was answered to the questions that follow. */
  flags: z.array(shortText).max(20),
  flagAnswers: z.array(flagAnswer).max(MOST_ANSWERS).optional(),
  /** Why it is reported only now, where it is of long ago. */
  lateReason: z.string().max(ANSWER_LENGTH).optional(),
  incidentId: incidentNumber.optional(),
  officerInCase: collarNumber.optional(),
  status: growing(['open', 'filed']),
  outcome: z.object({ code: outcomeCode.optional(), text: shortText, at: instant.optional() }).optional(),
  marking,
  /** Photographs and documents: HQ gives their bytes to whoever may see the report. */
  attachments: attachments.optional(),
  /** Since it was made. */
  history: crimeHistory.optional(),
  /** Oldest first; only ever added. */
  victimUpdates: z.array(victimUpdate).max(MOST_VICTIM_UPDATES).optional(),
  /** The last one; an outcome that came after it is not reviewed yet. */
  review: crimeReview.optional(),
});
export type Crime = z.infer<typeof crime>;

const priorities = ['high', 'normal', 'low'] as const;
export const taskPriority = z.enum(priorities);

/** Task number: T-6021. */
export const taskNumber = z.string().regex(/^T-\d{1,8}$/);

/** A CaseMan task on a crime, a log or a missing-person report. */
export const task = z.object({
  id: taskNumber,
  version: z.number().int().min(1),
  title: shortText,
  text: longText,
  crimeId: crimeNumber.optional(),
  incidentId: incidentNumber.optional(),
  missingId: missingNumber.optional(),
  /** In words; `setByCollar`: who it was, where an officer set it. */
  setBy: shortText,
  setByCollar: collarNumber.optional(),
  owner: collarNumber,
  /** The owner's, when it was set: its supervisors see the task, and of one on a missing-person report all of it. */
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
