import { z } from 'zod';
import type { Channel, Endpoint, Payload } from '../../contracts/hq/endpoint.ts';
import {
  type BodyOf,
  type Done,
  type EndpointId,
  type EndpointOn,
  endpoint,
  type HeadersOf,
  type Otherwise as OtherAnswer,
  type ProblemCode,
  type QueryOf,
  type SegmentsOf,
} from '../../contracts/hq/endpoints.ts';
import { commonProblems, problemsOf } from '../../contracts/hq/problems.ts';
import { decodeEstBody, encodeEstBody } from '../../pki/index.ts';
import { type Answer, HttpError, problemAnswer } from './answer.ts';
import type { Asked } from './asked.ts';
import { parseJson } from './json.ts';
import type { Route } from './router.ts';
import { TokenBuckets } from './token-buckets.ts';

/** A request to an endpoint, read as the table says. */
export interface Call<Id extends EndpointId> {
  readonly segments: SegmentsOf<Id>;
  readonly query: QueryOf<Id>;
  readonly headers: HeadersOf<Id>;
  /** The body, read when it is asked for. Throws HttpError Malformed, TooLarge or TooSlow. */
  body(): Promise<BodyOf<Id>>;
  /** Aborted when the asker has gone. */
  readonly signal: AbortSignal;
}

/** An answer of another status than 200 that is no problem. */
export class Otherwise<Other> {
  readonly answer: Other;
  constructor(answer: Other) {
    this.answer = answer;
  }
}

/** A JSON value as text that is sent as it is read: what is long is never held as a whole. */
export class InPieces<Value> {
  /** Together the JSON of a Value. */
  readonly pieces: AsyncIterable<string>;
  declare readonly value: Value;
  constructor(pieces: AsyncIterable<string>) {
    this.pieces = pieces;
  }
}

/** What an endpoint does for whom the gate let in. Refuses by throwing HttpError. */
export type Handler<Id extends EndpointId, Who> = (
  call: Call<Id>,
  who: Who,
) => Promise<Done<Id> | InPieces<Done<Id>> | Otherwise<OtherAnswer<Id>>>;
/** A handler for each: one that is missing, or that the table does not have, does not compile. */
export type Handlers<Id extends EndpointId, Who> = { readonly [One in Id]: Handler<One, Who> };

/**
 * The routes of a channel. `mayCall` throws HttpError for an endpoint that is not open to whoever asks. `holderOf`: by whom the table's
 * tries a minute are counted.
 */
export const routesOf = <C extends Channel, Who>(
  handlers: Handlers<EndpointOn<C>, Who>,
  mayCall: (row: Endpoint, who: Who) => Promise<void> | void,
  holderOf?: (who: Who) => string,
): readonly Route<Who>[] =>
  Object.entries(handlers).map(([id, handler]) => {
    const row = endpoint(id as EndpointId);
    const handle = handler as Handler<EndpointId, Who>;
    const buckets = row.tries === undefined ? undefined : new TokenBuckets(row.tries);
    return {
      method: row.method,
      path: row.path,
      formerPath: row.formerPath,
      async handle(asked, who, segments) {
        try {
          await mayCall(row, who);
          const wait = holderOf && buckets?.take(holderOf(who), performance.now());
          if (wait !== undefined) throw new HttpError('TryLater', { 'retry-after': String(wait) });
          const named = row.segments?.safeParse(segments);
          // No place at all, as where no endpoint was found.
          if (named?.success === false) return problemAnswer(commonProblems.NotFound, 'NotFound');
          const given = await handle(callOf(row, asked, named?.data), who);
          if (given instanceof InPieces) return { status: 200, headers: jsonHeaders, body: given.pieces };
          const { status, value } =
            given instanceof Otherwise ? (given.answer as { status: number; value: unknown }) : { status: 200, value: given };
          return answerOf(row, status, value);
        } catch (error) {
          if (error instanceof HttpError) return refusalOf(row, error);
          throw error;
        }
      },
    };
  });

/** A refusal with the status that the table has for its code there. Throws for a code that the endpoint does not have. */
const refusalOf = (row: Endpoint, { code, headers, about }: HttpError): Answer => {
  const status = problemsOf(row)[code];
  if (status === undefined) throw new Error(`${row.path} has no problem ${code}`);
  return problemAnswer(status, code, headers, about);
};

const callOf = (row: Endpoint, asked: Asked, segments: unknown): Call<EndpointId> =>
  ({
    segments,
    query: row.query && partOf(row.query, wordsOf(row.query, asked.query), 'Malformed'),
    headers: row.headers && partOf(row.headers.schema, headersOf(row.headers.schema, asked), row.headers.problem as ProblemCode),
    body: () => bodyOf(row, asked),
    signal: asked.signal,
  }) as Call<EndpointId>;

const partOf = (schema: z.ZodType | undefined, value: unknown, problem: ProblemCode): unknown => {
  const parsed = schema?.safeParse(value);
  if (parsed?.success === false) throw new HttpError(problem);
  return parsed?.data;
};

const headersOf = (schema: z.ZodObject, asked: Asked): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(Object.keys(schema.shape).map((name) => [name, asked.header(name)]));

/** Numbers and flags are words in a query. What is neither stays a word, which their schema refuses. */
const wordsOf = (schema: z.ZodObject, query: URLSearchParams): Readonly<Record<string, unknown>> =>
  Object.fromEntries([...query].map(([name, word]) => [name, wordAs(kindOf(schema.shape[name]), word)]));

const wordAs = (kind: z.core.$ZodType | undefined, word: string): unknown => {
  if (kind instanceof z.ZodNumber && /^\d{1,15}$/.test(word)) return Number(word);
  if (kind instanceof z.ZodBoolean && (word === 'true' || word === 'false')) return word === 'true';
  return word;
};

const kindOf = (schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined =>
  schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodCatch ? kindOf(schema.unwrap()) : schema;

const bodyOf = async ({ request }: Endpoint, asked: Asked): Promise<unknown> => {
  if (request === undefined) return undefined;
  const bytes = await asked.body(request.maxBytes);
  switch (request.kind) {
    case 'json':
      return partOf(request.schema, parseJson(bytes), 'Malformed');
    case 'base64':
      return derOf(bytes);
    default:
      return bytes;
  }
};

const derOf = (body: Uint8Array): Uint8Array => {
  try {
    return decodeEstBody(body);
  } catch {
    throw new HttpError('Malformed');
  }
};

const answerOf = (row: Endpoint, status: number, value: unknown): Answer => {
  const payload = row.answers[status];
  if (payload === undefined) throw new Error(`${row.path} has no answer ${status}`);
  return { status, ...encoded(payload, value) };
};

const jsonHeaders = { 'content-type': 'application/json' } as const;

const encoded = (payload: Payload, value: unknown): Omit<Answer, 'status'> => {
  switch (payload.kind) {
    case 'nothing':
      return { headers: jsonHeaders, body: '{}' };
    case 'json':
      return { headers: jsonHeaders, body: JSON.stringify(value) };
    case 'lines':
      return { headers: { 'content-type': 'application/x-ndjson' }, body: value as string | AsyncIterable<string> };
    case 'bytes':
      return { headers: { 'content-type': payload.type }, body: value as Uint8Array };
    case 'base64':
      return {
        headers: { 'content-type': payload.type, 'content-transfer-encoding': 'base64' },
        body: encodeEstBody(value as Uint8Array),
      };
  }
};
