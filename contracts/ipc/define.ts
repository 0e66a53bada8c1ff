import type { z } from 'zod';
import type { Result } from '../result.ts';

/** Codes that any call may answer: nobody is signed in, the request is not of its form, or something broke (quote the code to ICT). */
export const commonCodes = ['Locked', 'BadRequest', 'Internal'] as const;
export type CommonCode = (typeof commonCodes)[number];

/** One call from the renderer to main: what goes in, what comes out, and every way in which it can be refused. */
export interface CallContract {
  readonly request: z.ZodType;
  readonly response: z.ZodType;
  readonly errors: readonly string[];
}
/** One event from main to the renderer. */
export interface EventContract {
  readonly payload: z.ZodType;
}

/** The calls and events of one domain. */
export interface DomainContract {
  readonly calls: Readonly<Record<string, CallContract>>;
  readonly events: Readonly<Record<string, EventContract>>;
}
export const defineDomain = <const D extends DomainContract>(domain: D): D => domain;

export type CodeOf<C extends CallContract> = C['errors'][number] | CommonCode;
export type AnswerOf<C extends CallContract> = Result<z.output<C['response']>, CodeOf<C>>;

/** What the renderer sees of a domain: one function a call, and `on` for its events (it returns the way to stop listening). */
export type DomainClient<D extends DomainContract> = {
  readonly [K in keyof D['calls']]: (request: z.input<D['calls'][K]['request']>) => Promise<AnswerOf<D['calls'][K]>>;
} & {
  readonly on: <E extends keyof D['events'] & string>(
    event: E,
    listener: (payload: z.output<D['events'][E]['payload']>) => void,
  ) => () => void;
};

/** What main implements of a domain. It may throw: the router then answers Internal. */
export type DomainHandlers<D extends DomainContract> = {
  readonly [K in keyof D['calls']]: (
    request: z.output<D['calls'][K]['request']>,
  ) => Promise<Result<z.input<D['calls'][K]['response']>, D['calls'][K]['errors'][number]>>;
};
