import { z } from 'zod';
import { instant, marking, shortText } from '../domain/common.ts';
import { taskNumber } from '../domain/crime.ts';
import { otherFields } from '../domain/growing.ts';
import { incidentNumber } from '../domain/incident.ts';
import { itemId } from '../domain/item-id.ts';
import { person, personNumber } from '../domain/person.ts';
import { recordDetail, warningMarker } from '../domain/record.ts';
import { thing, thingNumber, thingType } from '../domain/thing.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';
import { page } from './page.ts';
import { sending } from './sending.ts';

/** On a laptop a person may be one that HQ has not numbered yet: the id is provisional, the version 0. */
const personId = itemId(personNumber);
const thingId = itemId(thingNumber);

/** A person in a list. */
export const personRow = z.object({
  id: personId,
  name: shortText,
  born: z.string().max(10).optional(),
  /** The record that knows the date of birth, where it is another one of the same person. */
  bornOf: personId.optional(),
  address: z.string().max(1000).optional(),
  /** Of all records that are of them. */
  warnings: z.number().int().min(0),
  marking,
  /** When something was last learned of them. */
  learnedAt: instant,
  sending: sending.optional(),
});
export type PersonRow = z.infer<typeof personRow>;

/** Somebody whom links join to a log, with what all their records know. */
const personOfLog = z.object({
  id: personId,
  name: shortText,
  born: z.string().max(10).optional(),
  address: z.string().max(1000).optional(),
  telephone: z.string().max(1000).optional(),
  /** Their parts in it, as contracts/domain/record-link.ts has them. */
  roles: z.array(z.string().max(100)).min(1).max(20),
  /** A link, the number or the name says that they rang. */
  caller: z.boolean(),
  warnings: z.array(warningMarker).max(50),
});
export type PersonOfLog = z.infer<typeof personOfLog>;

const partKind = z.enum(['incident', 'crime', 'task', 'person', 'thing', 'mail']);
/** A part that a person or a thing plays in something on this laptop, or what it is to another. */
export const recordPart = z.object({
  /** Of a link its id, by which it is withdrawn; absent for what a record says itself, and where the name only stands. */
  linkId: z.string().max(100).optional(),
  /** As contracts/domain/record-link.ts has them; `named`: the name stands in its words. */
  role: z.string().max(100),
  /** Whose record plays it, where several are one person or thing; of a thing without a record its key. */
  recordId: z.string().max(1000),
  kind: partKind,
  id: z.string().max(100),
  title: z.string().max(300),
  detail: z.string().max(300),
  /** The day of the record. */
  at: instant.optional(),
  /** When the system that has it was last read. */
  asOf: instant.optional(),
  linkedBy: shortText.optional(),
  note: z.string().max(500).optional(),
  withdrawn: z.object({ at: instant, by: shortText, reason: z.string().max(500) }).optional(),
  sending: sending.optional(),
});
export type RecordPart = z.infer<typeof recordPart>;

/** Why two records may be of one person or thing, or of two (main/systems/records/same). */
export const sameReason = z.enum([
  'sameName',
  'nameApart',
  'nickname',
  'nameOrder',
  'sameBorn',
  'bornApart',
  'bornDiffers',
  'sameTelephone',
  'sameAddress',
  'addressApart',
  'generation',
  'sameKey',
  'misread',
  'sameIdentifier',
]);
export type SameReason = z.infer<typeof sameReason>;

/** What a record whole has on a laptop, what was decided here and is on its way laid over it. */
const shown = {
  version: z.number().int().min(0),
  details: z.array(recordDetail.extend({ sending: sending.optional() })),
  sending: sending.optional(),
  other: otherFields.optional(),
};
const shownRecord = person.extend({
  ...{ id: personId, ...shown },
  decisions: z.array(person.shape.decisions.element.extend({ personId, sending: sending.optional() })),
});
export type ShownRecord = z.infer<typeof shownRecord>;
const shownThingRecord = thing.extend({
  ...{ id: thingId, ...shown },
  decisions: z.array(thing.shape.decisions.element.extend({ thingId, sending: sending.optional() })),
});
export type ShownThingRecord = z.infer<typeof shownThingRecord>;

/** What a page shows of records, persons' or things'. */
const pageOf = <Record extends z.ZodType>(record: Record) => ({
  /** Other records that officers have said are of the same, the newest decision first; each stays a record of its own. */
  joined: z.array(record).max(50),
  /** All parts of all of them, newest first; `more` beyond those shown. */
  parts: z.array(recordPart).max(200),
  more: z.number().int().min(0),
  /** Others that may be of the same; nobody has decided yet. Their parts, as a comparison names them. */
  similar: z.array(z.object({ record, reasons: z.array(sameReason), parts: z.array(recordPart).max(50) })).max(5),
  asOf: instant.optional(),
});

const shownPerson = z.object({ record: shownRecord, ...pageOf(shownRecord) });
export type ShownPerson = z.infer<typeof shownPerson>;

const shownThing = z.object({
  type: thingType,
  /** In one form, so that what several tell of is one: a registration without its space. */
  key: z.string().max(1000),
  /** As its record has it, else what tells of it last. */
  name: z.string().max(1000),
  /** Absent of what only logs, crimes and persons tell of. */
  record: shownThingRecord.optional(),
  ...pageOf(shownThingRecord),
});
export type ShownThing = z.infer<typeof shownThing>;

/** A vehicle, a place, a telephone number or an object in a list. */
const thingRow = z.object({
  type: thingType,
  /** Its key. */
  id: z.string().max(1000),
  /** Of its record. */
  number: thingId.optional(),
  name: z.string().max(300),
  detail: z.string().max(300),
  told: z.object({ incidents: z.number().int(), crimes: z.number().int() }),
  warnings: z.number().int().min(0),
  /** When something told of it last. */
  at: instant.optional(),
  sending: sending.optional(),
});
export type ThingRow = z.infer<typeof thingRow>;

/** A person or a thing that a link joins to a task. */
const linkedRecord = z.object({
  kind: z.enum(['person', 'thing']),
  id: z.string().max(100),
  name: shortText,
  role: z.string().max(100),
  warnings: z.number().int().min(0),
});
export type LinkedRecord = z.infer<typeof linkedRecord>;

const found = { text: z.string().max(200), ...page };

export const records = defineDomain({
  calls: {
    /** Persons whose name, alias, number, telephone or address has the words, best first; without words those last learned of. */
    persons: {
      request: z.object(found),
      response: fetched(z.object({ rows: z.array(personRow), total: z.number().int(), asOf: instant.optional() })),
      errors: [],
    },
    /** Things of a type, or of all, that records, logs, crimes and persons here tell of, those of which something told last first. */
    things: {
      request: z.object({ type: thingType.optional(), ...found }),
      response: fetched(z.object({ rows: z.array(thingRow), total: z.number().int(), asOf: instant.optional() })),
      errors: [],
    },
    /** Whom links join to a log, who rang first: a consultation for the sake of that log, journalled with that reason. */
    ofLog: { request: z.object({ id: itemId(incidentNumber) }), response: fetched(z.array(personOfLog).max(50)), errors: [] },
    /** Whom and what links join to a task. */
    ofTask: { request: z.object({ id: itemId(taskNumber) }), response: z.array(linkedRecord).max(50), errors: [] },
    /** By number, or by a provisional id, also one whose record has its number by now. */
    person: { request: z.object({ id: personId }), response: shownPerson, errors: ['NotFound'] },
    /** By its key, by number, or by a provisional id. */
    thing: { request: z.object({ type: thingType, id: z.string().max(1000) }), response: shownThing, errors: ['NotFound'] },
  },
  events: {},
});
