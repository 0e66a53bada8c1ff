import { z } from 'zod';
import { blobHash, MAX_BLOB_BYTES } from '../../contracts/domain/blob.ts';
import { BLOB_CHUNK_BYTES } from '../../contracts/hq/blobs.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import type { Database } from '../database/database.ts';
import { type Answer, HttpError, jsonAnswer, problemAnswer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import type { Route } from '../http/router.ts';
import { blobStateOf, takeChunk } from './receive.ts';

type Segments = Readonly<Record<string, string>>;

const byteQuery = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number);
const chunkQuery = z.object({ bytes: byteQuery.pipe(z.number().min(1)), offset: byteQuery });

/** Attachments (contracts/hq/blobs.ts). */
export const blobRoutes = ({
  database,
}: {
  readonly database: Database;
}): readonly Route<(asked: Asked, shift: ShiftIdentity, segments: Segments) => Promise<Answer>>[] => [
  {
    method: 'GET',
    path: '/v1/blobs/{hash}',
    handle: async (_, { officer }, { hash }) => {
      const state = await blobStateOf(database.query, officer.staffId, hashOf(hash));
      return state === undefined ? problemAnswer(404, 'NotFound') : jsonAnswer(state);
    },
  },
  {
    method: 'PUT',
    path: '/v1/blobs/{hash}',
    handle: async (asked, { officer }, { hash }) => {
      const query = chunkQuery.safeParse({ bytes: asked.query.get('bytes'), offset: asked.query.get('offset') });
      if (!query.success) throw new HttpError(400, 'Malformed');
      if (query.data.bytes > MAX_BLOB_BYTES) throw new HttpError(413, 'TooLarge');
      const data = await asked.body(BLOB_CHUNK_BYTES);
      const taken = await takeChunk(database, { staffId: officer.staffId, hash: hashOf(hash), ...query.data, data }, new Date());
      if (taken.ok) return jsonAnswer(taken.value);
      if (taken.code === 'Elsewhere') return jsonAnswer(taken.state, 409);
      return problemAnswer(taken.code === 'BlobsFull' ? 507 : 422, taken.code);
    },
  },
];

const hashOf = (segment: string | undefined): string => {
  const parsed = blobHash.safeParse(segment);
  if (!parsed.success) throw new HttpError(404, 'NotFound');
  return parsed.data;
};
