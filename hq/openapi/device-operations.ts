import { cmsBody, digestParameter, jsonBody, jsonOf, pathParameter, problem } from './parts.ts';

type Json = Readonly<Record<string, unknown>>;

const operation = (operationId: string, summary: string, rest: Json): Json => ({
  operationId,
  tags: ['device channel'],
  summary,
  security: [{ deviceCertificate: [] }],
  ...rest,
});

const done: Json = { description: 'Durable' };

/** Orders, receipts, policy, journal, parcels and renewed cards (contracts/hq/orders.ts). Open to a laptop that is locked or being wiped. */
export const deviceOperations: Readonly<Record<string, Json>> = {
  'GET /v1/device/orders': operation('waitingOrders', 'Orders past a sequence number; held open until there is one', {
    parameters: [{ name: 'after', in: 'query', required: false, schema: { type: 'integer', minimum: 0 } }],
    responses: { 200: jsonOf('waitingOrders'), 400: problem, 403: problem },
  }),
  'POST /v1/device/receipts': operation('receipt', 'What became of an order', {
    description:
      'The body is CMS SignedData by the device key; its content is a receipt. The same one again is 200 too. Open to a wiped laptop for a while.',
    requestBody: cmsBody,
    responses: { 200: done, 400: problem, 403: problem, 413: problem },
  }),
  'GET /v1/device/policy': operation('policy', 'The newest signed policy', {
    responses: { 200: jsonOf('currentPolicy'), 403: problem, 404: problem },
  }),
  'POST /v1/device/report': operation('report', 'How the laptop stands', {
    requestBody: jsonBody('deviceReport'),
    responses: { 200: done, 400: problem, 403: problem, 413: problem },
  }),
  'GET /v1/device/journal': operation('journalHead', 'How far HQ has the laptop’s journal', {
    responses: { 200: jsonOf('journalHead'), 403: problem },
  }),
  'POST /v1/device/journal': operation('journalUpload', 'More of the laptop’s journal', {
    description: 'Refused with HQ’s head where the entries do not follow it; what HQ has already is passed over.',
    requestBody: jsonBody('journalUpload'),
    responses: { 200: jsonOf('journalHead'), 400: problem, 403: problem, 409: jsonOf('journalHead'), 413: problem },
  }),
  'POST /v1/device/parcels': operation('leaveParcel', 'Sealed unsent work of an officer, before it is destroyed here', {
    description: 'The same parcel again tells which of its parts are still missing.',
    requestBody: jsonBody('parcel'),
    responses: { 200: jsonOf('parcelKept'), 400: problem, 403: problem, 409: problem, 413: problem },
  }),
  'PUT /v1/device/parcels/{id}/parts/{digest}': operation('leaveParcelPart', 'What lies beside a parcel’s envelope, sealed', {
    parameters: [pathParameter('id', { type: 'string', format: 'uuid' }), digestParameter],
    requestBody: { required: true, content: { 'application/octet-stream': {} } },
    responses: { 200: done, 403: problem, 404: problem, 413: problem, 422: problem },
  }),
  'POST /v1/device/rewrap': operation('rewrap', 'The officer’s card share for a renewed card', {
    description: 'The body is CMS SignedData by the shift key; its content is a rewrapRequest. The problem’s code is a rewrapProblem.',
    requestBody: cmsBody,
    responses: { 200: jsonOf('rewrapped'), 400: problem, 403: problem, 413: problem },
  }),
};
