import { z } from 'zod';
import { day, instant, marking } from '../domain/common.ts';
import { taskNumber } from '../domain/crime.ts';
import { crimeNumber } from '../domain/crime-number.ts';
import { incidentNumber } from '../domain/incident.ts';
import { itemId } from '../domain/item-id.ts';
import { ageRange, DETAIL_LENGTH, detailKind, detailSource, grading, person, personNumber } from '../domain/person.ts';
import { linkEnds, linkNumber, linkRole, recordLink } from '../domain/record-link.ts';
import { maybeText, writtenText } from '../domain/text.ts';
import type { SystemContract } from './contract.ts';

/** What an officer writes in one line. */
const written = writtenText(200);
const detailText = writtenText(DETAIL_LENGTH);
/** Why a link or a decision is taken back, or a word beside it. */
const NOTE_LENGTH = 500;
const personId = itemId(personNumber);
/** A decision about two records, never about one. */
const pair = z.object({ personId, otherId: personId, at: instant });
const areTwo = ({ personId: one, otherId: other }: z.infer<typeof pair>): boolean => one !== other;
const ofPair = { effect: 'append', item: 'person', itemField: 'personId', references: { otherId: { kind: 'person' } } } as const;

/** The records management system: persons, and the links that join them to logs, crimes, tasks and one another. */
export const records = {
  items: { person, link: recordLink },
  commands: {
    /** A new record of a person. HQ allots its number. Its area is the officer's own. */
    'person.create': {
      effect: 'create',
      item: 'person',
      payload: z.object({
        name: written,
        aliases: z.array(written).max(20).optional(),
        born: day.optional(),
        age: ageRange.optional(),
        sex: z.enum(['female', 'male', 'other']).optional(),
        address: detailText.optional(),
        telephones: z.array(writtenText(40)).max(10).optional(),
        description: maybeText(DETAIL_LENGTH).optional(),
        source: detailSource,
        grading: grading.optional(),
        marking,
        at: instant,
      }),
    },
    /** One more thing that is known of a person, with its source. What was known before stays. */
    'person.add': {
      effect: 'append',
      item: 'person',
      itemField: 'personId',
      payload: z
        .object({ personId, kind: detailKind, text: detailText, source: detailSource, grading: grading.optional(), at: instant })
        .refine(({ kind, text }) => kind !== 'born' || day.safeParse(text).success),
      refusals: ['RecordFull'],
    },
    /**
     * Says that two records are of one person. Both stay, each with its number and its history; it can be undone. KeptApart: of the records that
     * would be joined by it, somebody keeps two apart. What is decided already, of each of these, is not decided again.
     */
    'person.merge': { ...ofPair, payload: pair.refine(areTwo), refusals: ['KeptApart', 'RecordFull'] },
    /** Says that they are of two people: they are not suggested again. OnePerson: they are joined, directly or through others. */
    'person.keepApart': { ...ofPair, payload: pair.refine(areTwo), refusals: ['OnePerson', 'RecordFull'] },
    /** Takes either back: it is open again. Who had decided what stays in the history of both. */
    'person.unmerge': { ...ofPair, payload: pair.refine(areTwo), refusals: ['RecordFull'] },
    /** Joins a person to exactly one log, crime, task or other person. */
    'link.create': {
      effect: 'create',
      item: 'link',
      references: {
        personId: { kind: 'person' },
        otherId: { kind: 'person' },
        incidentId: { kind: 'incident' },
        crimeId: { kind: 'crime' },
        taskId: { kind: 'task' },
      },
      payload: z
        .object({
          personId,
          role: linkRole,
          otherId: personId.optional(),
          incidentId: itemId(incidentNumber).optional(),
          crimeId: itemId(crimeNumber).optional(),
          taskId: itemId(taskNumber).optional(),
          note: maybeText(NOTE_LENGTH).optional(),
          marking,
          at: instant,
        })
        .refine((link) => linkEnds.filter((end) => link[end] !== undefined).length === 1 && link.otherId !== link.personId),
    },
    /** A link that does not hold. It stays as history, with who withdrew it and why. */
    'link.withdraw': {
      effect: 'append',
      item: 'link',
      itemField: 'linkId',
      payload: z.object({ linkId: itemId(linkNumber), reason: writtenText(NOTE_LENGTH), at: instant }),
      refusals: ['WithdrawnBefore'],
    },
  },
} as const satisfies SystemContract;
