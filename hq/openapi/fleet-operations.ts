import { digestParameter, jsonBody, jsonOf, pathParameter, problem } from './parts.ts';
import { refTo } from './schemas.ts';

type Json = Readonly<Record<string, unknown>>;

const operation = (operationId: string, summary: string, rest: Json): Json => ({
  operationId,
  tags: ['fleet'],
  summary,
  security: [{ shiftCertificate: [] }],
  ...rest,
});

const query = (name: string, schema: Json): Json => ({ name, in: 'query', required: false, schema });
const paging: readonly Json[] = [
  query('search', { type: 'string', maxLength: 100 }),
  query('offset', { type: 'integer', minimum: 0 }),
  query('limit', { type: 'integer', minimum: 1, maximum: 100 }),
];

const laptop = pathParameter('name', { type: 'string' });
const order = pathParameter('id', { type: 'string', format: 'uuid' });
const officer = pathParameter('staffId', { type: 'string' });

/** What every operation of the register may answer beside its own. */
const refusals = { 403: problem, 404: problem } as const;
const changes = { ...refusals, 409: problem } as const;
const orders = { ...changes, 400: problem, 422: problem } as const;

/** The fleet register, for officers with the role ict alone (contracts/hq/fleet.ts), and parcels, for their officers. */
export const fleetOperations: Readonly<Record<string, Json>> = {
  'GET /v1/fleet/devices': operation('fleetDevices', 'One page of the fleet', {
    parameters: [
      ...paging,
      query('state', refTo('deviceState')),
      query('sort', refTo('deviceSort')),
      query('descending', { type: 'boolean' }),
    ],
    responses: { 200: jsonOf('devicePage'), 400: problem, 403: problem },
  }),
  'GET /v1/fleet/devices/{name}': operation('fleetDevice', 'A laptop with its orders and history', {
    parameters: [laptop],
    responses: { 200: jsonOf('deviceDetail'), ...refusals },
  }),
  'POST /v1/fleet/devices/{name}/code': operation('fleetCode', 'A one-time enrolment code; any earlier one dies', {
    parameters: [laptop],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { type: 'object', properties: { pool: { type: 'string' } }, required: ['pool'] } } },
    },
    responses: { 200: jsonOf('enrolmentOffer'), 400: problem, ...changes },
  }),
  'POST /v1/fleet/orders': operation('giveOrder', 'An order, signed with the card’s signature key', {
    requestBody: jsonBody('signedOrder'),
    responses: { 200: jsonOf('orderSummary'), ...orders },
  }),
  'POST /v1/fleet/orders/{id}/countersign': operation('countersignOrder', 'Another ICT officer’s signature over the same bytes', {
    parameters: [order],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: { type: 'object', properties: { signature: { type: 'string', contentEncoding: 'base64' } }, required: ['signature'] },
        },
      },
    },
    responses: { 200: jsonOf('orderSummary'), ...orders },
  }),
  'POST /v1/fleet/orders/{id}/cancel': operation('cancelOrder', 'Takes an order back that no laptop has', {
    parameters: [order],
    responses: { 200: jsonOf('orderSummary'), ...changes },
  }),
  'GET /v1/fleet/orders/{id}': operation('orderDocuments', 'The order and its receipts, as they came', {
    parameters: [order],
    responses: { 200: jsonOf('orderDocuments'), ...refusals },
  }),
  'GET /v1/fleet/waiting': operation('waitingSignatures', 'Orders of others that wait for a countersignature', {
    responses: { 200: jsonOf('waitingSignatures'), 403: problem },
  }),
  'GET /v1/fleet/officers': operation('fleetOfficers', 'One page of the directory', {
    parameters: paging,
    responses: { 200: jsonOf('officerPage'), 400: problem, 403: problem },
  }),
  'POST /v1/fleet/officers/{staffId}/revoke': operation('revokeOfficer', 'No certificate and no lease any more', {
    parameters: [officer],
    responses: { 200: jsonOf('officerRow'), ...changes },
  }),
  'POST /v1/fleet/officers/{staffId}/restore': operation('restoreOfficer', 'Certificates again, from the next sign-in on', {
    parameters: [officer],
    responses: { 200: jsonOf('officerRow'), ...refusals },
  }),
  'POST /v1/fleet/officers/{staffId}/roles': operation('setRoles', 'What the officer may do', {
    parameters: [officer],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: { type: 'object', properties: { roles: { type: 'array', minItems: 1, items: refTo('role') } }, required: ['roles'] },
        },
      },
    },
    responses: { 200: jsonOf('officerRow'), 400: problem, ...changes },
  }),
  'POST /v1/fleet/officers/{staffId}/cards/{serial}/revoke': operation('revokeCard', 'A lost card signs nothing any more', {
    parameters: [officer, pathParameter('serial', { type: 'string', pattern: '^[0-9a-f]{1,64}$' })],
    responses: { 200: jsonOf('officerRow'), ...changes },
  }),
  'GET /v1/parcels': {
    ...operation('parcels', 'The officer’s own sealed parcels', { responses: { 200: jsonOf('parcelList'), 403: problem } }),
    tags: ['systems'],
  },
  'GET /v1/parcels/{id}/parts/{digest}': {
    ...operation('parcelPart', 'A part of an own parcel, as it came', {
      parameters: [pathParameter('id', { type: 'string', format: 'uuid' }), digestParameter],
      responses: { 200: { description: 'Sealed bytes', content: { 'application/octet-stream': {} } }, ...refusals },
    }),
    tags: ['systems'],
  },
  'POST /v1/parcels/{id}/taken': {
    ...operation('parcelTaken', 'The work is in an outbox again: HQ forgets the parcel', {
      parameters: [pathParameter('id', { type: 'string', format: 'uuid' })],
      responses: { 200: { description: 'Forgotten' }, ...refusals },
    }),
    tags: ['systems'],
  },
};
