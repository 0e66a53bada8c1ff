import { z } from 'zod';
import { attachments } from './blob.ts';
import { callSign, collarNumber, day, instant, marking, place, shortText } from './common.ts';
import { growing } from './growing.ts';
import { incidentNumber } from './incident.ts';
import { missingNumber } from './missing-number.ts';
import { MOST_CIRCULATIONS, missingChoices, missingStates, riskGrades, sureness } from './missing-words.ts';
import { personNumber, personSex } from './person.ts';
import { LONG_TEXT_LENGTH } from './text.ts';

/** How long what somebody looks like, an answer or a reason is. */
export const MISSING_TEXT_LENGTH = 1000;
/** More than any report has had: what is full takes no further line. */
export const MOST_MISSING_LINES = 600;
/** Risks that were set, and reviews: one an hour for more than a week. */
export const MOST_RISKS = 200;
export const MOST_REVIEWS = 200;
/** Earlier episodes that a report names, the newest first. */
export const MOST_EARLIER = 50;
/** Areas to which a report is circulated. */
export const MOST_AREAS = 30;
export const MOST_REASONS = 20;
/** More than any list asks. */
export const MOST_ANSWERS = 60;

const text = z.string().max(MISSING_TEXT_LENGTH);
/** Of every decision: who made it, as colleagues write them, and when, by HQ's clock. */
const by = { at: instant, by: shortText, collarNumber };

export const missingLineKinds = [
  'reported',
  'risk',
  'review',
  'reviewAsked',
  'reviewKnown',
  'sighting',
  'enquiry',
  'note',
  'log',
  'handOver',
  'circulated',
  'circulationEnded',
  'found',
  'foundDead',
  'foundToo',
  'notFound',
  'wellBeing',
  'death',
] as const;

const questionCode = z.string().min(1).max(20);
/** The force's list of first questions, by its id and issue (code-list.ts). */
export const askedBy = z.object({ list: z.string().min(1).max(100), issue: z.number().int().min(1) });

/** A line of the report. Append-only: nothing is ever edited. One that has no words of its own says what its kind says. */
export const missingLine = z.object({
  id: z.string().min(1).max(64),
  ...by,
  callSign: callSign.optional(),
  kind: growing(missingLineKinds),
  text: z.string().max(LONG_TEXT_LENGTH),
  /** Of a sighting: when and where it was, and how sure whoever saw them is. */
  sure: growing(sureness).optional(),
  seenAt: instant.optional(),
  where: shortText.optional(),
  /** Of a risk or a review: the grade from then on. */
  grade: growing(riskGrades).optional(),
  /** Of a review that its officer knows of: when it is due, and whether it was late then. */
  known: z.object({ due: instant, late: z.boolean() }).optional(),
});
export type MissingLine = z.infer<typeof missingLine>;

export const missingAnswer = z.object({
  /** Its code in the force's list, and how the list headed it when it was asked: what a list loses is still read. */
  question: questionCode,
  asked: shortText.optional(),
  /** Absent of a question that is answered in words alone. */
  choice: growing(missingChoices).optional(),
  text: text.optional(),
});
export type MissingAnswer = z.infer<typeof missingAnswer>;

/** A risk as somebody assessed it. The last one holds. */
export const missingRisk = z.object({
  ...by,
  grade: growing(riskGrades),
  reasons: z.array(shortText).max(MOST_REASONS),
  /** Why this and not one lower. */
  whyNotLower: text,
});
export type MissingRisk = z.infer<typeof missingRisk>;

/** What a supervisor said of the risk. `nextDue`: until when it is looked at again. */
const missingReview = z.object({ ...by, text: z.string().max(LONG_TEXT_LENGTH), grade: growing(riskGrades), nextDue: instant });

/** What crews are told of somebody, besides name, age, looks, grade, and when and where they were last seen. */
export const shownToCrews = z.object({ photograph: z.boolean(), medicalNeed: z.boolean(), homeAddress: z.boolean() });

export const missingCirculation = z.object({
  ...by,
  areas: z.array(shortText).min(1).max(MOST_AREAS),
  shows: shownToCrews,
  /** What a crew that meets them does. */
  instructions: text,
  ended: z.object(by).optional(),
});

/** One that is over: from when to when which areas were told. */
const pastCirculation = missingCirculation.pick({ at: true, areas: true }).extend({ until: instant });

export const missingFound = z.object({
  ...by,
  /** When and where, by whom, and how they were. */
  when: instant,
  where: shortText,
  byWhom: shortText,
  condition: z.string().max(LONG_TEXT_LENGTH),
  /** Who was told of it, and when. */
  told: text.optional(),
  /** They are dead: nobody checks their well-being, and `death` closes the report. */
  deceased: z.literal(true).optional(),
});

export const wellBeing = z.object({
  ...by,
  spokenAlone: z.boolean(),
  /** Why nobody has spoken with them alone. */
  notAloneWhy: text.optional(),
  hurt: z.boolean(),
  victim: z.boolean(),
  safeToReturn: z.boolean(),
  /** Where they were, why they went, what would stop it happening again. */
  text: z.string().max(LONG_TEXT_LENGTH),
  /** Until when somebody who is not police is to speak with them; absent where it was not asked for. */
  returnInterviewBy: instant.optional(),
});

/** What was done once somebody was found dead. */
export const missingDeath = z.object({
  ...by,
  /** Who told the family, and who of it, and when; and the coroner's officer. */
  kinTold: text,
  coronerTold: text,
  text: z.string().max(LONG_TEXT_LENGTH),
});

/** A person's earlier time away, and where they were found; of one that its reader may not see, that there is one. */
const earlierEpisode = z.object({
  id: missingNumber,
  lastSeenAt: instant.optional(),
  foundAt: instant.optional(),
  where: shortText.optional(),
});

/** A missing-person report. Whoever works on it sees it whole: its officer, who took it, their team. Crews get what is circulated. */
export const missing = z.object({
  id: missingNumber,
  version: z.number().int().min(1),
  /** As it is written: forenames, then the surname. */
  name: shortText,
  /** Of the force's record of them, where one was picked. */
  personId: personNumber.optional(),
  born: day.optional(),
  /** In years, where no date of birth is known. */
  age: z.number().int().min(0).max(130).optional(),
  sex: personSex.optional(),
  /** Looks, and what they wore. */
  description: text,
  lastSeen: z.object({ at: instant, place, text: text.optional() }),
  /** Who told the police. */
  reporter: z.object({
    name: shortText,
    relation: shortText.optional(),
    telephone: z.string().max(40).optional(),
    personId: personNumber.optional(),
    note: text.optional(),
  }),
  incidentId: incidentNumber.optional(),
  homeAddress: shortText.optional(),
  /** Theirs. */
  telephone: z.string().max(40).optional(),
  /** Money, cards, means of travel, accounts; and places where they may be. */
  means: text.optional(),
  places: z.array(shortText).max(30).optional(),
  /** `by`: from when on it matters that they have not had it. */
  medicalNeed: z.object({ text, by: instant.optional() }).optional(),
  answers: z.array(missingAnswer).max(MOST_ANSWERS),
  /** The list of first questions by which it was asked, and its issue. */
  askedBy: askedBy.optional(),
  attachments: attachments.optional(),
  marking,
  /** The area in which they were last seen. */
  area: shortText,
  reportedAt: instant,
  reportedBy: shortText,
  reportedByCollar: collarNumber,
  /** The officer in charge of it, and that officer's team. */
  owner: collarNumber,
  team: shortText,
  /** Who handed it over last, and from which team: they and that team's supervisors take it back. Absent where it is back. */
  handedOver: z.object({ by: collarNumber, team: z.string().max(200) }).optional(),
  state: growing(missingStates),
  risks: z.array(missingRisk).min(1).max(MOST_RISKS),
  reviews: z.array(missingReview).max(MOST_REVIEWS),
  /** Until when a supervisor looks at the risk; absent once it is closed. */
  reviewDue: instant.optional(),
  /** The last one: it runs until it has ended. */
  circulation: missingCirculation.optional(),
  /** Those before it, the newest last: what a crew wrote meanwhile may come later. */
  pastCirculations: z.array(pastCirculation).max(MOST_CIRCULATIONS).optional(),
  found: missingFound.optional(),
  wellBeing: wellBeing.optional(),
  death: missingDeath.optional(),
  earlier: z.array(earlierEpisode).max(MOST_EARLIER),
  lines: z.array(missingLine).max(MOST_MISSING_LINES),
});
export type Missing = z.infer<typeof missing>;

/** More than any area has officers. */
export const MOST_ACKNOWLEDGEMENTS = 2000;
const acknowledgement = z.object({ ...by, callSign: callSign.optional() });

/** What crews are told while a report is circulated: no more of it than was chosen. Its id is the report's. */
export const circulation = missing
  .pick({ id: true, version: true, name: true, age: true, sex: true, description: true, homeAddress: true, medicalNeed: true, area: true })
  .extend({
    attachments: attachments.optional(),
    marking,
    grade: growing(riskGrades),
    lastSeen: z.object({ at: instant, text: shortText }),
    /** Newest last. */
    sightings: z.array(missingLine.pick({ id: true, at: true, text: true, sure: true, seenAt: true, where: true })).max(20),
    instructions: text,
    since: instant,
    by: shortText,
    areas: missingCirculation.shape.areas,
    /** Who works on the report, and sees this too. */
    owner: collarNumber,
    team: shortText,
    running: z.boolean(),
    acknowledgements: z.array(acknowledgement).max(MOST_ACKNOWLEDGEMENTS),
  });
export type Circulation = z.infer<typeof circulation>;
