import { createHash } from 'node:crypto';
import type { Query, Transaction } from './database.ts';

/**
 * Notes that a nonce was used, until `expiresAt`. False when it was used before: the message is a replay. Nonces of two
 * signers or two purposes never meet, so that nobody can use up another's.
 */
export const spendNonce = async (
  transaction: Transaction,
  use: { readonly purpose: 'cmc' | 'lease' | 'rewrap'; readonly signer: string; readonly nonce: Uint8Array; readonly expiresAt: Date },
): Promise<boolean> => {
  const digest = createHash('sha256')
    .update(JSON.stringify([use.purpose, use.signer]))
    .update(use.nonce)
    .digest();
  const inserted = await transaction
    .insertInto('nonce')
    .values({ digest, expires_at: use.expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning('expires_at')
    .executeTakeFirst();
  return inserted !== undefined;
};

/** Forgets nonces and challenges whose message would be refused for its age anyway. */
export const forgetNonces = async (query: Query, at: Date): Promise<void> => {
  await query.deleteFrom('nonce').where('expires_at', '<', at).execute();
  await query.deleteFrom('shift_challenge').where('expires_at', '<', at).execute();
};
