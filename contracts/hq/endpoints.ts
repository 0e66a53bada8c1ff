import type { z } from 'zod';
import type { Channel, Endpoint, Payload } from './endpoint.ts';
import { deviceEndpoints } from './endpoints/device.ts';
import { enrolmentEndpoints } from './endpoints/enrolment.ts';
import { fleetEndpoints } from './endpoints/fleet.ts';
import { searchEndpoints } from './endpoints/search.ts';
import { systemEndpoints } from './endpoints/systems.ts';
import type { channelProblems, commonProblems } from './problems.ts';

/** Every endpoint of HQ, by the name that laptop, HQ and OpenAPI call it by. */
export const endpoints = {
  ...enrolmentEndpoints,
  ...deviceEndpoints,
  ...systemEndpoints,
  ...searchEndpoints,
  ...fleetEndpoints,
} as const satisfies Readonly<Record<string, Endpoint>>;
type Endpoints = typeof endpoints;
export type EndpointId = keyof Endpoints;
export type EndpointOn<C extends Channel> = { [Id in EndpointId]: Endpoints[Id]['channel'] extends C ? Id : never }[EndpointId];

/** The table's row as any row. */
export const endpoint = (id: EndpointId): Endpoint => endpoints[id];
export const endpointIds = Object.keys(endpoints) as readonly EndpointId[];

/** What a request is made of, as it is written (`Input`) and as it is read (`Output`). */
type Part<Id extends EndpointId, Name extends 'segments' | 'query'> = Endpoints[Id] extends {
  readonly [N in Name]: infer S extends z.ZodType;
}
  ? S
  : z.ZodType<unknown, undefined>;
type Headers<Id extends EndpointId> = Endpoints[Id] extends { readonly headers: { readonly schema: infer S extends z.ZodType } }
  ? S
  : z.ZodType<unknown, undefined>;
type Written<P> = P extends { readonly kind: 'json' | 'lines'; readonly schema: infer S extends z.ZodType }
  ? z.input<S>
  : P extends { readonly kind: 'bytes' | 'base64' }
    ? Uint8Array
    : undefined;
type Read<P> = P extends { readonly kind: 'json'; readonly schema: infer S extends z.ZodType }
  ? z.output<S>
  : P extends { readonly kind: 'bytes' | 'base64' }
    ? Uint8Array
    : undefined;
type Request<Id extends EndpointId> = Endpoints[Id] extends { readonly request: infer P extends Payload } ? P : undefined;

/** Of a record, the fields that hold something. */
type Given<Fields> = { readonly [F in keyof Fields as undefined extends Fields[F] ? never : F]: Fields[F] };
/** What a laptop gives to ask an endpoint. */
export type EndpointRequest<Id extends EndpointId> = Given<{
  segments: z.input<Part<Id, 'segments'>>;
  query: z.input<Part<Id, 'query'>>;
  headers: z.input<Headers<Id>>;
  body: Written<Request<Id>>;
}>;
export type SegmentsOf<Id extends EndpointId> = z.output<Part<Id, 'segments'>>;
export type QueryOf<Id extends EndpointId> = z.output<Part<Id, 'query'>>;
export type HeadersOf<Id extends EndpointId> = z.output<Headers<Id>>;
export type BodyOf<Id extends EndpointId> = Read<Request<Id>>;

type Answers<Id extends EndpointId> = Endpoints[Id]['answers'];
/** An answer as the laptop reads it: its status, and what it holds. */
export type EndpointAnswer<Id extends EndpointId> = {
  readonly [Status in keyof Answers<Id>]: { readonly status: Status; readonly value: Read<Answers<Id>[Status]> };
}[keyof Answers<Id>];
type WrittenAnswer<P> = P extends { readonly kind: 'lines' }
  ? string | AsyncIterable<string>
  : P extends { readonly kind: 'nothing' }
    ? undefined
    : Written<P>;
/** What HQ gives for a 200. */
export type Done<Id extends EndpointId> = WrittenAnswer<Answers<Id>[200]>;
/** What HQ gives for another status that is an answer and no problem. */
export type Otherwise<Id extends EndpointId> = {
  readonly [Status in Exclude<keyof Answers<Id>, 200>]: { readonly status: Status; readonly value: WrittenAnswer<Answers<Id>[Status]> };
}[Exclude<keyof Answers<Id>, 200>];

type OwnProblem<Id extends EndpointId> = Endpoints[Id] extends { readonly problems: infer P } ? keyof P : never;
/** Every code with which an endpoint may refuse. */
export type ProblemOf<Id extends EndpointId> = Extract<
  OwnProblem<Id> | keyof (typeof channelProblems)[Endpoints[Id]['channel']] | keyof typeof commonProblems,
  string
>;
/** Every code with which HQ may refuse anything. */
export type ProblemCode = { [Id in EndpointId]: ProblemOf<Id> }[EndpointId];
