import { z } from 'zod';
import { deviceName } from '../../domain/device.ts';
import { role, staffId } from '../../domain/officer.ts';
import { signedOrder } from '../../domain/order.ts';
import { type Endpoint, json } from '../endpoint.ts';
import {
  deviceDetail,
  devicePage,
  deviceQuery,
  enrolmentOffer,
  officerPage,
  officerQuery,
  officerRow,
  orderDocuments,
  orderSummary,
  waitingSignatures,
} from '../fleet.ts';

const common = {
  channel: 'shift',
  role: 'ict',
  // The longest answer: a hundred orders that wait for a signature, each with its signature and the signer's certificate, 6 KiB.
  maxAnswerBytes: 4 * 1024 * 1024,
  // HQ answers in a tenth of a second; the rest is for a weak link.
  timeoutMs: 20_000,
} as const;
const reading = { ...common, method: 'GET' } as const;
const device = z.object({ name: deviceName });
const officer = z.object({ staffId });
const order = z.object({ id: z.uuid().toLowerCase() });

const MAX_BODY_BYTES = 4 * 1024;
/** Two signatures of the contract's longest, and the braces around them. */
const MAX_ORDER_BYTES = 72 * 1024;

/**
 * OrderRefused: the order's signature, signer, target or sequence does not hold; nothing was given. SequenceTaken: another was given
 * meanwhile. TooLate: it has been delivered, or is over.
 */
const orderProblems = { OrderRefused: 422, SameSigner: 422, SequenceTaken: 409, TooLate: 409 } as const;
const ordering = { ...common, method: 'POST', answers: { 200: json(orderSummary) }, problems: orderProblems } as const;
/** One may not take ICT's own role or right away from oneself. */
const changing = { ...common, method: 'POST', answers: { 200: json(officerRow) }, problems: { NotYourself: 409 } } as const;

/** The fleet register, over the services, for officers with the role ict. */
export const fleetEndpoints = {
  fleetDevices: {
    ...reading,
    path: '/v1/fleet/devices',
    summary: 'One page of the fleet',
    query: deviceQuery,
    answers: { 200: json(devicePage) },
  },
  fleetDevice: {
    ...reading,
    path: '/v1/fleet/devices/{name}',
    summary: 'A laptop with its orders and history',
    segments: device,
    answers: { 200: json(deviceDetail) },
  },
  fleetCode: {
    ...common,
    method: 'POST',
    path: '/v1/fleet/devices/{name}/code',
    summary: 'A one-time enrolment code; any earlier one dies',
    segments: device,
    request: { ...json(z.object({ pool: z.string().max(200) })), maxBytes: MAX_BODY_BYTES },
    answers: { 200: json(enrolmentOffer) },
    problems: { TooLate: 409 },
  },
  giveOrder: {
    ...ordering,
    path: '/v1/fleet/orders',
    summary: 'An order, signed with the card’s signature key; where it needs one more signature it is `unsigned`',
    request: { ...json(signedOrder), maxBytes: MAX_ORDER_BYTES },
  },
  countersignOrder: {
    ...ordering,
    path: '/v1/fleet/orders/{id}/countersign',
    summary: 'Another ICT officer’s signature over the same bytes',
    segments: order,
    request: { ...json(z.object({ signature: signedOrder.shape.signatures.element })), maxBytes: MAX_ORDER_BYTES },
  },
  cancelOrder: {
    ...ordering,
    path: '/v1/fleet/orders/{id}/cancel',
    summary: 'Takes an order back that no laptop has',
    segments: order,
  },
  orderDocuments: {
    ...reading,
    path: '/v1/fleet/orders/{id}',
    summary: 'The order and its receipts, as they came',
    segments: order,
    answers: { 200: json(orderDocuments) },
  },
  waitingSignatures: {
    ...reading,
    path: '/v1/fleet/waiting',
    summary: 'Orders of others that wait for a countersignature',
    answers: { 200: json(waitingSignatures) },
  },
  fleetOfficers: {
    ...reading,
    path: '/v1/fleet/officers',
    summary: 'One page of the directory',
    query: officerQuery,
    answers: { 200: json(officerPage) },
  },
  revokeOfficer: {
    ...changing,
    path: '/v1/fleet/officers/{staffId}/revoke',
    summary: 'No certificate and no lease any more',
    segments: officer,
  },
  restoreOfficer: {
    ...changing,
    path: '/v1/fleet/officers/{staffId}/restore',
    summary: 'Certificates again, from the next sign-in on',
    segments: officer,
  },
  setRoles: {
    ...changing,
    path: '/v1/fleet/officers/{staffId}/roles',
    summary: 'What the officer may do',
    segments: officer,
    request: { ...json(z.object({ roles: z.array(role).min(1).max(role.options.length) })), maxBytes: MAX_BODY_BYTES },
  },
  revokeCard: {
    ...changing,
    path: '/v1/fleet/officers/{staffId}/cards/{serial}/revoke',
    summary: 'A lost card signs nothing any more',
    segments: z.object({ staffId, serial: z.string().regex(/^[0-9a-f]{1,64}$/) }),
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
