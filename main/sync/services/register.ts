import type { z } from 'zod';
import { problem } from '../../../contracts/hq/commands.ts';
import { fleetProblem } from '../../../contracts/hq/fleet.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { type DeviceAnswer, exchange } from '../../device/tunnel/streams.ts';
import { TunnelError } from '../../device/tunnel/tunnel.ts';
import { parseJson } from '../../platform/json.ts';
import { createServicesConnection, type ServicesConnection, type ServicesOptions } from './connection.ts';

/** Why the register did not give what it was asked for. */
export type RegisterFault = z.infer<typeof fleetProblem> | 'TunnelDown' | 'HqUnusable';

/** HQ's fleet register (contracts/hq/fleet.ts) for one officer's shift. Whether that officer may ask is HQ's to say. */
export interface Register {
  /** Reads `path`; the answer is parsed by `schema`. Never rejects. */
  get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<Result<z.output<Schema>, RegisterFault>>;
  /** Has HQ do something; `body` goes as JSON. Never rejects. Not said twice: whoever asks looks at what came of it. */
  post<Schema extends z.ZodType>(path: string, body: unknown, schema: Schema): Promise<Result<z.output<Schema>, RegisterFault>>;
  close(): void;
}

/** HQ answers in a tenth of a second; the rest is for a weak link. */
const TIMEOUT_MS = 20_000;
/** The longest answer: a hundred orders that wait for a signature, each with its signature and the signer's certificate, 6 KiB. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** Connects when first asked: who has no Fleet pane pays nothing for it. */
export const createRegister = (options: ServicesOptions): Register => {
  const connection = createServicesConnection(options);
  return {
    get: (path, schema) => send(connection, { method: 'GET', path }, schema),
    post: (path, body, schema) => send(connection, { method: 'POST', path, body: new TextEncoder().encode(JSON.stringify(body)) }, schema),
    close: () => connection.close(),
  };
};

const send = async <Schema extends z.ZodType>(
  connection: ServicesConnection,
  request: { readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: Uint8Array },
  schema: Schema,
): Promise<Result<z.output<Schema>, RegisterFault>> => {
  try {
    const session = await connection.session();
    const headers = request.body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await exchange(session, { ...request, headers, maxBytes: MAX_ANSWER_BYTES, timeoutMs: TIMEOUT_MS });
    if (answer.status !== 200) return fail(refusalOf(answer));
    const parsed = schema.safeParse(parseJson(answer.body));
    return parsed.success ? ok(parsed.data) : fail('HqUnusable');
  } catch (error) {
    if (!(error instanceof TunnelError)) return fail('TunnelDown'); // The way to HQ's services could not be opened.
    // A session that lets a request pass its deadline may be dead without knowing it.
    if (error.code === 'DeadlinePassed') connection.drop();
    return fail(error.code === 'DeadlinePassed' || error.code === 'AnswerTooLarge' ? 'HqUnusable' : 'TunnelDown');
  }
};

/** The register's own code (RFC 9457), else what the status alone says. */
const refusalOf = ({ status, body }: DeviceAnswer): RegisterFault => {
  const details = problem.safeParse(parseJson(body));
  const code = details.success ? fleetProblem.safeParse(details.data.code) : undefined;
  if (code?.success) return code.data;
  return status === 401 || status === 403 ? 'NotAuthorised' : 'HqUnusable';
};
