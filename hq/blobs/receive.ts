import { randomUUID } from 'node:crypto';
import { BLOB_CHUNK_BYTES, type BlobProblem, type BlobState } from '../../contracts/hq/blobs.ts';
import { assertNever, fail, ok, type Result } from '../../contracts/result.ts';
import type { Database, Query, Transaction } from '../database/database.ts';
import { HttpError } from '../http/answer.ts';
import { createProver, dropBlob } from './prove.ts';

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

/** How far HQ has an officer's blob; undefined when it has nothing of it. All received and not complete: its proof is being made. */
export const blobStateOf = async (query: Query, staffId: string, hash: string): Promise<BlobState | undefined> =>
  query
    .selectFrom('blob')
    .select(['bytes', 'received', 'complete'])
    .where('staff_id', '=', staffId)
    .where('hash', '=', hash)
    .executeTakeFirst();

/**
 * Keeps the chunk that follows; the last one proves the whole, and so does any other where HQ stopped before the proof ended. Rejects with
 * HttpError Malformed for one that is not of its length.
 */
export const createChunkReceiver = ({ query }: Database): ((chunk: Chunk, at: Date) => Promise<ChunkTaken>) => {
  const prove = createProver(query);
  return async (chunk, at) => {
    const taken = await query.transaction().execute((transaction) => append(transaction, chunk, at));
    if (!('unproven' in taken)) return taken;
    const proven = await prove({ id: taken.unproven, hash: chunk.hash, bytes: chunk.bytes });
    switch (proven) {
      case 'proven':
        return ok({ bytes: chunk.bytes, received: chunk.bytes, complete: true });
      case 'another':
        return fail('HashMismatch');
      case 'gone':
        return elsewhere((await blobStateOf(query, chunk.staffId, chunk.hash)) ?? nothingOf(chunk));
      default:
        return assertNever(proven);
    }
  };
};

/** `unproven`: the id of a blob of which all has come. A blob has a row from its first chunk on, and none for being announced. */
const append = async (transaction: Transaction, chunk: Chunk, at: Date): Promise<ChunkTaken | { readonly unproven: string }> => {
  const { staffId, hash, bytes, offset, data } = chunk;
  const known = await transaction
    .selectFrom('blob')
    .select(['id', 'bytes', 'received', 'complete'])
    .where('staff_id', '=', staffId)
    .where('hash', '=', hash)
    .forUpdate()
    .executeTakeFirst();
  if (known?.complete) return known.bytes === bytes ? ok(stateOf(known)) : fail('HashMismatch');
  // One that was begun with a length that it cannot have begins again.
  const isBegun = known !== undefined && (known.bytes === bytes || offset !== 0);
  const row = isBegun ? known : { id: randomUUID(), ...nothingOf(chunk) };
  if (row.bytes === bytes && row.received === bytes) return { unproven: row.id };
  if (row.bytes !== bytes || row.received !== offset) return elsewhere(stateOf(row));
  // Of one length: otherwise a blob could be cut into a million rows.
  if (data.byteLength !== Math.min(BLOB_CHUNK_BYTES, bytes - offset)) throw new HttpError('Malformed');
  // Chunks that come at once may each find the last room: as many too many as there are requests at once, which harms nobody.
  if ((await looseBytesBeside(transaction, chunk)) + offset + data.byteLength > MAX_LOOSE_BYTES) return fail('BlobsFull');
  if (!isBegun) {
    if (known !== undefined) await dropBlob(transaction, known.id);
    const begun = await transaction
      .insertInto('blob')
      .values({ staff_id: staffId, hash, at, ...row })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (begun === undefined) return append(transaction, chunk, at); // Another laptop of the officer has begun it meanwhile.
  }
  await transaction.insertInto('blob_chunk').values({ id: row.id, at_byte: offset, data }).execute();
  const received = offset + data.byteLength;
  await transaction.updateTable('blob').set({ received, at }).where('id', '=', row.id).execute();
  return received < bytes ? ok({ bytes, received, complete: false }) : { unproven: row.id };
};

/** What has come of the officer's other blobs that no command carries yet. */
const looseBytesBeside = async (transaction: Transaction, { staffId, hash }: Chunk): Promise<number> => {
  const { sum } = await transaction
    .selectFrom('blob')
    .select((row) => row.fn.sum('received').as('sum'))
    .where('staff_id', '=', staffId)
    .where('hash', '!=', hash)
    .where('used', '=', false)
    .executeTakeFirstOrThrow();
  return Number(sum ?? 0);
};

const nothingOf = ({ bytes }: Chunk): BlobState => ({ bytes, received: 0, complete: false });
const stateOf = ({ bytes, received, complete }: BlobState): BlobState => ({ bytes, received, complete });
const elsewhere = (state: BlobState): ChunkTaken => ({ ok: false, code: 'Elsewhere', state });
