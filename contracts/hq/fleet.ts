import { z } from 'zod';
import { collarNumber, instant, shortText } from '../domain/common.ts';
import { deviceName } from '../domain/device.ts';
import { role, staffId } from '../domain/officer.ts';
import { orderKind, orderRefusal, orderSigner, orderState, signedOrder } from '../domain/order.ts';
import { programVersion, releasePlatform, releaseStage, updateReport } from '../domain/release.ts';
import { MOST_SET_ASIDE_COUNTS, setAsideCount } from './orders.ts';

export const FLEET_PAGE_ROWS = 100;

/**
 * locked, wiping: held by such an order from its last signature on, whatever the laptop answers. revoked: cut off. wiped: its receipt is
 * here. expected: a code was given and it has not enrolled yet.
 */
export const deviceState = z.enum(['expected', 'active', 'locked', 'wiping', 'wiped', 'revoked']);
export type DeviceState = z.infer<typeof deviceState>;

export const deviceSort = z.enum(['name', 'state', 'lastSeen', 'version', 'disk', 'unsent', 'leaseEnd']);
export type DeviceSort = z.infer<typeof deviceSort>;

export const orderSummary = z.object({
  id: z.uuid(),
  device: deviceName,
  kind: orderKind,
  state: orderState,
  sequence: z.number().int(),
  reason: shortText,
  at: instant,
  notAfter: instant,
  signers: z.array(orderSigner).max(2),
  /** When the laptop's last receipt came. */
  answeredAt: instant.optional(),
  refusal: orderRefusal.optional(),
});
export type OrderSummary = z.infer<typeof orderSummary>;

export const deviceRow = z.object({
  name: deviceName,
  pool: z.string().max(200),
  state: deviceState,
  lastSeen: instant.optional(),
  version: z.string().max(40).optional(),
  /** As the laptop last told of its next version. */
  update: updateReport.optional(),
  /** Those who had a lease there, newest first. */
  officers: z.array(z.object({ staffId, name: shortText })).max(3),
  diskBytes: z.number().int().optional(),
  unsent: z.number().int().optional(),
  leaseEnd: instant.optional(),
  /** The newest order that is not over. */
  order: z.object({ kind: orderKind, state: orderState }).optional(),
  /** The lock or wipe that holds it; also one that the laptop refused, or that ran out. */
  hold: z.object({ kind: orderKind, state: orderState }).optional(),
});
export type DeviceRow = z.infer<typeof deviceRow>;

export const deviceQuery = z.object({
  search: z.string().max(100).default(''),
  state: deviceState.optional(),
  sort: deviceSort.default('name'),
  descending: z.boolean().default(false),
  offset: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(FLEET_PAGE_ROWS).default(FLEET_PAGE_ROWS),
});
export type DeviceQuery = z.infer<typeof deviceQuery>;
/** A release that HQ offers to nobody else, because it failed on too many of the laptops that took it. */
export const heldRelease = z.object({
  version: programVersion,
  platform: releasePlatform,
  stage: releaseStage,
  /** Of so many laptops that took it. */
  failed: z.number().int().min(0),
  took: z.number().int().min(0),
});
export type HeldRelease = z.infer<typeof heldRelease>;
export const devicePage = z.object({
  total: z.number().int(),
  /** Absent: none. */
  held: z.array(heldRelease).max(4).optional(),
  /** How many of the whole fleet are in each state, whatever was searched for. */
  counts: z.record(deviceState, z.number().int()),
  rows: z.array(deviceRow).max(FLEET_PAGE_ROWS),
});
export type DevicePage = z.infer<typeof devicePage>;

/** One line of a device's history at HQ: enrolled, seen, leases, orders, receipts. */
export const historyLine = z.object({
  at: instant,
  /** Staff id, device name, or "hq" and "ict". */
  actor: z.string().max(100),
  actorName: shortText.optional(),
  action: z.string().max(60),
  detail: z.string().max(200),
});
export const deviceDetail = z.object({
  device: deviceRow,
  certificateUntil: instant.optional(),
  policyVersion: z.number().int().optional(),
  /** What the laptop could not read of its feeds, the most first; absent: nothing. */
  setAside: z.array(setAsideCount).max(MOST_SET_ASIDE_COUNTS).optional(),
  orders: z.array(orderSummary).max(100),
  history: z.array(historyLine).max(200),
  /** What the next order to this laptop must be signed with. */
  nextSequence: z.number().int().min(1),
  /** Kinds of order that need two signatures, by the policy in force. */
  countersign: z.array(orderKind),
});
export type DeviceDetail = z.infer<typeof deviceDetail>;

export const enrolmentOffer = z.object({ device: deviceName, code: z.string().max(20), until: instant });
export type EnrolmentOffer = z.infer<typeof enrolmentOffer>;
export const orderDocuments = z.object({
  summary: orderSummary,
  order: signedOrder,
  /** The laptop's receipts, oldest first: CMS SignedData, base64 of DER. */
  receipts: z.array(z.base64().max(65_536)).max(10),
});
export const waitingSignatures = z.object({ orders: z.array(z.object({ summary: orderSummary, order: signedOrder })).max(100) });

export const officerRow = z.object({
  staffId,
  name: shortText,
  rank: z.string().max(40),
  collarNumber,
  team: z.string().max(200),
  roles: z.array(role),
  state: z.enum(['active', 'revoked']),
  /** Warrant cards with which this officer has signed in, newest first. */
  cards: z.array(z.object({ serial: z.string().max(64), lastUsed: instant.optional(), revokedAt: instant.optional() })).max(20),
});
export type OfficerRow = z.infer<typeof officerRow>;
export const officerQuery = deviceQuery.pick({ search: true, offset: true, limit: true });
export const officerPage = z.object({ total: z.number().int(), rows: z.array(officerRow).max(FLEET_PAGE_ROWS) });
export type OfficerPage = z.infer<typeof officerPage>;

/** Codes of problem details of the register. */
export const fleetProblem = z.enum([
  'NotAuthorised',
  'NotFound',
  'Malformed',
  /** The order's signature, signer, target or sequence does not hold; nothing was given. */
  'OrderRefused',
  'SameSigner',
  /** Another order was given meanwhile: read the device again and sign anew. */
  'SequenceTaken',
  /** It has been delivered, or is over. */
  'TooLate',
  /** One may not take ICT's own role or right away from oneself. */
  'NotYourself',
]);
