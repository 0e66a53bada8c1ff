import { z } from 'zod';
import { instant, place } from '../domain/common.ts';
import {
  ANSWER_LENGTH,
  crimePerson,
  crimeProperty,
  flagAnswer,
  MOST_ANSWERS,
  MOST_FEATURES,
  outcomeCode,
  crime as report,
} from '../domain/crime.ts';
import { crimeNumber } from '../domain/crime-number.ts';
import { brokenRules } from '../domain/crime-rules.ts';
import { MOST_OUTCOME_ANSWERS, OUTCOME_ANSWER_LENGTH, victimUpdate } from '../domain/history.ts';
import { itemId } from '../domain/item-id.ts';
import { personNumber } from '../domain/person.ts';
import { LONG_TEXT_LENGTH, maybeText, writtenText } from '../domain/text.ts';
import type { SystemContract } from './contract.ts';

const crimeId = itemId(crimeNumber);
const about = { item: 'crime', itemField: 'crimeId' } as const;
const written = writtenText(200);
const { shape } = report;

/** Some of what can be changed (domain/crime-changes.ts): values as a report has them; null where it has none. */
const values = z
  .object({
    title: written,
    type: written,
    offenceCode: shape.offenceCode.unwrap().nullable(),
    committedFrom: instant,
    committedTo: instant.nullable(),
    lateReason: maybeText(ANSWER_LENGTH).nullable(),
    place: place.extend({ text: written }),
    features: z.array(written).max(MOST_FEATURES).nullable(),
    method: maybeText(LONG_TEXT_LENGTH),
    people: z.array(crimePerson.extend({ name: written, personId: itemId(personNumber).optional() })).max(50),
    property: z.array(crimeProperty.extend({ text: written })).max(100),
    vehicles: shape.vehicles,
    flags: shape.flags,
    flagAnswers: z
      .array(flagAnswer.extend({ flag: written, question: written, answer: writtenText(ANSWER_LENGTH) }))
      .max(MOST_ANSWERS)
      .nullable(),
    marking: shape.marking,
    officerInCase: shape.officerInCase.unwrap(),
  })
  .partial();
/** As an item has them: what stands in it may be older than what may be written. */
const seen = z
  .object({
    ...{ ...values.shape, title: shape.title, type: shape.type, place, property: shape.property },
    people: z.array(crimePerson.extend({ personId: itemId(personNumber).optional() })).max(50),
    lateReason: shape.lateReason.unwrap().nullable(),
    features: shape.features.unwrap().nullable(),
    flagAnswers: shape.flagAnswers.unwrap().nullable(),
  })
  .partial();

/** Changed with the other's value seen: things name their owners by their places in the list of people. */
const pair = ['people', 'property'] as const;
/** Who is added to a report the officer must be able to see; who stands in it already, not any more (hq/systems/crime/change-crime.ts). */
const people = { kind: 'person', compared: true, within: 'people.personId' } as const;

/** Changes to a report, by its officer in the case or a supervisor who sees it. */
export const crimeChanges = {
  /**
   * The changed fields only, each with the value that was seen; of people and property both, where one of them is changed. 409 where somebody
   * has changed one of them to something else since; other fields may have changed. Whatever was changed, and what was left out of two
   * versions, stays in the report's history. What changes nothing makes no version. Refused where the
   * changed report breaks a rule (domain/crime-rules.ts) that it did not break before.
   */
  'crime.update': {
    ...about,
    effect: 'change',
    references: { before: people, changes: people, leftOut: people },
    payload: z
      .object({ crimeId, before: seen, changes: values, leftOut: seen.optional(), at: instant })
      .refine(
        ({ before, changes }) => pair.every((field) => changes[field] === undefined) || pair.every((field) => before[field] !== undefined),
      ),
    refusals: ['NotYourCrime', 'OnlySupervisorsHandOver', 'OfficerUnknown', 'HistoryFull', ...brokenRules],
  },
  /** How it ended: an outcome of the force's list, with an answer to each need of its list that the report does not meet by itself. 409 as review. */
  'crime.outcome': {
    ...about,
    effect: 'change',
    payload: z.object({
      crimeId,
      code: outcomeCode,
      /** As the officer read it: HQ's list has the last word. */
      words: written,
      answers: z
        .array(z.object({ need: z.string().max(20), label: written, text: writtenText(OUTCOME_ANSWER_LENGTH) }))
        .max(MOST_OUTCOME_ANSWERS),
      text: maybeText(LONG_TEXT_LENGTH),
      at: instant,
    }),
    refusals: ['NotYourCrime', 'CodeUnknown', 'OutcomeNeedsMore', 'HistoryFull'],
  },
  /** A victim was told something. Only ever added. */
  'crime.victimUpdate': {
    ...about,
    effect: 'append',
    payload: z.object({
      crimeId,
      told: instant,
      how: victimUpdate.shape.how,
      text: writtenText(LONG_TEXT_LENGTH),
      nextDue: instant.optional(),
      at: instant,
    }),
    refusals: ['NotYourCrime', 'HistoryFull'],
  },
  /** A supervisor who is not its officer in the case approves it, unless the outcome is their own, or returns it with reasons. 409 where it was changed since baseVersion. */
  'crime.review': {
    ...about,
    effect: 'change',
    payload: z
      .object({ crimeId, state: z.enum(['approved', 'returned']), text: maybeText(LONG_TEXT_LENGTH), at: instant })
      .refine(({ state, text }) => state === 'approved' || text.trim() !== ''),
    refusals: ['OnlySupervisorsReview', 'OwnOutcome', 'HistoryFull'],
  },
} as const satisfies SystemContract['commands'];
