import type { Database, Query, Transaction } from '../database/database.ts';
import { faultOf, type Log } from '../log.ts';
import type { KeyFolder } from './key-folder.ts';

/** A key with its id; the caller zeroes it. */
export interface ShareKey {
  readonly id: string;
  readonly key: Buffer;
}

/**
 * The key under which the laptop's device shares are sealed; a new one where it has none, or its folder says that it was destroyed (the
 * database came back from a backup). The laptop's row is held. Throws ShareKeyError.
 */
export const keyOf = async (transaction: Transaction, keys: KeyFolder, device: string, at: Date): Promise<ShareKey> => {
  const row = await transaction
    .selectFrom('share_key')
    .select('id')
    .where('device', '=', device)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  const key = row && keys.read(row.id);
  if (row !== undefined && key !== undefined) return { id: row.id, key };
  if (row !== undefined) await endKeys(transaction, device, at);
  const id = keys.make();
  await transaction.insertInto('share_key').values({ id, device, made_at: at }).execute();
  return keyOf(transaction, keys, device, at);
};

/** Nothing is sealed under the laptop's key any more; destroyEndedKeys destroys it once that is committed. */
export const endKeys = async (transaction: Transaction, device: string, at: Date): Promise<void> => {
  await transaction.updateTable('share_key').set({ ended_at: at }).where('device', '=', device).where('ended_at', 'is', null).execute();
};

/**
 * Destroys every key that was ended. After the transaction that ended it: what is rolled back has destroyed nothing; and at every start and
 * every few minutes, for a process that fell in between. Never rejects: what the disk refuses is logged and tried again.
 */
export const destroyEndedKeys = async (
  { query }: Pick<Database, 'query'>,
  { keys, log }: { readonly keys: KeyFolder; readonly log: Log },
): Promise<void> => {
  try {
    for (const { id } of await endedKeys(query)) {
      keys.destroy(id);
      await query.updateTable('share_key').set({ destroyed_at: new Date() }).where('id', '=', id).execute();
    }
  } catch (error) {
    log('shareKeyNotDestroyed', faultOf(error));
  }
};

const endedKeys = (query: Query): Promise<readonly { readonly id: string }[]> =>
  query.selectFrom('share_key').select('id').where('ended_at', 'is not', null).where('destroyed_at', 'is', null).execute();
