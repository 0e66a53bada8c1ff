import type { DeviceIdentity } from '../connections/device-gate.ts';
import { HttpError } from '../http/answer.ts';
import type { Handlers } from '../http/endpoints.ts';
import type { Log } from '../log.ts';
import { type NextOrdersParts, nextOrders } from './orders/next.ts';
import type { PolicyInForce } from './policy/policy-in-force.ts';
import type { ReceiptParts } from './receipts/check.ts';
import { takeReceipt } from './receipts/take.ts';
import { takeReport } from './report.ts';
import { jobsAtLock } from './waiting-jobs.ts';

export interface FleetDeviceParts extends NextOrdersParts, ReceiptParts {
  readonly policy: PolicyInForce;
  readonly log: Log;
}

/** Orders, receipts, policy and report on the device channel. */
export const fleetDeviceHandlers = (
  parts: FleetDeviceParts,
): Handlers<'waitingOrders' | 'waitingJobs' | 'receipt' | 'policy' | 'report', DeviceIdentity> => ({
  waitingOrders: ({ query, signal }, device) => nextOrders(parts, device, query.after, signal),
  waitingJobs: ({ query, signal }, device) => jobsAtLock(parts, device, query, signal),
  receipt: async (call, device) => {
    const taken = await takeReceipt(parts, device, await call.body(), new Date());
    // Which of the checks it was is for ICT's eyes, in the trail.
    if (!taken.ok) throw new HttpError(taken.code === 'Malformed' ? 'Malformed' : 'NotAuthorised');
    return undefined;
  },
  policy: async () => {
    const inForce = await parts.policy.current();
    if (inForce === undefined) throw new HttpError('NotFound');
    return { version: inForce.policy.version, signed: Buffer.from(inForce.signed).toString('base64') };
  },
  report: async (call, device) => {
    await takeReport(parts.database.query, device, await call.body(), new Date(), parts.log);
    return undefined;
  },
});
