import { type Problem, problem } from '../../../contracts/hq/commands.ts';
import { type Channel, type Endpoint, type Payload, targetOf } from '../../../contracts/hq/endpoint.ts';
import {
  type EndpointAnswer,
  type EndpointId,
  type EndpointOn,
  type EndpointRequest,
  endpoint,
  type ProblemOf,
} from '../../../contracts/hq/endpoints.ts';
import { problemsOf } from '../../../contracts/hq/problems.ts';
import { decodeEstBody, encodeEstBody } from '../../../pki/index.ts';
import { parseJson } from '../../platform/json.ts';
import { PROBLEM_TYPE } from './problem-details.ts';
import { type DeviceAnswer, type DeviceRequest, TunnelError, type TunnelErrorCode } from './tunnel.ts';

/**
 * What came of asking an endpoint. answered: with what the table says. refused: any other status, with the closed code if the answer has
 * one of the endpoint's. failed: no answer; or Unreadable, one that is not what the table says.
 */
export type Called<Id extends EndpointId> =
  | ({ readonly kind: 'answered' } & EndpointAnswer<Id>)
  | Refused<ProblemOf<Id>>
  | { readonly kind: 'failed'; readonly code: CallFailure };
export interface Refused<Code extends string = string> {
  readonly kind: 'refused';
  readonly status: number;
  readonly code: Code | undefined;
  readonly details: Problem | undefined;
}
export type CallFailure = TunnelErrorCode | 'Unreadable';

/** Asks HQ's endpoints of one channel. Bounded in size and time by the table. Never rejects. */
export type Caller<C extends Channel> = <Id extends EndpointOn<C>>(
  id: Id,
  request: EndpointRequest<Id>,
  signal?: AbortSignal,
) => Promise<Called<Id>>;

/** A channel's client over what carries its requests; what that rejects with and is no TunnelError is a link that is not there. */
export const callerOver =
  <C extends Channel>(carry: (request: DeviceRequest) => Promise<DeviceAnswer>): Caller<C> =>
  async (id, request, signal) => {
    // What can be the name of nothing is not asked for: a segment ".." would lead to another endpoint.
    if (endpoint(id).segments?.safeParse((request as Parts).segments).success === false) return nothingSuch;
    try {
      return readAnswer(id, await carry({ ...requestOf(id, request), ...(signal === undefined ? {} : { signal }) }));
    } catch (error) {
      return { kind: 'failed', code: error instanceof TunnelError ? error.code : 'TunnelDown' };
    }
  };

const nothingSuch = { kind: 'refused', status: 404, code: 'NotFound', details: undefined } as const;

/** The device channel's client. */
export const deviceCaller = (tunnel: { readonly request: (request: DeviceRequest) => Promise<DeviceAnswer> }): Caller<'device'> =>
  callerOver((request) => tunnel.request(request));

/** What a call that failed means to whoever only waits for HQ: no connection, or one that stands (it is pinged) and brings nothing. */
export const failureOf = (code: CallFailure): 'TunnelDown' | 'HqUnusable' =>
  code === 'DeadlinePassed' || code === 'AnswerTooLarge' || code === 'Unreadable' ? 'HqUnusable' : 'TunnelDown';

interface Parts {
  readonly segments?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
}

/** A request as it goes out. */
export const requestOf = <Id extends EndpointId>(id: Id, request: EndpointRequest<Id>): DeviceRequest => {
  const row = endpoint(id);
  const { segments, query, headers, body } = request as Parts;
  const { type, ...sent } = encoded(row.request, body);
  const accept = row.answers[200].kind === 'lines' ? { accept: 'application/x-ndjson' } : {};
  return {
    method: row.method,
    path: targetOf(row, segments, query),
    headers: { ...type, ...accept, ...headers },
    ...sent,
    maxBytes: row.maxAnswerBytes,
    timeoutMs: row.timeoutMs,
  };
};

const encoded = (payload: Payload | undefined, body: unknown): { readonly type?: Parts['headers']; readonly body?: Uint8Array } => {
  switch (payload?.kind) {
    case 'json':
      return { type: { 'content-type': 'application/json' }, body: new TextEncoder().encode(JSON.stringify(body)) };
    case 'bytes':
      return { type: { 'content-type': payload.type }, body: body as Uint8Array };
    case 'base64': {
      const type = { 'content-type': payload.type, 'content-transfer-encoding': 'base64' };
      return { type, body: new TextEncoder().encode(encodeEstBody(body as Uint8Array)) };
    }
    default:
      return {};
  }
};

const readAnswer = <Id extends EndpointId>(id: Id, answer: DeviceAnswer): Called<Id> => {
  const row = endpoint(id);
  const { status } = answer;
  const payload = isProblem(answer) ? undefined : row.answers[status];
  try {
    const read = payload && readPayload(payload, answer.body);
    if (read !== undefined) return { kind: 'answered', status, value: read.value } as Called<Id>;
    return status === 200 ? { kind: 'failed', code: 'Unreadable' } : refusalOf(row, answer);
  } finally {
    answer.body.fill(0); // A device share may have been in it.
  }
};

const isProblem = ({ headers }: DeviceAnswer): boolean => (headers['content-type'] ?? '').startsWith(PROBLEM_TYPE);

/** What a body holds; undefined when it is not what the table says. */
const readPayload = (payload: Payload, body: Uint8Array): { readonly value: unknown } | undefined => {
  switch (payload.kind) {
    case 'nothing':
      return { value: undefined };
    case 'json': {
      const parsed = payload.schema.safeParse(parseJson(body));
      return parsed.success ? { value: parsed.data } : undefined;
    }
    case 'base64':
      try {
        return { value: decodeEstBody(body) };
      } catch {
        return undefined;
      }
    case 'bytes':
      return { value: new Uint8Array(body) }; // Of the caller's own: what it came in is zeroed.
    case 'lines':
      return undefined; // Read as they come (sync/services/lines.ts).
  }
};

const refusalOf = <Id extends EndpointId>(row: Endpoint, { status, body }: DeviceAnswer): Refused<ProblemOf<Id>> => {
  const details = problem.safeParse(parseJson(body)).data;
  const known = details !== undefined && Object.hasOwn(problemsOf(row), details.code);
  return { kind: 'refused', status, code: known ? (details.code as ProblemOf<Id>) : undefined, details };
};
