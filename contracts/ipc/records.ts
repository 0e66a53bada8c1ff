import { z } from 'zod';
import { instant, marking, shortText } from '../domain/common.ts';
import { otherFields } from '../domain/growing.ts';
import { incidentNumber } from '../domain/incident.ts';
import { itemId } from '../domain/item-id.ts';
import { person, personDetail, personNumber, warningMarker } from '../domain/person.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';
import { sending } from './sending.ts';

/** On a laptop a person may be one that HQ has not numbered yet: the id is provisional, the version 0. */
const personId = itemId(personNumber);

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

const partKind = z.enum(['incident', 'crime', 'task', 'person', 'mail']);
/** A part that a person plays in something on this laptop. */
export const personPart = z.object({
  /** Of a link its id, by which it is withdrawn; absent for what a record says itself, and where the name only stands. */
  linkId: z.string().max(100).optional(),
  /** As contracts/domain/record-link.ts has them; `named`: the name stands in its words. */
  role: z.string().max(100),
  /** Whose record plays it, where several are one person. */
  personId,
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
export type PersonPart = z.infer<typeof personPart>;

/** Why two records may be of one person, or of two (main/systems/records/same-person.ts). */
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
]);
export type SameReason = z.infer<typeof sameReason>;

/** A record whole, what was decided here and is on its way laid over it. */
const shownRecord = person.extend({
  id: personId,
  version: z.number().int().min(0),
  details: z.array(personDetail.extend({ sending: sending.optional() })),
  decisions: z.array(person.shape.decisions.element.extend({ personId, sending: sending.optional() })),
  sending: sending.optional(),
  other: otherFields.optional(),
});
export type ShownRecord = z.infer<typeof shownRecord>;

/** Another record that may be of the same person; nobody has decided yet. */
export const similarPerson = z.object({
  record: shownRecord,
  reasons: z.array(sameReason),
  /** The parts of that record, as a comparison names them. */
  parts: z.array(personPart).max(50),
});
export type SimilarPerson = z.infer<typeof similarPerson>;

export const shownPerson = z.object({
  record: shownRecord,
  /** Other records that officers have said are of the same person, the newest decision first; each stays a record of its own. */
  joined: z.array(shownRecord).max(50),
  /** All parts of all of them, newest first; `more` beyond those shown. */
  parts: z.array(personPart).max(200),
  more: z.number().int().min(0),
  similar: z.array(similarPerson).max(5),
  asOf: instant.optional(),
});
export type ShownPerson = z.infer<typeof shownPerson>;

export const records = defineDomain({
  calls: {
    /** Persons whose name, alias, number, telephone or address has the words, best first; without words those last learned of. */
    persons: {
      request: z.object({ text: z.string().max(200), offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
      response: fetched(z.object({ rows: z.array(personRow), total: z.number().int(), asOf: instant.optional() })),
      errors: [],
    },
    /** Whom links join to a log, who rang first: a consultation for the sake of that log, journalled with that reason. */
    ofLog: { request: z.object({ id: itemId(incidentNumber) }), response: fetched(z.array(personOfLog).max(50)), errors: [] },
    /** By number, or by a provisional id, also one whose record has its number by now. */
    person: { request: z.object({ id: personId }), response: shownPerson, errors: ['NotFound'] },
  },
  events: {},
});
