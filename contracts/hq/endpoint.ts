import type { z } from 'zod';
import type { Role } from '../domain/officer.ts';

/**
 * What carries a request, and with which credential. enrolment: TLS with the force's server certificate alone, HTTP/1.1. device: requests on
 * the tunnel connection itself, by the device certificate; all else there is CONNECT (RFC 9113 §8.5). shift: services.hq:443 inside the
 * tunnel, by the officer's shift certificate.
 */
export type Channel = 'enrolment' | 'device' | 'shift';

/** What a body is. bytes: as they are. base64: DER as EST sends it (RFC 7030 §4, RFC 8951 §3.1). lines: NDJSON. nothing: the status says all. */
export type Payload =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'json'; readonly schema: z.ZodType }
  | { readonly kind: 'lines'; readonly schema: z.ZodType; readonly maxLineBytes: number; readonly silenceMs: number }
  /** `content`: what is signed, where that is JSON. */
  | { readonly kind: 'bytes' | 'base64'; readonly type: string; readonly content?: z.ZodType };

/** One endpoint of HQ, declared once: laptop, HQ's router and the OpenAPI document derive from it. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** `{name}` stands for one segment; `segments` says what may stand there. */
  readonly path: string;
  /**
   * The path that it had in the version before. HQ answers there too, and laptops ask there: an HQ of that version knows no other. A version
   * later it goes.
   */
  readonly formerPath?: string;
  readonly channel: Channel;
  /** Only officers with this role, by the directory at the time of the request; others: NotAuthorised, audited. */
  readonly role?: Role;
  /** So often a minute one laptop, or one officer on one, may ask; then TryLater. For what costs HQ a signature, or a search. */
  readonly tries?: number;
  /** Open to a laptop that was wiped, for a while. */
  readonly openToWiped?: true;
  /** Open to officers on a program below the policy's minimum version: what waits goes out, and nothing else is asked. */
  readonly openToOutdated?: true;
  readonly summary: string;
  readonly description?: string;
  /** What is none of these is NotFound. */
  readonly segments?: z.ZodObject;
  /** What is none of these is Malformed. */
  readonly query?: z.ZodObject;
  readonly headers?: { readonly schema: z.ZodObject; readonly problem: string };
  readonly request?: Payload & { readonly maxBytes: number };
  /** By status. A body that is `application/problem+json` is none of these. */
  readonly answers: { readonly 200: Payload; readonly [status: number]: Payload };
  /** Codes of problem details (RFC 9457) and their statuses, beside those of its channel and of all. */
  readonly problems?: Readonly<Record<string, number>>;
  /** The laptop cuts off what is longer, and gives up when the answer (of lines: the first byte) has not come by then. */
  readonly maxAnswerBytes: number;
  readonly timeoutMs: number;
}

export const nothing = { kind: 'nothing' } as const;
export const json = <const Schema extends z.ZodType>(schema: Schema) => ({ kind: 'json', schema }) as const;
export const base64 = (type: string) => ({ kind: 'base64', type }) as const;
/** CMS SignedData, DER, over JSON of the schema. */
export const signed = (content: z.ZodType) => ({ kind: 'bytes', type: 'application/pkcs7-mime; smime-type=signed-data', content }) as const;

/** Where a laptop asks an endpoint: its path with the segments put in, and the query. */
export const targetOf = (
  { path, formerPath = path }: Pick<Endpoint, 'path' | 'formerPath'>,
  segments: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string | number | boolean | undefined>> = {},
): string => {
  const filled = formerPath.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(segments[name] ?? ''));
  const words = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return words.length === 0 ? filled : `${filled}?${words.join('&')}`;
};
