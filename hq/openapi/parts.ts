import { feedKinds } from '../../contracts/systems/index.ts';
import { refTo } from './schemas.ts';

type Json = Readonly<Record<string, unknown>>;

/** Problem details, RFC 9457. */
export const problem: Json = { description: 'Refused', content: { 'application/problem+json': { schema: refTo('problem') } } };

export const jsonOf = (id: string): Json => ({ description: id, content: { 'application/json': { schema: refTo(id) } } });

/** NDJSON: one value of the schema a line. */
export const lines = (id: string): Json => ({
  description: `One ${id} a line`,
  content: { 'application/x-ndjson': { schema: refTo(id) } },
});

const base64 = { type: 'string', contentEncoding: 'base64' } as const;

/** EST bodies are base64 without line breaks. */
export const base64Body = (type: string, description: string): Json => ({
  required: true,
  description,
  content: { [type]: { schema: base64 } },
});
export const base64Answer = (type: string, description: string): Json => ({ description, content: { [type]: { schema: base64 } } });

/** A JSON body of the schema. */
export const jsonBody = (id: string): Json => ({ required: true, content: { 'application/json': { schema: refTo(id) } } });

/** CMS SignedData, DER. */
export const cmsBody: Json = { required: true, content: { 'application/pkcs7-mime': { schema: { type: 'string', format: 'binary' } } } };

export const pathParameter = (name: string, schema: Json): Json => ({ name, in: 'path', required: true, schema });

/** SHA-256, lower-case hexadecimal. */
export const digestParameter = pathParameter('digest', { type: 'string', pattern: '^[0-9a-f]{64}$' });

export const systemParameter: Json = { name: 'system', in: 'path', required: true, schema: refTo('system') };

/** "storm: incident, unit, codeList; …" */
export const kindsText = Object.entries(feedKinds)
  .map(([system, kinds]) => `${system}: ${Object.keys(kinds).join(', ')}`)
  .join('; ');
