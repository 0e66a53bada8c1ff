import { z } from 'zod';
import { problem } from '../contracts/hq/commands.ts';
import type { Channel, Endpoint, Payload } from '../contracts/hq/endpoint.ts';
import { endpoint, endpointIds } from '../contracts/hq/endpoints.ts';
import { commonProblems, problemsOf } from '../contracts/hq/problems.ts';
import { nameOf, refTo, schemas } from './openapi/schemas.ts';

type Json = Readonly<Record<string, unknown>>;

/** HQ's HTTP contract as an OpenAPI 3.1 document: the table of endpoints, and the schemas that both ends check with. */
export const openApiDocument = (): Json => {
  const made = schemas();
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mobile Office HQ',
      version: '1',
      description: 'What a laptop says to its force. A force’s integration layer implements the operations tagged "systems".',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    tags: [
      { name: 'enrolment', description: 'The enrolment port: TLS with the force’s server certificate alone.' },
      { name: 'device channel', description: 'Requests on the tunnel connection itself; all else there is CONNECT.' },
      { name: 'fleet', description: 'services.hq:443, for officers with the role ict alone.' },
      { name: 'systems', description: 'services.hq:443, inside the tunnel.' },
    ],
    paths: pathsOf(made.parametersOf),
    components: {
      schemas: made.components,
      securitySchemes: {
        oneTimeCode: { type: 'http', scheme: 'basic' },
        deviceCertificate: { type: 'mutualTLS', description: 'The laptop’s device certificate' },
        shiftCertificate: { type: 'mutualTLS', description: 'The officer’s shift certificate' },
      },
    },
  };
};

type Parameters = (object: z.ZodObject) => Readonly<Record<string, Json>>;

const pathsOf = (parameters: Parameters): Json => {
  const byPath: Record<string, Record<string, Json>> = {};
  for (const id of endpointIds) {
    const row = endpoint(id);
    byPath[row.path] = { ...byPath[row.path], [row.method.toLowerCase()]: { operationId: id, ...operationOf(row, parameters) } };
  }
  return byPath;
};

const channels: Readonly<Record<Channel, { readonly tag: string; readonly security: string }>> = {
  enrolment: { tag: 'enrolment', security: 'oneTimeCode' },
  device: { tag: 'device channel', security: 'deviceCertificate' },
  shift: { tag: 'systems', security: 'shiftCertificate' },
};

const operationOf = (row: Endpoint, parameters: Parameters): Json => {
  const { summary, request, channel, role, formerPath } = row;
  const former = formerPath && `HQ answers at ${formerPath} too, where laptops of this version ask.`;
  const description = [row.description, former].filter(Boolean).join(' ');
  const all = [
    ...parametersIn('path', row.segments, parameters),
    ...parametersIn('query', row.query, parameters),
    ...parametersIn('header', row.headers?.schema, parameters),
  ];
  return {
    tags: [role === undefined ? channels[channel].tag : 'fleet'],
    summary,
    ...(description === '' ? {} : { description }),
    security: [{ [channels[channel].security]: [] }],
    ...(all.length === 0 ? {} : { parameters: all }),
    ...(request === undefined ? {} : { requestBody: { required: true, ...bodyOf(request) } }),
    responses: responsesOf(row),
  };
};

const parametersIn = (place: string, object: z.ZodObject | undefined, parameters: Parameters): readonly Json[] =>
  object === undefined
    ? []
    : Object.entries(parameters(object)).map(([name, schema]) => ({
        name,
        in: place,
        required: !z.safeParse(object.shape[name] ?? z.never(), undefined).success,
        schema,
      }));

/** By status: what is answered, and the codes with which it is refused (problem details, RFC 9457). */
const responsesOf = (row: Endpoint): Json => {
  const problems = [...Object.entries(commonProblems), ...Object.entries(problemsOf(row))].map(([code, status]) => [status, code] as const);
  const codes = Object.entries(Object.groupBy(problems, ([status]) => status));
  const responses: Record<string, { readonly description: string; readonly content?: Json }> = {};
  for (const [status, payload] of Object.entries(row.answers)) responses[status] = { description: 'Done', ...bodyOf(payload) };
  for (const [status, refused = []] of codes) {
    const description = [...new Set(refused.map(([, code]) => code))].join(', ');
    const content = { ...responses[status]?.content, 'application/problem+json': { schema: refTo(problem) } };
    responses[status] = { description, content };
  }
  return responses;
};

const bodyOf = (payload: Payload): { readonly description?: string; readonly content?: Json } => {
  switch (payload.kind) {
    case 'nothing':
      return {};
    case 'json':
      return { content: { 'application/json': { schema: refTo(payload.schema) } } };
    case 'lines':
      return { description: 'NDJSON: one value a line', content: { 'application/x-ndjson': { schema: refTo(payload.schema) } } };
    case 'base64':
      return { content: { [payload.type]: { schema: { type: 'string', contentEncoding: 'base64' } } } };
    case 'bytes':
      return {
        description: `CMS SignedData, DER${payload.content === undefined ? '' : `, over a ${nameOf(payload.content)}`}`,
        content: { [payload.type]: { schema: { type: 'string', format: 'binary' } } },
      };
  }
};
