import { z } from 'zod';
import { day, instant, marking } from '../domain/common.ts';
import { taskNumber } from '../domain/crime.ts';
import { crimeNumber } from '../domain/crime-number.ts';
import { incidentNumber } from '../domain/incident.ts';
import { itemId } from '../domain/item-id.ts';
import { ageRange, person, personNumber } from '../domain/person.ts';
import { DETAIL_LENGTH, detailKind, detailSource, grading } from '../domain/record.ts';
import { joinsTwo, linkNumber, linkRole, recordLink } from '../domain/record-link.ts';
import { maybeText, writtenText } from '../domain/text.ts';
import { thing, thingNumber, thingType } from '../domain/thing.ts';
import type { SystemContract } from './contract.ts';

/** What an officer writes in one line. */
const written = writtenText(200);
const detailText = writtenText(DETAIL_LENGTH);
/** Why a link or a decision is taken back, or a word beside it. */
const NOTE_LENGTH = 500;
const personId = itemId(personNumber);
const thingId = itemId(thingNumber);
/** Whence something is known, and its grading. */
const known = { source: detailSource, grading: grading.optional() };
/** One more thing that is known of a record. */
const learned = { kind: detailKind, text: detailText, ...known, at: instant };
/** A decision about two records, never about one. */
const personPair = z.object({ personId, otherId: personId, at: instant }).refine(({ personId: one, otherId: other }) => one !== other);
const thingPair = z.object({ thingId, otherId: thingId, at: instant }).refine(({ thingId: one, otherId: other }) => one !== other);
const ofPerson = { effect: 'append', item: 'person', itemField: 'personId' } as const;
const ofThing = { effect: 'append', item: 'thing', itemField: 'thingId' } as const;
const ofPersons = { ...ofPerson, references: { otherId: { kind: 'person' } }, payload: personPair } as const;
const ofThings = { ...ofThing, references: { otherId: { kind: 'thing' } }, payload: thingPair } as const;

/** The records management system: persons, vehicles, places, telephone numbers and objects, and the links that join them to logs, crimes, tasks and one another. */
export const records = {
  items: { person, thing, link: recordLink },
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
    /** The record of a vehicle, a place, a telephone number or an object, in the officer's own area. HQ allots its number. */
    'thing.create': {
      effect: 'create',
      item: 'thing',
      payload: z.object({
        type: thingType,
        name: written,
        description: maybeText(DETAIL_LENGTH).optional(),
        identifier: maybeText(DETAIL_LENGTH).optional(),
        ...known,
        marking,
        at: instant,
      }),
    },
    /** One more thing that is known of a record, with its source. What was known before stays. */
    'person.add': {
      ...ofPerson,
      payload: z.object({ personId, ...learned }).refine(({ kind, text }) => kind !== 'born' || day.safeParse(text).success),
      refusals: ['RecordFull'],
    },
    'thing.add': { ...ofThing, payload: z.object({ thingId, ...learned }), refusals: ['RecordFull'] },
    /**
     * Says that two records are of one person or thing. Both stay, each with its number and its history; it can be undone. KeptApart: of the
     * records that would be joined by it, somebody keeps two apart. What is decided already, of each of these, is not decided again.
     */
    'person.merge': { ...ofPersons, refusals: ['KeptApart', 'RecordFull'] },
    'thing.merge': { ...ofThings, refusals: ['KeptApart', 'RecordFull'] },
    /** Says that they are of two: they are not suggested again. OnePerson: they are joined, directly or through others. */
    'person.keepApart': { ...ofPersons, refusals: ['OnePerson', 'RecordFull'] },
    'thing.keepApart': { ...ofThings, refusals: ['OnePerson', 'RecordFull'] },
    /** Takes either back: it is open again. Who had decided what stays in the history of both. */
    'person.unmerge': { ...ofPersons, refusals: ['RecordFull'] },
    'thing.unmerge': { ...ofThings, refusals: ['RecordFull'] },
    /** Joins a person or a thing to exactly one log, crime or task, a person to a thing, or a person to another. */
    'link.create': {
      effect: 'create',
      item: 'link',
      references: {
        personId: { kind: 'person' },
        thingId: { kind: 'thing' },
        otherId: { kind: 'person' },
        incidentId: { kind: 'incident' },
        crimeId: { kind: 'crime' },
        taskId: { kind: 'task' },
      },
      payload: z
        .object({
          personId: personId.optional(),
          thingId: thingId.optional(),
          role: linkRole,
          otherId: personId.optional(),
          incidentId: itemId(incidentNumber).optional(),
          crimeId: itemId(crimeNumber).optional(),
          taskId: itemId(taskNumber).optional(),
          note: maybeText(NOTE_LENGTH).optional(),
          marking,
          at: instant,
        })
        .refine(joinsTwo),
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
