import { type BlobState, blobState } from '../../../contracts/hq/blobs.ts';
import { problem } from '../../../contracts/hq/commands.ts';
import { type DeviceAnswer, exchange } from '../../device/tunnel/streams.ts';
import { TunnelError } from '../../device/tunnel/tunnel.ts';
import type { BlobService } from '../blobs/upload.ts';
import type { ServicesConnection } from './connection.ts';

/** One chunk of 256 KiB on a link of 40 kbit/s; HQ gives a body a minute. */
const CHUNK_TIMEOUT_MS = 60_000;
const STATE_TIMEOUT_MS = 20_000;
const MAX_ANSWER_BYTES = 16 * 1024;
/** HQ understood, and takes no more of this blob: 413 too long, 422 not what its name says, 507 no room. */
const REFUSALS: ReadonlyMap<number, string> = new Map([
  [413, 'HQ takes no attachment of this size'],
  [422, 'HQ got other bytes than this laptop sent; they are sent again'],
  [507, 'HQ has no room for more attachments of yours until some of your work has arrived'],
]);

/** HQ's blobs over the services' connection (contracts/hq/blobs.ts). */
export const createBlobService = (connection: ServicesConnection): BlobService => {
  const ask = async (request: Omit<Parameters<typeof exchange>[1], 'maxBytes'>): Promise<DeviceAnswer> => {
    const session = await connection.session();
    try {
      return await exchange(session, { ...request, maxBytes: MAX_ANSWER_BYTES });
    } catch (error) {
      // A session that lets a chunk pass its deadline may be dead without knowing it.
      if (error instanceof TunnelError && error.code === 'DeadlinePassed') connection.drop();
      throw error;
    }
  };
  return {
    async state(hash, signal) {
      const answer = await ask({ method: 'GET', path: `/v1/blobs/${hash}`, timeoutMs: STATE_TIMEOUT_MS, signal });
      return answer.status === 404 && codeOf(answer) === 'NotFound' ? undefined : stateOf(answer, [200]);
    },
    async send({ hash, bytes, offset, data }, signal) {
      const path = `/v1/blobs/${hash}?bytes=${bytes}&offset=${offset}`;
      const headers = { 'content-type': 'application/octet-stream' };
      const answer = await ask({ method: 'PUT', path, headers, body: data, timeoutMs: CHUNK_TIMEOUT_MS, signal });
      const refused = REFUSALS.get(answer.status);
      return refused === undefined ? stateOf(answer, [200, 409]) : { refused };
    },
  };
};

/** Throws when it is no answer to that: it is asked again. */
const stateOf = ({ status, body }: DeviceAnswer, expected: readonly number[]): BlobState => {
  if (!expected.includes(status)) throw new Error(`blobs ${status}`);
  return blobState.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
};

const codeOf = ({ body }: DeviceAnswer): string | undefined => {
  try {
    return problem.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))).data?.code;
  } catch {
    return undefined;
  }
};
