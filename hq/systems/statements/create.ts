import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import { readPackage, textOf } from '../../../contracts/domain/statement.ts';
import type { SigningTimeDoubt } from '../../../contracts/domain/statement-record.ts';
import { signatureReason } from '../../../contracts/domain/statement-words.ts';
import { isSame } from '../../../contracts/json.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { findCreated, findItem } from '../../database/items.ts';
import { type CommandCall, type CommandHandler, refused, refusedFor } from '../command.ts';
import { createItem } from '../create.ts';

type Payload = z.infer<Commands['statements']['statement.create']>;

/** Between signing and sending a laptop's clock may be set; minutes say nothing. */
const CLOCK_PLAY_MS = 5 * 60_000;
/** A witness signs, and the officer seals it, within one shift: its certificate lives ten hours. */
const LONGEST_SHIFT_MS = 10 * 60 * 60_000;

/** statements statement.create: what the officer's card signed is read here and is what the command says; its PDF is stamped. */
export const createStatement: CommandHandler<Payload> = async (call) => {
  const { shift, payload, publish, at, cards } = call;
  const { officer } = shift;
  const { back, at: _, ...record } = payload;
  const signed = await cards?.read(payload.signed);
  const read = signed && readPackage(Buffer.from(signed.content).toString('utf8'));
  if (signed === undefined || read === undefined) return refused('SignatureBroken', 'signed');
  const { statement } = read;
  if (signed.staffId !== officer.staffId || statement.officer.collarNumber !== officer.collarNumber) return refused('SignerAnother');
  if (read.document !== payload.document.hash) return refused('StatementDiffers', 'document');
  const isSaid = isSame(textOf(statement), payload.statement);
  if (
    !isSaid ||
    !(await isNamed(call, statement.crimeId, payload.crimeId)) ||
    !(await isNamed(call, statement.furtherTo, payload.furtherTo))
  )
    return refused('StatementDiffers');
  const earlier = await findFiled(call, statement.uuid);
  if (earlier !== undefined) return refusedFor('AlreadyNumbered', earlier);
  if (!(await isOfItsCrime(call))) return refused('StatementDiffers', 'furtherTo');
  const completed = await cards?.complete(payload.document);
  if (completed === undefined) return refused('SignatureBroken', 'document');
  if (completed.staffId !== officer.staffId) return refused('SignerAnother');
  const hash = createHash('sha256').update(read.written).digest('hex');
  if (completed.reason !== signatureReason(hash)) return refused('StatementDiffers', 'document');
  const year = calendarDay(at).slice(2, 4);
  const series = { system: 'statements', kind: 'statement', prefix: `ST-${year}-`, digits: 5, most: 99_999 } as const;
  const { document, stampedAt } = completed;
  const stamped = stampedAt === undefined ? {} : { timeStampedAt: stampedAt.toISOString() };
  const doubt = doubtOfTime(signed.signedAt, statement.signature.at, call);
  const doubted = doubt === undefined ? {} : { signingTime: doubt };
  const made = await createItem(call, series, { ...record, document, ...stamped, ...doubted, receivedAt: at.toISOString() });
  if (made.kind === 'done' && made.allottedId !== undefined)
    await publish([
      {
        kind: 'statementBack',
        id: made.allottedId,
        body: { id: made.allottedId, crimeId: record.crimeId, back, takenBy: officer.collarNumber, team: officer.team },
      },
    ]);
  return made;
};

/**
 * What is wrong with the time in the card's signature. It refuses nothing: a clock is no reason to lose what a witness signed, and the time
 * stamp says what HQ knows itself.
 */
const doubtOfTime = (
  signedAt: Date | undefined,
  witnessAt: string,
  { at, aheadMs }: Pick<CommandCall<unknown>, 'at' | 'aheadMs'>,
): SigningTimeDoubt | undefined => {
  if (signedAt === undefined) return 'missing';
  if (signedAt.getTime() + aheadMs > at.getTime() + CLOCK_PLAY_MS) return 'ahead';
  return Math.abs(signedAt.getTime() - Date.parse(witnessAt)) > LONGEST_SHIFT_MS ? 'apart' : undefined;
};

/** What was signed names an item as the laptop did at the time: by its number, or by what the laptop called it. */
const isNamed = async (
  { transaction, shift }: CommandCall<Payload>,
  signed: string | undefined,
  said: string | undefined,
): Promise<boolean> => {
  if (signed === said) return true;
  if (signed === undefined || !isProvisional(signed)) return false;
  return (await findCreated(transaction, shift.officer.staffId, signed))?.id === said;
};

/** The number of the same statement, sent before; undefined where there is none. Nobody but its officer could have sent it. */
const findFiled = async ({ transaction, shift }: CommandCall<Payload>, uuid: string): Promise<string | undefined> => {
  const row = await transaction
    .selectFrom('item')
    .select('id')
    .where('system', '=', 'statements')
    .where('kind', '=', 'statement')
    .where('created_by', '=', shift.officer.staffId)
    .where(sql<string>`body -> 'statement' ->> 'uuid'`, '=', uuid)
    .executeTakeFirst();
  return row?.id;
};

/** Whether the statement that it adds to, if any, is about the same crime. */
const isOfItsCrime = async ({ transaction, payload: { crimeId, furtherTo } }: CommandCall<Payload>): Promise<boolean> => {
  if (furtherTo === undefined) return true;
  const earlier = await findItem(transaction, { system: 'statements', kind: 'statement', owner: '', id: furtherTo });
  return earlier?.body.crimeId === crimeId;
};
