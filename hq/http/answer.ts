import type { Problem } from '../../contracts/hq/commands.ts';
import type { ProblemCode } from '../../contracts/hq/endpoints.ts';
import type { connectProblems } from '../../contracts/hq/problems.ts';
import type { Result } from '../../contracts/result.ts';

/** What a request is answered with. A body that is iterated is sent as it comes and held open until it ends. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string | AsyncIterable<string>;
}

/** What a refusal is about, besides its code: a field of the payload (`pointer`, contracts/hq/commands.ts), the number of what stands in the way. */
export interface About {
  readonly pointer?: string | undefined;
  readonly number?: string | undefined;
}

/** A refusal that ends the handling of a request, as problem details (RFC 9457); the table has its status (contracts/hq/problems.ts). */
export class HttpError extends Error {
  readonly code: ProblemCode;
  readonly headers: Readonly<Record<string, string>>;
  readonly about: About;
  constructor(code: ProblemCode, headers: Readonly<Record<string, string>> = {}, about: About = {}) {
    super(code);
    this.name = 'HttpError';
    this.code = code;
    this.headers = headers;
    this.about = about;
  }
}

/** What a result holds. Throws HttpError with its code when it holds none. */
export const orRefuse = <Value>(result: Result<Value, ProblemCode>): Value => {
  if (!result.ok) throw new HttpError(result.code);
  return result.value;
};

/** Problem details, RFC 9457, with our closed code; the title is its plain words, and so begins what is said in detail. */
export const problemAnswer = (
  status: number,
  code: ProblemCode | keyof typeof connectProblems,
  headers: Readonly<Record<string, string>> = {},
  { pointer, number }: About = {},
): Answer => {
  const title = titleOf(code);
  const problem: Problem = {
    ...{ type: `urn:mobile-office:problem:${code}`, title, status, code },
    ...(number === undefined ? {} : { detail: `${title}: ${number}` }),
    ...(pointer === undefined ? {} : { pointer }),
  };
  return { status, headers: { 'content-type': 'application/problem+json', ...headers }, body: JSON.stringify(problem) };
};

/** "OfficerRevoked" → "Officer revoked". */
const titleOf = (code: string): string => {
  const words = code.replace(/(?<=[a-z])[A-Z]|(?<=[A-Z])[A-Z](?=[a-z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.slice(0, 200);
};
