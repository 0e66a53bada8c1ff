import { deviceOperations } from './device-operations.ts';
import { fleetOperations } from './fleet-operations.ts';
import { base64Answer, base64Body, cmsBody, jsonOf, kindsText, lines, pathParameter, problem, systemParameter } from './parts.ts';
import { refTo } from './schemas.ts';

type Json = Readonly<Record<string, unknown>>;

const hashParameter = pathParameter('hash', { type: 'string', pattern: '^[0-9a-f]{64}$' });

/** Every operation of HQ, by "METHOD path". A test holds it equal to the servers' routes. */
export const operations: Readonly<Record<string, Json>> = {
  'POST /.well-known/est/simpleenroll': {
    operationId: 'simpleEnroll',
    tags: ['enrolment'],
    summary: 'First certificate of a fresh laptop, for a one-time code',
    description:
      'RFC 7030 §4.2.1. User: device name; password: the code. The code works once, for 15 minutes, and dies after 5 wrong guesses.',
    security: [{ oneTimeCode: [] }],
    requestBody: base64Body('application/pkcs10', 'PKCS #10 request for a P-256 key'),
    responses: { 200: base64Answer('application/pkcs7-mime', 'The certificate, certs-only'), 400: problem, 401: problem, 429: problem },
  },
  'GET /.well-known/est/cacerts': {
    operationId: 'caCertificates',
    tags: ['device channel'],
    summary: 'The force’s authorities (RFC 7030 §4.1)',
    security: [{ deviceCertificate: [] }],
    responses: { 200: base64Answer('application/pkcs7-mime', 'Certs-only'), 403: problem },
  },
  'POST /.well-known/est/fullcmc': {
    operationId: 'fullCmc',
    tags: ['device channel'],
    summary: 'Shift certificate, for a CMC request signed by the warrant card (RFC 7030 §4.3)',
    description: 'A refusal is a CMC full response too: its statusString is a code of the device channel.',
    security: [{ deviceCertificate: [] }],
    requestBody: base64Body('application/pkcs7-mime', 'CMC full request, RFC 5272'),
    responses: {
      200: base64Answer('application/pkcs7-mime', 'CMC full response with the certificate'),
      400: base64Answer('application/pkcs7-mime', 'CMC full response: the request cannot be read'),
      403: base64Answer('application/pkcs7-mime', 'CMC full response: refused'),
      503: base64Answer('application/pkcs7-mime', 'CMC full response: HQ cannot judge now, try later'),
    },
  },
  'POST /.well-known/est/simplereenroll': {
    operationId: 'simpleReenroll',
    tags: ['device channel'],
    summary: 'A new device certificate before the old one ends (RFC 7030 §4.2.2)',
    security: [{ deviceCertificate: [] }],
    requestBody: base64Body('application/pkcs10', 'PKCS #10 request with the same subject'),
    responses: { 200: base64Answer('application/pkcs7-mime', 'The certificate, certs-only'), 400: problem, 403: problem },
  },
  'GET /v1/device/trust': {
    operationId: 'trust',
    tags: ['device channel'],
    summary: 'Authorities and revocation lists, for use offline',
    security: [{ deviceCertificate: [] }],
    responses: { 200: jsonOf('trustBundle'), 403: problem },
  },
  'POST /v1/device/lease': {
    operationId: 'lease',
    tags: ['device channel'],
    summary: 'The officer’s lease on this laptop, with the device share',
    description: 'The body is CMS SignedData by the shift key; its content is a leaseRequest.',
    security: [{ deviceCertificate: [] }],
    requestBody: cmsBody,
    responses: { 200: jsonOf('lease'), 400: problem, 403: problem },
  },
  ...deviceOperations,
  ...fleetOperations,
  'GET /v1/me': {
    operationId: 'me',
    tags: ['systems'],
    summary: 'The officer as the directory knows them',
    security: [{ shiftCertificate: [] }],
    responses: { 200: jsonOf('officer'), 403: problem },
  },
  'GET /v1/blobs/{hash}': {
    operationId: 'blobState',
    tags: ['systems'],
    summary: 'How far HQ has an attachment of this officer',
    security: [{ shiftCertificate: [] }],
    parameters: [hashParameter],
    responses: { 200: jsonOf('blobState'), 403: problem, 404: problem },
  },
  'PUT /v1/blobs/{hash}': {
    operationId: 'blobChunk',
    tags: ['systems'],
    summary: 'The next chunk of an attachment, of 256 KiB but for the last; the last one proves its hash',
    description: 'Refused with how HQ stands where the chunk does not follow. 507: too much of this officer waits for its command.',
    security: [{ shiftCertificate: [] }],
    parameters: [
      hashParameter,
      { name: 'bytes', in: 'query', required: true, schema: { type: 'integer', minimum: 1 } },
      { name: 'offset', in: 'query', required: true, schema: { type: 'integer', minimum: 0 } },
    ],
    requestBody: { required: true, content: { 'application/octet-stream': {} } },
    responses: {
      200: jsonOf('blobState'),
      400: problem,
      403: problem,
      404: problem,
      409: jsonOf('blobState'),
      413: problem,
      422: problem,
      507: problem,
    },
  },
  'GET /v1/{system}/changes': {
    operationId: 'changes',
    tags: ['systems'],
    summary: 'The next page of a system’s changes',
    description: `NDJSON, one changeLine a line, a cursor last. Kinds of item: ${kindsText}.`,
    security: [{ shiftCertificate: [] }],
    parameters: [systemParameter, { name: 'cursor', in: 'query', required: false, schema: { type: 'string', maxLength: 200 } }],
    responses: { 200: lines('changeLine'), 403: problem, 404: problem },
  },
  'GET /v1/{system}/nudges': {
    operationId: 'nudges',
    tags: ['systems'],
    summary: 'Says when something may have changed; held open',
    security: [{ shiftCertificate: [] }],
    parameters: [systemParameter],
    responses: { 200: lines('nudgeLine'), 403: problem, 404: problem },
  },
  'POST /v1/{system}/commands': {
    operationId: 'command',
    tags: ['systems'],
    summary: 'Carries out what an officer decided, exactly once',
    description: 'The payload’s schema is the component named "{system}.{command}".',
    security: [{ shiftCertificate: [] }],
    parameters: [systemParameter, { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }],
    requestBody: { required: true, content: { 'application/json': { schema: refTo('commandRequest') } } },
    responses: {
      200: jsonOf('commandDone'),
      400: problem,
      403: problem,
      404: problem,
      409: jsonOf('commandConflict'),
      413: problem,
      422: problem,
    },
  },
};
