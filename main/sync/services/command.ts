import { BLOB_MISSING } from '../../../contracts/hq/blobs.ts';
import type { CommandRequest } from '../../../contracts/hq/commands.ts';
import type { System } from '../../../contracts/hq/feeds.ts';
import { mendJson } from '../../../contracts/json.ts';
import type { Caller, Refused } from '../../device/tunnel/call.ts';
import type { CommandAnswer } from '../services.ts';

/** HQ understood the request and will never do it: RFC 9457 problem details say why. */
const FINAL_REFUSALS = new Set([400, 404, 410, 413, 415, 422]);
/** Not this officer, or not now: said of every command alike, and it passes with time. */
const NOT_NOW = new Set([401, 403, 408, 421, 425, 429, 503]);

/** Sends one command under its idempotency key. Never rejects: what is not a clear answer is `failed` or `unknown`, to be said again. */
export const sendCommand = async (
  call: Caller<'shift'>,
  system: System,
  key: string,
  request: CommandRequest,
  signal: AbortSignal,
): Promise<CommandAnswer> => {
  const headers = { 'idempotency-key': key, date: new Date().toUTCString() };
  const called = await call('command', { segments: { system }, headers, body: request }, signal);
  switch (called.kind) {
    case 'failed':
      if (called.code === 'AnswerTooLarge') return { kind: 'failed', reason: 'Answer too long to read' };
      return called.code === 'Unreadable' ? unreasoned(200) : { kind: 'unknown' };
    case 'refused':
      return refusal(called);
    case 'answered': {
      const { status, value } = called;
      if (value.itemId !== request.itemId) return unreasoned(status);
      if (status === 200)
        return { kind: 'done', version: value.version, ...(value.allottedId === undefined ? {} : { allottedId: value.allottedId }) };
      // It is put into the store.
      return { kind: 'conflict', version: value.version, data: mendJson(value.data) };
    }
  }
};

const refusal = ({ status, code, details }: Refused): CommandAnswer => {
  if (code === BLOB_MISSING) return { kind: 'blobsMissing' };
  if (NOT_NOW.has(status)) return { kind: 'unknown' };
  const told = mendJson(details) as typeof details;
  if (told !== undefined && FINAL_REFUSALS.has(status)) return { kind: 'refused', problem: told };
  const reason = told?.detail ?? told?.title;
  return reason === undefined ? unreasoned(status) : { kind: 'failed', reason };
};

const unreasoned = (status: number): CommandAnswer => ({ kind: 'failed', reason: `Answer ${status}, without a reason` });
