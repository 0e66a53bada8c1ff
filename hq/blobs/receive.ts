import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { BLOB_CHUNK_BYTES, type BlobProblem, type BlobState } from '../../contracts/hq/blobs.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import type { Database, Query, Transaction } from '../database/database.ts';
import { HttpError } from '../http/answer.ts';

/** What an officer may have sent that no command carries: four films of the greatest length, or a shift's photographs. */
export const MAX_LOOSE_BYTES = 4 * 1024 * 1024 * 1024;

/** One chunk as it came. `bytes`: of the whole blob, as the laptop says. */
export interface Chunk {
  readonly staffId: string;
  readonly hash: string;
  readonly bytes: number;
  readonly offset: number;
  readonly data: Uint8Array;
}
/** Elsewhere: HQ stands at another byte than the chunk begins with. */
export type ChunkTaken = Result<BlobState, BlobProblem> | { readonly ok: false; readonly code: 'Elsewhere'; readonly state: BlobState };

/** How far HQ has an officer's blob; undefined when it has nothing of it. */
export const blobStateOf = async (query: Query, staffId: string, hash: string): Promise<BlobState | undefined> =>
  query
    .selectFrom('blob')
    .select(['bytes', 'received', 'complete'])
    .where('staff_id', '=', staffId)
    .where('hash', '=', hash)
    .executeTakeFirst();

/** Keeps the chunk that follows; the last one proves the whole. Throws HttpError Malformed for one that is not of its length. */
export const takeChunk = (database: Database, chunk: Chunk, at: Date): Promise<ChunkTaken> =>
  database.query.transaction().execute(async (transaction) => {
    const row = await rowFor(transaction, chunk, at);
    if (row === undefined) return fail('BlobsFull');
    const state = { bytes: row.bytes, received: row.received, complete: row.complete };
    if (row.complete) return row.bytes === chunk.bytes ? ok(state) : fail('HashMismatch');
    if (row.bytes !== chunk.bytes || row.received !== chunk.offset) return { ok: false, code: 'Elsewhere', state };
    // Of one length: otherwise a blob could be cut into a million rows.
    if (chunk.data.byteLength !== Math.min(BLOB_CHUNK_BYTES, row.bytes - row.received)) throw new HttpError('Malformed');
    await transaction.insertInto('blob_chunk').values({ id: row.id, at_byte: chunk.offset, data: chunk.data }).execute();
    const received = row.received + chunk.data.byteLength;
    await transaction.updateTable('blob').set({ received, at }).where('id', '=', row.id).execute();
    if (received < row.bytes) return ok({ ...state, received });
    if (!(await prove(transaction, { ...chunk, id: row.id }))) {
      await transaction.deleteFrom('blob_chunk').where('id', '=', row.id).execute();
      await transaction.deleteFrom('blob').where('id', '=', row.id).execute();
      return fail('HashMismatch');
    }
    return ok({ bytes: row.bytes, received, complete: true });
  });

interface BlobRow {
  readonly id: string;
  readonly bytes: number;
  readonly received: number;
  readonly complete: boolean;
}

/** The blob's row, held for this transaction; made with its first chunk. Undefined when there is no room for another. */
const rowFor = async (transaction: Transaction, { staffId, hash, bytes, offset }: Chunk, at: Date): Promise<BlobRow | undefined> => {
  // Two laptops of one officer at once would both find room for the last one, or both begin it.
  await transaction.selectFrom('officer').select('staff_id').where('staff_id', '=', staffId).forUpdate().execute();
  const known = await transaction
    .selectFrom('blob')
    .select(['id', 'bytes', 'received', 'complete'])
    .where('staff_id', '=', staffId)
    .where('hash', '=', hash)
    .forUpdate()
    .executeTakeFirst();
  if (known !== undefined && (known.complete || known.bytes === bytes || offset !== 0)) return known;
  if (known !== undefined) {
    // Begun with a length that it cannot have.
    await transaction.deleteFrom('blob_chunk').where('id', '=', known.id).execute();
    await transaction.deleteFrom('blob').where('id', '=', known.id).execute();
  }
  const { sum } = await transaction
    .selectFrom('blob')
    .select((row) => row.fn.sum('bytes').as('sum'))
    .where('staff_id', '=', staffId)
    .where('used', '=', false)
    .executeTakeFirstOrThrow();
  if (Number(sum ?? 0) + bytes > MAX_LOOSE_BYTES) return undefined;
  const row = { id: randomUUID(), bytes, received: 0, complete: false };
  await transaction
    .insertInto('blob')
    .values({ staff_id: staffId, hash, at, ...row })
    .execute();
  return row;
};

/** Whether what came is the blob of that name; if so it is kept, once for all officers who have it. */
const prove = async (transaction: Transaction, { id, staffId, hash, bytes }: Chunk & { readonly id: string }): Promise<boolean> => {
  const digest = createHash('sha256');
  for (let at = 0; at < bytes; at += BLOB_CHUNK_BYTES) {
    const chunk = await transaction
      .selectFrom('blob_chunk')
      .select('data')
      .where('id', '=', id)
      .where('at_byte', '=', at)
      .executeTakeFirst();
    if (chunk === undefined) return false;
    digest.update(chunk.data);
  }
  if (digest.digest('hex') !== hash) return false;
  await lockContents(transaction);
  const kept = await transaction
    .insertInto('blob_content')
    .values({ hash, id, bytes })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (kept === undefined) await transaction.deleteFrom('blob_chunk').where('id', '=', id).execute();
  await transaction.updateTable('blob').set({ complete: true }).where('staff_id', '=', staffId).where('hash', '=', hash).execute();
  return true;
};

/** A content is not forgotten while another officer's blob becomes the same. */
export const lockContents = async (transaction: Transaction): Promise<void> => {
  await sql.raw('lock table blob_content in share row exclusive mode').execute(transaction);
};
