import { z } from 'zod';
import { attachment } from './blob.ts';
import { collarNumber, instant, shortText } from './common.ts';
import { crimeNumber } from './crime-number.ts';
import { personNumber } from './person.ts';
import { statementText } from './statement.ts';
import { statementBack } from './statement-back.ts';
import { statementNumber } from './statement-number.ts';

/**
 * A time of signing that cannot be right. ahead: later than HQ's own clock, the laptop's set right by what it was off when it sent. apart:
 * more than a shift away from when the witness signed, by the same laptop. missing: the signature has none.
 */
export const signingTimeDoubt = z.enum(['ahead', 'apart', 'missing']);
export type SigningTimeDoubt = z.infer<typeof signingTimeDoubt>;

/** A signed statement as the force keeps it. Never changed: what the witness adds is another one, `furtherTo` it. */
export const statementRecord = z.object({
  id: statementNumber,
  version: z.number().int().min(1),
  crimeId: crimeNumber,
  furtherTo: statementNumber.optional(),
  /** The force's record of the witness, where one was picked. */
  personId: personNumber.optional(),
  statement: statementText,
  /** What the officer's card signed: CMS SignedData (RFC 5652) over the statement with its ink, as UTF-8 JSON (`statementPackage`). */
  signed: attachment,
  /** The form as PDF, signed (ETSI EN 319 142-1): as the laptop made it, or with HQ's time stamp and what proves it. */
  document: attachment,
  /** From HQ's time-stamp authority (RFC 3161): that it was there, and has not changed since. */
  timeStampedAt: instant.optional(),
  /** What HQ found wrong with the time in the card's signature; absent where nothing. */
  signingTime: signingTimeDoubt.optional(),
  receivedAt: instant,
});
export type StatementRecord = z.infer<typeof statementRecord>;

/** The back of its form, under the same number: for who took it and their team alone, and never disclosed. */
export const statementBackRecord = z.object({
  id: statementNumber,
  version: z.number().int().min(1),
  /** Absent in one of an older HQ. */
  crimeId: crimeNumber.optional(),
  back: statementBack,
  takenBy: collarNumber,
  team: shortText,
});
export type StatementBackRecord = z.infer<typeof statementBackRecord>;
