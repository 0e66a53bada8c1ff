import { MAX_BLOB_BYTES } from '../../contracts/domain/blob-limits.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import type { Database } from '../database/database.ts';
import { HttpError } from '../http/answer.ts';
import { type Handlers, Otherwise } from '../http/endpoints.ts';
import { readAttachment } from './read.ts';
import { blobStateOf, createChunkReceiver } from './receive.ts';

/** Attachments that the officer sends, and those of items that the officer may see. */
export const blobHandlers = ({
  database,
}: {
  readonly database: Database;
}): Handlers<'blobState' | 'blobChunk' | 'attachment', ShiftIdentity> => {
  const take = createChunkReceiver(database);
  return {
    blobState: async ({ segments }, { officer }) => {
      const state = await blobStateOf(database.query, officer.staffId, segments.hash);
      if (state === undefined) throw new HttpError('NotFound');
      return state;
    },
    blobChunk: async (call, { officer }) => {
      if (call.query.bytes > MAX_BLOB_BYTES) throw new HttpError('TooLarge');
      const chunk = { staffId: officer.staffId, ...call.segments, ...call.query, data: await call.body() };
      const taken = await take(chunk, new Date());
      if (taken.ok) return taken.value;
      if (taken.code === 'Elsewhere') return new Otherwise({ status: 409, value: taken.state });
      throw new HttpError(taken.code);
    },
    attachment: ({ segments, query }, { officer }) => readAttachment(database.query, officer, { ...segments, ...query }),
  };
};
