import type { CurrentPolicy } from '../../contracts/hq/orders.ts';
import type { DeviceIdentity } from '../connections/device-gate.ts';
import { type Answer, HttpError, jsonAnswer, problemAnswer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import type { Route } from '../http/router.ts';
import type { Log } from '../log.ts';
import { type NextOrdersParts, nextOrders } from './orders/next.ts';
import type { StandingPolicy } from './policy/policy-in-force.ts';
import type { ReceiptParts } from './receipts/check.ts';
import { takeReceipt } from './receipts/take.ts';
import { takeReport } from './report.ts';

export interface FleetDeviceParts extends NextOrdersParts, ReceiptParts {
  readonly policy: StandingPolicy;
  readonly log: Log;
}

/** All that a wiped laptop may still say. */
export const RECEIPTS_PATH = '/v1/device/receipts';

/** A receipt with the laptop's certificate is 3 KiB. */
const MAX_RECEIPT_BYTES = 48 * 1024;
const MAX_REPORT_BYTES = 4 * 1024;

/** Orders, receipts, policy and report on the device channel (contracts/hq/orders.ts). */
export const fleetDeviceRoutes = (parts: FleetDeviceParts): readonly Route<(asked: Asked, device: DeviceIdentity) => Promise<Answer>>[] => [
  { method: 'GET', path: '/v1/device/orders', handle: async (asked, device) => jsonAnswer(await nextOrders(parts, device, asked)) },
  { method: 'POST', path: RECEIPTS_PATH, handle: async (asked, device) => receipt(parts, device, asked) },
  { method: 'GET', path: '/v1/device/policy', handle: async () => jsonAnswer(await currentPolicy(parts.policy)) },
  {
    method: 'POST',
    path: '/v1/device/report',
    handle: async (asked, device) => {
      await takeReport(parts.database.query, device, await asked.body(MAX_REPORT_BYTES), new Date(), parts.log);
      return jsonAnswer({});
    },
  },
];

const receipt = async (parts: FleetDeviceParts, device: DeviceIdentity, asked: Asked): Promise<Answer> => {
  const taken = await takeReceipt(parts, device, await asked.body(MAX_RECEIPT_BYTES), new Date());
  if (taken.ok) return jsonAnswer({});
  // Which of the checks it was is for ICT's eyes, in the trail.
  return taken.code === 'Malformed' ? problemAnswer(400, 'Malformed') : problemAnswer(403, 'NotAuthorised');
};

const currentPolicy = async (policy: StandingPolicy): Promise<CurrentPolicy> => {
  const standing = await policy.current();
  if (standing === undefined) throw new HttpError(404, 'NotFound');
  return { version: standing.policy.version, signed: Buffer.from(standing.signed).toString('base64') };
};
