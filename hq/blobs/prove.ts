import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { BLOB_CHUNK_BYTES } from '../../contracts/hq/blobs.ts';
import type { Query, Transaction } from '../database/database.ts';

/** A blob of which all has come. */
export interface Unproven {
  readonly id: string;
  readonly hash: string;
  readonly bytes: number;
}
/** another: what came is not the blob of that name, and is forgotten. gone: it was begun again, or forgotten, meanwhile. */
export type Proof = 'proven' | 'another' | 'gone';

/**
 * Proves blobs by their hash. A gigabyte takes half a minute: it is read chunk by chunk with nothing held, and judged in a short
 * transaction at the end. Whoever asks for a proof that is being made here waits for that one.
 */
export const createProver = (query: Query): ((blob: Unproven) => Promise<Proof>) => {
  const running = new Map<string, Promise<Proof>>();
  return (blob) => {
    const known = running.get(blob.id);
    if (known !== undefined) return known;
    const proof = prove(query, blob).finally(() => running.delete(blob.id));
    running.set(blob.id, proof);
    return proof;
  };
};

const prove = async (query: Query, blob: Unproven): Promise<Proof> => {
  // Chunks of an id are only ever added in order, or removed with the row that the transaction asks for again.
  const isProven = (await digestOf(query, blob)) === blob.hash;
  return query.transaction().execute(async (transaction) => {
    if (isProven) await lockContents(transaction); // Before the blob's row, as housekeeping takes them.
    const row = await transaction.selectFrom('blob').select('complete').where('id', '=', blob.id).forUpdate().executeTakeFirst();
    if (row === undefined) return 'gone';
    if (row.complete) return 'proven'; // By another process of HQ.
    if (isProven) await keep(transaction, blob);
    else await dropBlob(transaction, blob.id);
    return isProven ? 'proven' : 'another';
  });
};

/** Undefined when a chunk is not there. */
const digestOf = async (query: Query, { id, bytes }: Unproven): Promise<string | undefined> => {
  const digest = createHash('sha256');
  for (let at = 0; at < bytes; at += BLOB_CHUNK_BYTES) {
    const chunk = await query.selectFrom('blob_chunk').select('data').where('id', '=', id).where('at_byte', '=', at).executeTakeFirst();
    if (chunk === undefined) return undefined;
    digest.update(chunk.data);
    await setImmediate(); // The embedded database answers without letting anything else have its turn.
  }
  return digest.digest('hex');
};

/** The blob is complete, and its content kept once for all officers who have it. */
const keep = async (transaction: Transaction, { id, hash, bytes }: Unproven): Promise<void> => {
  const kept = await transaction
    .insertInto('blob_content')
    .values({ hash, id, bytes })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (kept === undefined) await transaction.deleteFrom('blob_chunk').where('id', '=', id).execute();
  await transaction.updateTable('blob').set({ complete: true }).where('id', '=', id).execute();
};

/** Forgets a blob that is not complete, with what has come of it. */
export const dropBlob = async (transaction: Transaction, id: string): Promise<void> => {
  await transaction.deleteFrom('blob_chunk').where('id', '=', id).execute();
  await transaction.deleteFrom('blob').where('id', '=', id).execute();
};

/** A content is not forgotten while another officer's blob becomes the same. */
export const lockContents = async (transaction: Transaction): Promise<void> => {
  await sql.raw('lock table blob_content in share row exclusive mode').execute(transaction);
};
