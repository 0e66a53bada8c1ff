import { z } from 'zod';
import { attachments } from '../domain/blob.ts';
import { collarNumber, day, instant, marking, place } from '../domain/common.ts';
import { incidentNumber } from '../domain/incident.ts';
import { itemId } from '../domain/item-id.ts';
import {
  askedBy,
  circulation,
  MISSING_TEXT_LENGTH,
  MOST_ANSWERS,
  MOST_AREAS,
  MOST_REASONS,
  missingAnswer,
  missing as report,
  shownToCrews,
} from '../domain/missing.ts';
import { missingNumber } from '../domain/missing-number.ts';
import { brokenMissingRules } from '../domain/missing-rules.ts';
import { missingRefusals } from '../domain/missing-steps.ts';
import { missingChoices, riskGrades, sureness } from '../domain/missing-words.ts';
import { personNumber } from '../domain/person.ts';
import { LONG_TEXT_LENGTH, maybeText, writtenText } from '../domain/text.ts';
import type { SystemContract } from './contract.ts';

/** What an officer writes in one line, and in a paragraph. */
const written = writtenText(200);
const maybeLine = maybeText(200);
const paragraph = maybeText(MISSING_TEXT_LENGTH);
const telephone = maybeText(40);

const missingId = itemId(missingNumber);
const personId = itemId(personNumber);
const about = { item: 'missing', itemField: 'missingId' } as const;
const said = z.object({ missingId, text: writtenText(LONG_TEXT_LENGTH), at: instant });
const risk = z.object({
  grade: z.enum(riskGrades),
  reasons: z.array(written).max(MOST_REASONS),
  /** Why this and not one lower. */
  whyNotLower: paragraph,
});
const refusals = [...missingRefusals, 'RecordFull'] as const;

/**
 * Missing-person reports, by the rules of domain/missing-steps.ts. What changes a report is a conflict (409) where somebody decided something
 * about it since baseVersion; what was only added since is none.
 */
export const missing = {
  items: { missing: report, circulation },
  commands: {
    /**
     * A new report, with its first risk. The officer who gives it is in charge of it; HQ allots its number and says which earlier episodes of
     * that person there are. AlreadyMissing: there is an open report of the same person, by the record or by name and date of birth; the
     * problem's detail names its number.
     */
    'missing.create': {
      effect: 'create',
      item: 'missing',
      references: {
        personId: { kind: 'person' },
        reporter: { kind: 'person', within: 'personId' },
        incidentId: { kind: 'incident' },
      },
      payload: z.object({
        name: written,
        personId: personId.optional(),
        born: day.optional(),
        age: z.number().int().min(0).max(130).optional(),
        sex: z.enum(['female', 'male', 'other']).optional(),
        description: paragraph,
        lastSeen: z.object({ at: instant, place: place.extend({ text: written }), text: paragraph.optional() }),
        reporter: z.object({
          name: written,
          relation: written.optional(),
          telephone: telephone.optional(),
          personId: personId.optional(),
          note: paragraph.optional(),
        }),
        incidentId: itemId(incidentNumber).optional(),
        homeAddress: written.optional(),
        telephone: telephone.optional(),
        means: paragraph.optional(),
        places: z.array(written).max(30).optional(),
        medicalNeed: z.object({ text: writtenText(MISSING_TEXT_LENGTH), by: instant.optional() }).optional(),
        answers: z
          .array(
            z.object({
              question: missingAnswer.shape.question,
              asked: written.optional(),
              choice: z.enum(missingChoices).optional(),
              text: paragraph.optional(),
            }),
          )
          .max(MOST_ANSWERS),
        askedBy: askedBy.optional(),
        risk,
        marking,
        attachments: attachments.optional(),
        at: instant,
      }),
      refusals: [...brokenMissingRules, 'AlreadyMissing'],
    },
    /** Another risk, from now on. Its review is due as the grade says (domain/missing-review.ts). */
    'missing.risk': {
      ...about,
      effect: 'change',
      payload: risk.extend({ missingId, at: instant }),
      refusals: [...refusals, 'RiskNeedsReason', 'VeryLowUnder18'],
    },
    /** A supervisor has looked at the risk, and leaves it. `nextDue`: sooner than the grade asks for. */
    'missing.review': { ...about, effect: 'change', payload: said.extend({ nextDue: instant.optional() }), refusals },
    /** Asks for the review now. */
    'missing.askReview': { ...about, effect: 'append', payload: said.omit({ text: true }), refusals },
    /** A supervisor knows that the review due then is near, or late. Done once for each; said again it changes nothing. */
    'missing.knowReview': {
      ...about,
      effect: 'append',
      payload: z.object({ missingId, due: instant, late: z.boolean(), at: instant }),
      refusals,
    },
    /** Somebody may have been seen. Also by a crew that has only what is circulated. */
    'missing.sighting': {
      ...about,
      effect: 'append',
      payload: said.extend({ sure: z.enum(sureness), seenAt: instant, where: written.optional() }),
      refusals: [...refusals, 'StillToCome'],
    },
    'missing.enquiry': { ...about, effect: 'append', payload: said, refusals },
    'missing.note': { ...about, effect: 'append', payload: said, refusals },
    /** The log that it came from, where it names none. */
    'missing.linkLog': {
      ...about,
      effect: 'append',
      references: { incidentId: { kind: 'incident' } },
      payload: z.object({ missingId, incidentId: itemId(incidentNumber), at: instant }),
      refusals,
    },
    /** Tells the crews of these areas, by the force's names; said again it tells them anew. It runs until it is ended or somebody is found. */
    'missing.circulate': {
      ...about,
      effect: 'change',
      payload: z.object({
        missingId,
        areas: z.array(written).min(1).max(MOST_AREAS),
        shows: shownToCrews,
        instructions: paragraph,
        at: instant,
      }),
      refusals: [...refusals, 'CodeUnknown'],
    },
    /** Crews are told no more: it leaves their laptops. */
    'missing.endCirculation': { ...about, effect: 'change', payload: z.object({ missingId, text: maybeLine, at: instant }), refusals },
    /** The officer knows of what is circulated. Done once; said again it changes nothing. */
    'missing.acknowledge': {
      effect: 'append',
      item: 'circulation',
      itemField: 'circulationId',
      payload: z.object({ circulationId: missingId, at: instant }),
      refusals: ['NotCirculated', 'RecordFull'],
    },
    /**
     * Found, and not seen to be well yet: it stays open until missing.wellBeing. Ends the circulation. Also by a crew. Of somebody who is found
     * already it is added to the report, whole.
     */
    'missing.found': {
      ...about,
      effect: 'append',
      payload: z.object({
        missingId,
        when: instant,
        where: written,
        byWhom: written,
        condition: maybeText(LONG_TEXT_LENGTH),
        told: paragraph.optional(),
        deceased: z.literal(true).optional(),
        at: instant,
      }),
      refusals: [...refusals, 'StillToCome', 'BeforeLastSeen'],
    },
    /** It was not them who was found: they are missing, and the risk is to be reviewed at once. Crews are told when it is circulated again. */
    'missing.notFound': { ...about, effect: 'change', payload: said, refusals },
    /** Somebody has seen them and spoken with them: the report is closed. */
    'missing.wellBeing': {
      ...about,
      effect: 'change',
      payload: z.object({
        missingId,
        spokenAlone: z.boolean(),
        notAloneWhy: paragraph.optional(),
        hurt: z.boolean(),
        victim: z.boolean(),
        safeToReturn: z.boolean(),
        text: maybeText(LONG_TEXT_LENGTH),
        /** Whether a return interview is asked for. */
        returnInterview: z.boolean(),
        at: instant,
      }),
      refusals,
    },
    /** What was done about somebody who was found dead: the report is closed. */
    'missing.death': {
      ...about,
      effect: 'change',
      payload: z.object({ missingId, kinTold: paragraph, coronerTold: paragraph, text: maybeText(LONG_TEXT_LENGTH), at: instant }),
      refusals,
    },
    /** Another officer is in charge from now on, and that officer's team sees it. `to`: by collar number. */
    'missing.handOver': {
      ...about,
      effect: 'change',
      payload: z.object({ missingId, to: collarNumber, text: maybeText(LONG_TEXT_LENGTH - 250), at: instant }),
      refusals: [...refusals, 'OfficerUnknown'],
    },
  },
} as const satisfies SystemContract;
