import { type KeyObject, randomBytes } from 'node:crypto';
import { lease as leaseContract } from '../../../contracts/domain/device.ts';
import { type LeaseRequest, leaseRequest } from '../../../contracts/hq/device.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { signCms, signerFromKey } from '../../../pki/index.ts';
import { type DeviceChannelFault, deviceProblemOf, faultOfProblem, faultOfTunnel } from '../tunnel/problem.ts';
import { type Tunnel, TunnelError } from '../tunnel/tunnel.ts';
import type { HeldLease } from './lease.ts';

export interface TakeLeaseOptions {
  readonly tunnel: Tunnel;
  /** The shift's key and certificate, which sign the request. */
  readonly shift: { readonly key: KeyObject; readonly certificate: Uint8Array };
  readonly device: string;
  readonly staffId: string;
  readonly at: Date;
}

/** A lease is under 1 KiB. */
const MAX_ANSWER_BYTES = 16 * 1024;
/** HQ reads a directory and a register; a link at 300 ms needs two round trips. An officer is waiting. */
const TAKE_LEASE_TIMEOUT_MS = 10_000;
/** 128 bits: no two requests of a force ever share one. */
const NONCE_BYTES = 16;
/** HQ's clock and a laptop's differ by minutes at most, or dates mean nothing. */
const CLOCK_TOLERANCE_MS = 300_000;

/**
 * Asks HQ for this officer's lease on this laptop (POST /v1/device/lease). What HQ answers is checked to be for this laptop, this officer
 * and this hour. It is kept (saveLease) by whoever has seen its share open the store, and by nobody else.
 */
export const takeLease = async (options: TakeLeaseOptions): Promise<Result<HeldLease, DeviceChannelFault>> => {
  const { tunnel, shift, device, staffId, at } = options;
  const asked: LeaseRequest = { device, staffId, at: at.toISOString(), nonce: randomBytes(NONCE_BYTES).toString('base64') };
  const content = new TextEncoder().encode(JSON.stringify(leaseRequest.parse(asked)));
  const signer = signerFromKey(shift.certificate, shift.key);
  const body = await signCms({ content, signer, at });
  const answer = await ask(tunnel, body);
  if (!answer.ok) return answer;
  const parsed = leaseContract.safeParse(answer.value);
  if (!parsed.success) return fail('HqUnusable');
  const lease = parsed.data;
  if (lease.device !== device || lease.officer.staffId !== staffId) return fail('HqUnusable');
  if (Math.abs(Date.parse(lease.issuedAt) - at.getTime()) > CLOCK_TOLERANCE_MS) return fail('ClockTurnedBack');
  if (Date.parse(lease.notAfter) <= at.getTime()) return fail('HqUnusable');
  return ok({ lease, lastSeen: at });
};

const ask = async (tunnel: Tunnel, body: Uint8Array): Promise<Result<unknown, DeviceChannelFault>> => {
  try {
    const answer = await tunnel.request({
      method: 'POST',
      path: '/v1/device/lease',
      headers: { 'content-type': 'application/pkcs7-mime; smime-type=signed-data' },
      body,
      maxBytes: MAX_ANSWER_BYTES,
      timeoutMs: TAKE_LEASE_TIMEOUT_MS,
    });
    if (answer.status !== 200) return fail(faultOfProblem(deviceProblemOf(answer)));
    try {
      return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.body)));
    } finally {
      answer.body.fill(0); // The device share is in it.
    }
  } catch (error) {
    if (error instanceof TunnelError) return fail(faultOfTunnel(error));
    return fail('HqUnusable');
  }
};
