import type { CallContract } from '../../../contracts/ipc/define.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { LockedError } from './locked.ts';

/** What the IPC router writes down: a code, the channel, and the class of the cause. Never a message, a request or an answer. */
export type IpcLog = (code: string, channel: string, cause?: string) => void;

/** A handler as the router sees it: its types were checked where it was written. */
export type Handler = (request: unknown) => Promise<Result<unknown, string>>;

/** Parses one request, asks its handler, and turns whatever happens into an answer. Never rejects. */
export const dispatch = async (call: {
  readonly channel: string;
  readonly contract: CallContract;
  readonly handler: Handler;
  readonly payload: unknown;
  readonly log: IpcLog;
  readonly checkAnswers: boolean;
}): Promise<Result<unknown, string>> => {
  const { channel, contract, log } = call;
  const request = contract.request.safeParse(call.payload);
  if (!request.success) {
    log('BadRequest', channel, 'RequestMalformed');
    return fail('BadRequest');
  }
  try {
    const result = await call.handler(request.data);
    return call.checkAnswers ? checked(contract, result, channel, log) : result;
  } catch (error) {
    if (error instanceof LockedError) return fail('Locked');
    log('Internal', channel, causeOf(error));
    return fail('Internal');
  }
};

const checked = (contract: CallContract, result: Result<unknown, string>, channel: string, log: IpcLog): Result<unknown, string> => {
  if (!result.ok) {
    if (contract.errors.includes(result.code)) return result;
    log('Internal', channel, 'CodeNotInContract');
    return fail('Internal');
  }
  const value = contract.response.safeParse(result.value);
  if (value.success) return ok(value.data);
  log('Internal', channel, 'AnswerNotInContract');
  return fail('Internal');
};

/** A word that a programmer chose (`SqliteError`, `SQLITE_NOTADB`), never one that came from data: those have other shapes. */
const SAFE_WORD = /^[A-Za-z][A-Za-z0-9_]{0,59}$/;

const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return [error.name, code].filter((word) => SAFE_WORD.test(word)).join(' ') || 'Error';
};
