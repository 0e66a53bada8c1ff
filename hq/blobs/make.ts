import { createHash, randomUUID } from 'node:crypto';
import { BLOB_CHUNK_BYTES } from '../../contracts/hq/blobs.ts';
import type { Transaction } from '../database/database.ts';
import { lockContents } from './prove.ts';

/**
 * Keeps what HQ made of an officer's attachment (a document that was stamped) as an attachment of the same officer. Returns its hash: the
 * item that names it gives it to whoever may see the item.
 */
export const keepMade = async (transaction: Transaction, staffId: string, bytes: Uint8Array, at: Date): Promise<string> => {
  const hash = createHash('sha256').update(bytes).digest('hex');
  await lockContents(transaction);
  const row = { id: randomUUID(), bytes: bytes.byteLength, received: bytes.byteLength, complete: true, used: true };
  const content = await transaction
    .insertInto('blob_content')
    .values({ hash, id: row.id, bytes: row.bytes })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  await transaction
    .insertInto('blob')
    .values({ staff_id: staffId, hash, at, ...row })
    .onConflict((conflict) => conflict.columns(['staff_id', 'hash']).doUpdateSet({ used: true, complete: true }))
    .execute();
  if (content === undefined) return hash;
  for (let offset = 0; offset < bytes.byteLength; offset += BLOB_CHUNK_BYTES) {
    const data = bytes.subarray(offset, offset + BLOB_CHUNK_BYTES);
    await transaction.insertInto('blob_chunk').values({ id: row.id, at_byte: offset, data }).execute();
  }
  return hash;
};
