import { z } from 'zod';
import { deviceName } from '../domain/device.ts';
import { role, staffId } from '../domain/officer.ts';
import { order, receipt } from '../domain/order.ts';
import { maybeText, writtenText } from '../domain/text.ts';
import {
  deviceDetail,
  devicePage,
  deviceQuery,
  enrolmentOffer,
  fleetProblem,
  officerPage,
  officerQuery,
  officerRow,
  orderSummary,
} from '../hq/fleet.ts';
import { defineDomain } from './define.ts';
import { pinBytes, signatureErrors } from './pin.ts';

/** Why the register did not answer: its own refusals, or there is no HQ now. Nothing of the fleet is kept on the laptop. */
const asked = [...fleetProblem.options, 'TunnelDown', 'HqUnusable'] as const;
/** Signing with the card's signature key (9C) asks the PIN each time. */
const signed = [...asked, ...signatureErrors] as const;

const shortWords = writtenText(200);

/** What ICT decides; main adds id, sequence, force and times, and has the card sign it. */
export const orderDraft = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lock'), device: deviceName, reason: shortWords }),
  z.object({ kind: z.literal('unlock'), device: deviceName, reason: shortWords }),
  z.object({ kind: z.literal('disconnect'), device: deviceName, reason: shortWords }),
  z.object({ kind: z.literal('wipe'), device: deviceName, reason: shortWords, handOver: z.boolean(), returnTo: shortWords }),
  z.object({ kind: z.literal('message'), device: deviceName, reason: shortWords, text: writtenText(500) }),
  z.object({ kind: z.literal('policy'), device: deviceName, reason: shortWords, version: z.number().int().min(1) }),
]);
export type OrderDraft = z.infer<typeof orderDraft>;

/** A receipt as this client has checked it, against the device authority and the device's name. */
export const checkedReceipt = z.discriminatedUnion('valid', [
  z.object({ valid: z.literal(true), receipt }),
  z.object({ valid: z.literal(false), why: z.enum(['Malformed', 'BadSignature', 'Untrusted', 'WrongDevice', 'WrongOrder']) }),
]);

export type CheckedReceipt = z.infer<typeof checkedReceipt>;

/** An order that waits for a countersignature, with all that the signature would put a name to, as it was signed first. */
export const waitingOrder = orderSummary.extend({ content: order });
export type WaitingOrder = z.infer<typeof waitingOrder>;

const byId = z.object({ id: z.uuid() });

/** The fleet register as ICT sees it. HQ refuses every call of anybody without the role. */
export const fleet = defineDomain({
  calls: {
    devices: { request: deviceQuery, response: devicePage, errors: asked },
    device: { request: z.object({ name: deviceName }), response: deviceDetail, errors: asked },
    enrolmentCode: {
      request: z.object({ device: deviceName, pool: maybeText(200) }),
      response: enrolmentOffer,
      errors: asked,
    },
    give: { request: z.object({ draft: orderDraft, pin: pinBytes }), response: orderSummary, errors: signed },
    /** countersign signs nothing that was not shown by this. */
    waiting: { request: z.null(), response: z.object({ orders: z.array(waitingOrder).max(100) }), errors: asked },
    countersign: { request: byId.extend({ pin: pinBytes }), response: orderSummary, errors: signed },
    cancel: { request: byId, response: orderSummary, errors: asked },
    receipts: {
      request: byId,
      response: z.object({ order: orderSummary, receipts: z.array(checkedReceipt).max(10) }),
      errors: asked,
    },
    /** Writes the newest receipt as it came (CMS, DER) to a file that the person chooses the name of; `path` says where it is. */
    exportReceipt: { request: byId, response: z.object({ path: z.string().max(4096) }), errors: [...asked, 'NotWritten'] },
    officers: { request: officerQuery, response: officerPage, errors: asked },
    revokeOfficer: { request: z.object({ staffId }), response: officerRow, errors: asked },
    restoreOfficer: { request: z.object({ staffId }), response: officerRow, errors: asked },
    setRoles: { request: z.object({ staffId, roles: z.array(role).min(1) }), response: officerRow, errors: asked },
    revokeCard: { request: z.object({ staffId, serial: z.string().max(64) }), response: officerRow, errors: asked },
  },
  events: {},
});
