import { type CommandRequest, commandConflict, commandDone, problem } from '../../contracts/hq/commands.ts';
import type { System } from '../../contracts/hq/feeds.ts';
import type { CommandAnswer } from '../sync/services.ts';
import { type DeviceAnswer, exchange } from '../tunnel/streams.ts';
import { TunnelError } from '../tunnel/tunnel.ts';
import type { ServicesConnection } from './connection.ts';

/** A command is one transaction at HQ; the rest is for a weak link. Said again later when it passes, under the same key. */
const COMMAND_TIMEOUT_MS = 20_000;
/** A conflict brings the whole item as it stands at HQ. */
const MAX_ANSWER_BYTES = 1024 * 1024;
/** HQ understood the request and will never do it: RFC 9457 problem details say why. All other refusals may pass with time. */
const FINAL_REFUSALS = new Set([400, 404, 410, 413, 415, 422]);

/** Sends one command under its idempotency key. Never rejects: whatever is not a clear answer is `unknown`, to be said again. */
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
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: new TextEncoder().encode(JSON.stringify(request)),
      maxBytes: MAX_ANSWER_BYTES,
      timeoutMs: COMMAND_TIMEOUT_MS,
      signal,
    });
    return understand(answer, request.itemId);
  } catch (error) {
    // A session that lets a command pass its deadline may be dead without knowing it.
    if (error instanceof TunnelError && error.code === 'DeadlinePassed') connection.drop();
    return { kind: 'unknown' };
  }
};

const understand = (answer: DeviceAnswer, itemId: string): CommandAnswer => {
  const body = parseJson(answer.body);
  if (answer.status === 200) {
    const done = commandDone.safeParse(body);
    return done.success && done.data.itemId === itemId ? { kind: 'done', version: done.data.version } : { kind: 'unknown' };
  }
  if (answer.status === 409) {
    const conflict = commandConflict.safeParse(body);
    if (!conflict.success || conflict.data.itemId !== itemId) return { kind: 'unknown' };
    return { kind: 'conflict', version: conflict.data.version, data: conflict.data.data };
  }
  const details = problem.safeParse(body);
  return FINAL_REFUSALS.has(answer.status) && details.success ? { kind: 'refused', problem: details.data } : { kind: 'unknown' };
};

const parseJson = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
};
