import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { deviceName } from '../../contracts/domain/device.ts';
import { appendAudit } from './audit.ts';
import type { Database, Query, Transaction } from './database.ts';
import { expectDevice, lockDevice } from './devices.ts';

/** Long enough for ICT to walk over to the laptop. */
const CODE_LIFE_MS = 15 * 60_000;
/** HQ's processes may run on hosts whose clocks differ by so much. */
const CLOCKS_DIFFER_MS = 60_000;
/**
 * Of 50 bits: one in ten thousand million. Few enough to guess nothing with, and too many for a stranger, who has ten a minute an address
 * (est/rate-limit.ts), to end ICT's code with before the laptop has used it.
 */
export const MAX_WRONG_TRIES = 100_000;
/** 32 symbols that cannot be mistaken for one another: no I, O, 0, 1. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CODE_SYMBOLS = 10;

/** A laptop that was revoked gets no code: restoring it is a decision of its own. */
class EnrolmentError extends Error {
  readonly code = 'DeviceRevoked';
  constructor() {
    super('DeviceRevoked');
    this.name = 'EnrolmentError';
  }
}

/**
 * Makes the one-time code with which the laptop (made known if it was not) enrols within 15 minutes: ABCDE-23456. Only its
 * hash is kept; any earlier code of the laptop dies. Throws EnrolmentError, and ZodError for what is no laptop's name.
 */
export const makeEnrolmentCode = async (database: Database, device: string, pool: string, at: Date = new Date()): Promise<string> => {
  const offer = await database.query
    .transaction()
    .execute((transaction) => offerEnrolmentCode(transaction, { device, pool, actor: 'ict' }, at));
  return offer.code;
};

/** makeEnrolmentCode within a transaction, by whom the trail is to name; until when the code works. */
export const offerEnrolmentCode = async (
  transaction: Transaction,
  { device, pool, actor }: { readonly device: string; readonly pool: string; readonly actor: string },
  at: Date,
): Promise<{ readonly code: string; readonly until: Date }> => {
  deviceName.parse(device);
  const symbols = [...randomBytes(CODE_SYMBOLS)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  const code = `${symbols.slice(0, CODE_SYMBOLS / 2)}-${symbols.slice(CODE_SYMBOLS / 2)}`;
  const until = new Date(at.getTime() + CODE_LIFE_MS);
  await expectDevice(transaction, device, pool);
  if ((await lockDevice(transaction, device))?.state === 'revoked') throw new EnrolmentError();
  const row = { digest: digestOf(device, code), expires_at: until, wrong_tries: 0, used_at: null };
  await transaction
    .insertInto('enrolment_code')
    .values({ device, ...row })
    .onConflict((conflict) => conflict.column('device').doUpdateSet(row))
    .execute();
  await appendAudit(transaction, { actor, action: 'enrolmentCodeMade', subject: device }, at);
  return { code, until };
};

/** Uses up the laptop's code. False when there is none, it is another, too old, used, or was guessed at too often; a wrong guess is counted. */
export const useEnrolmentCode = async (transaction: Transaction, device: string, code: string, at: Date): Promise<boolean> => {
  const row = await lockCode(transaction, device);
  // Compared in any case, so that the answer takes as long for a laptop that is not expected.
  const right = timingSafeEqual(row?.digest ?? new Uint8Array(32), digestOf(device, code));
  if (row === undefined || row.used_at !== null || row.wrong_tries >= MAX_WRONG_TRIES) return false;
  // One with more than its life left was made while HQ's clock was ahead, and would work for as long.
  if (row.expires_at <= at || row.expires_at.getTime() > at.getTime() + CODE_LIFE_MS + CLOCKS_DIFFER_MS) return false;
  const change = right ? { used_at: at } : { wrong_tries: row.wrong_tries + 1 };
  await transaction.updateTable('enrolment_code').set(change).where('device', '=', device).execute();
  return right;
};

const lockCode = (query: Query, device: string) =>
  query.selectFrom('enrolment_code').selectAll().where('device', '=', device).forUpdate().executeTakeFirst();

/** 50 random bits, worth nothing after 15 minutes: a fast hash is enough. */
const digestOf = (device: string, code: string): Uint8Array =>
  createHash('sha256')
    .update(JSON.stringify([device, code]))
    .digest();
