import { BLOB_MISSING } from '../../../contracts/hq/blobs.ts';
import { type CommandRequest, commandConflict, commandDone, problem } from '../../../contracts/hq/commands.ts';
import type { System } from '../../../contracts/hq/feeds.ts';
import { faultOfJson, mendJson } from '../../../contracts/json.ts';
import { type DeviceAnswer, exchange } from '../../device/tunnel/streams.ts';
import { TunnelError } from '../../device/tunnel/tunnel.ts';
import type { CommandAnswer } from '../services.ts';
import type { ServicesConnection } from './connection.ts';

/** A command is one transaction at HQ; the rest is for a weak link. Said again later when it passes, under the same key. */
const COMMAND_TIMEOUT_MS = 20_000;
/** A conflict brings the whole item as it stands at HQ. */
const MAX_ANSWER_BYTES = 1024 * 1024;
/** HQ understood the request and will never do it: RFC 9457 problem details say why. */
const FINAL_REFUSALS = new Set([400, 404, 410, 413, 415, 422]);
/** Not this officer, or not now: said of every command alike, and it passes with time. */
const NOT_NOW = new Set([401, 403, 408, 421, 425, 429, 503]);

/** Sends one command under its idempotency key. Never rejects: what is not a clear answer is `failed` or `unknown`, to be said again. */
export const sendCommand = async (
  connection: ServicesConnection,
  system: System,
  key: string,
  request: CommandRequest,
  signal: AbortSignal,
): Promise<CommandAnswer> => {
  try {
    const session = await connection.session();
    if (signal.aborted) return { kind: 'unknown' };
    const answer = await exchange(session, {
      method: 'POST',
      path: `/v1/${system}/commands`,
      headers: { 'content-type': 'application/json', 'idempotency-key': key, date: new Date().toUTCString() },
      body: new TextEncoder().encode(JSON.stringify(request)),
      maxBytes: MAX_ANSWER_BYTES,
      timeoutMs: COMMAND_TIMEOUT_MS,
      signal,
    });
    return understand(answer, request.itemId);
  } catch (error) {
    // A session that lets a command pass its deadline may be dead without knowing it.
    if (error instanceof TunnelError && error.code === 'DeadlinePassed') connection.drop();
    if (error instanceof TunnelError && error.code === 'AnswerTooLarge') return { kind: 'failed', reason: 'Answer too long to read' };
    return { kind: 'unknown' };
  }
};

const understand = (answer: DeviceAnswer, itemId: string): CommandAnswer => {
  const { status } = answer;
  const body = parseJson(answer.body);
  if (status === 200) {
    const done = commandDone.safeParse(body);
    if (done.success && done.data.itemId === itemId) return { kind: 'done', version: done.data.version };
  }
  if (status === 409) {
    const conflict = commandConflict.safeParse(body);
    if (conflict.success && conflict.data.itemId === itemId) {
      return { kind: 'conflict', version: conflict.data.version, data: conflict.data.data };
    }
  }
  const details = problem.safeParse(body).data;
  if (status === 409 && details?.code === BLOB_MISSING) return { kind: 'blobsMissing' };
  if (NOT_NOW.has(status)) return { kind: 'unknown' };
  if (details !== undefined && FINAL_REFUSALS.has(status)) return { kind: 'refused', problem: details };
  return { kind: 'failed', reason: details?.detail ?? details?.title ?? `Answer ${status}, without a reason` };
};

const parseJson = (body: Uint8Array): unknown => {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return faultOfJson(value) === 'TooDeep' ? undefined : mendJson(value);
  } catch {
    return undefined;
  }
};
