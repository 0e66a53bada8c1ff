import { z } from 'zod';
import { attachment } from '../domain/blob.ts';
import { collarNumber, instant, marking, shortText } from '../domain/common.ts';
import { crimeNumber } from '../domain/crime-number.ts';
import { otherFields } from '../domain/growing.ts';
import { itemId } from '../domain/item-id.ts';
import { personNumber } from '../domain/person.ts';
import { statement, statementText } from '../domain/statement.ts';
import { statementBack } from '../domain/statement-back.ts';
import { statementNumber } from '../domain/statement-number.ts';
import { statementRecord } from '../domain/statement-record.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';
import { page } from './page.ts';
import { pinBytes, signatureErrors } from './pin.ts';
import { sending } from './sending.ts';

/** On a laptop a statement may be one that HQ has not numbered yet: its id is provisional, its version 0, and `sending` says how far it is. */
const statementId = itemId(statementNumber);
const crimeId = itemId(crimeNumber);

/** A statement in a list. */
export const statementRow = z.object({
  id: statementId,
  crimeId,
  furtherTo: statementId.optional(),
  marking,
  /** The witness. */
  name: z.string().max(201),
  pages: z.number().int(),
  signedAt: instant,
  timeStampedAt: instant.optional(),
  takenBy: collarNumber,
  sending: sending.optional(),
});
export type StatementRow = z.infer<typeof statementRow>;

/** What this laptop found when it read what the card signed. notHere: its file is on no disk here yet, and HQ was not reached. */
export const statementProof = z.discriminatedUnion('state', [
  z.object({ state: z.literal('unchanged'), signer: shortText, hash: attachment.shape.hash, statement }),
  z.object({ state: z.literal('changed'), fields: z.array(shortText).max(20) }),
  z.object({ state: z.literal('broken') }),
  z.object({ state: z.literal('notHere') }),
]);
export type StatementProof = z.infer<typeof statementProof>;

export const shownStatement = statementRecord.extend({
  id: statementId,
  version: z.number().int().min(0),
  crimeId,
  furtherTo: statementId.optional(),
  personId: itemId(personNumber).optional(),
  back: statementBack.optional(),
  sending: sending.optional(),
  asOf: instant.optional(),
  other: otherFields.optional(),
});
export type ShownStatement = z.infer<typeof shownStatement>;

export const statements = defineDomain({
  calls: {
    /** The newest first: of a crime, or all on this laptop. */
    /** All on this laptop, the newest first. */
    list: { request: z.object(page), response: fetched(z.object({ rows: z.array(statementRow), total: z.number().int() })), errors: [] },
    /** Of a crime, by its number or by what it is called here until it has one; the newest first. */
    ofCrime: { request: z.object({ crimeId }), response: fetched(z.array(statementRow).max(500)), errors: [] },
    /** A consultation: it is journalled. By number, or by a provisional id, also one whose statement has its number by now. */
    get: { request: z.object({ id: statementId }), response: shownStatement, errors: ['NotFound'] },
    /** Reads what the card signed of it, checks that against the force's authority, and compares it with what is shown. */
    prove: { request: z.object({ id: statementId }), response: statementProof, errors: ['NotFound'] },
    /**
     * Has the card's signature key (9C) sign a statement: one PIN, which is zeroed. What it signed lies on this laptop then, and goes with
     * `statement.create`, whose payload has this answer. NotAllowed: another officer's name stands in it. FileNotHere: an exhibit's file.
     * CannotDraw: it has letters that its PDF could not show. PageTooFull: a page of it has more than a sheet holds.
     */
    sign: {
      request: z.object({ statement, pin: pinBytes }),
      response: z.object({ statement: statementText, signed: attachment, document: attachment }),
      errors: ['NotAllowed', 'FileNotHere', 'NoRoom', 'CannotDraw', 'PageTooFull', ...signatureErrors],
    },
  },
  events: {},
});
