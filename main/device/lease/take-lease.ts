import { type KeyObject, randomBytes } from 'node:crypto';
import { type LeaseRequest, leaseRequest } from '../../../contracts/hq/device.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { signCms, signerFromKey } from '../../../pki/index.ts';
import { deviceCaller } from '../tunnel/call.ts';
import { type DeviceChannelRefusal, faultOfCall } from '../tunnel/problem.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';
import type { HeldLease } from './lease.ts';

export interface TakeLeaseOptions {
  readonly tunnel: Tunnel;
  /** The shift's key and certificate, which sign the request. */
  readonly shift: { readonly key: KeyObject; readonly certificate: Uint8Array };
  readonly device: string;
  readonly staffId: string;
  readonly at: Date;
}

/** 128 bits: no two requests of a force ever share one. */
const NONCE_BYTES = 16;
/** HQ's clock and a laptop's differ by minutes at most, or dates mean nothing. */
const CLOCK_TOLERANCE_MS = 300_000;

/**
 * Asks HQ for this officer's lease on this laptop. What HQ answers is checked to be for this laptop, this officer
 * and this hour. It is kept (saveLease) by whoever has seen its share open the store, and by nobody else.
 */
export const takeLease = async (options: TakeLeaseOptions): Promise<Result<HeldLease, DeviceChannelRefusal>> => {
  const { tunnel, shift, device, staffId, at } = options;
  const asked: LeaseRequest = { device, staffId, at: at.toISOString(), nonce: randomBytes(NONCE_BYTES).toString('base64') };
  const content = new TextEncoder().encode(JSON.stringify(leaseRequest.parse(asked)));
  const signer = signerFromKey(shift.certificate, shift.key);
  const body = await signCms({ content, signer, at });
  const called = await deviceCaller(tunnel)('lease', { body });
  if (called.kind !== 'answered') return fail(faultOfCall(called));
  const lease = called.value;
  if (lease.device !== device || lease.officer.staffId !== staffId) return fail('HqUnusable');
  if (Math.abs(Date.parse(lease.issuedAt) - at.getTime()) > CLOCK_TOLERANCE_MS) return fail('ClockTurnedBack');
  if (Date.parse(lease.notAfter) <= at.getTime()) return fail('HqUnusable');
  return ok({ lease, lastSeen: at });
};
