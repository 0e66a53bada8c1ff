import { createHash, randomBytes } from 'node:crypto';
import type { Query, Transaction } from '../database/database.ts';

/** 256 bits: nobody guesses one, and none comes twice. */
const CHALLENGE_BYTES = 32;
/** The laptop asks, the card signs, the request comes: seconds, on a weak link with a slow card a minute. */
const LIFE_MS = 5 * 60_000;
/** Officers sign in one by one on a laptop, and a lost answer is asked for again. The oldest beyond these are forgotten. */
const MOST_OF_A_DEVICE = 16;

/** A challenge for one shift request on this laptop, good for five minutes: a card's signature over it was not made in stock. */
export const giveChallenge = async (query: Query, device: string, at: Date): Promise<Uint8Array> => {
  const challenge = new Uint8Array(randomBytes(CHALLENGE_BYTES));
  const expiresAt = new Date(at.getTime() + LIFE_MS);
  await query
    .insertInto('shift_challenge')
    .values({ digest: digestOf(challenge), device, expires_at: expiresAt })
    .execute();
  const newest = query
    .selectFrom('shift_challenge')
    .select('digest')
    .where('device', '=', device)
    .where('expires_at', '>', at)
    .orderBy('expires_at', 'desc')
    .limit(MOST_OF_A_DEVICE);
  await query.deleteFrom('shift_challenge').where('device', '=', device).where('digest', 'not in', newest).execute();
  return challenge;
};

/** Uses a challenge up. False when it was not given to this laptop, was used before, or is too old. */
export const spendChallenge = async (transaction: Transaction, device: string, challenge: Uint8Array, at: Date): Promise<boolean> => {
  const used = await transaction
    .deleteFrom('shift_challenge')
    .where('digest', '=', digestOf(challenge))
    .where('device', '=', device)
    .where('expires_at', '>', at)
    .returning('device')
    .executeTakeFirst();
  return used !== undefined;
};

const digestOf = (challenge: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(challenge).digest());
