import { type KeyObject, randomBytes } from 'node:crypto';
import { type RewrapRequest, rewrapRequest } from '../../../contracts/hq/orders.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { signCms, signerFromKey } from '../../../pki/index.ts';
import { deviceCaller } from '../tunnel/call.ts';
import { type DeviceChannelRefusal, faultOfCall } from '../tunnel/problem.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';

export interface RewrapOptions {
  readonly tunnel: Tunnel;
  /** The shift's key and certificate, which the new card has brought; they sign the request. */
  readonly shift: { readonly key: KeyObject; readonly certificate: Uint8Array };
  readonly device: string;
  readonly staffId: string;
  /** key.p7m and key.own as they lie on the laptop. */
  readonly envelope: Uint8Array;
  readonly proof: Uint8Array;
  /** The new card's key management certificate (9D), DER. */
  readonly certificate: Uint8Array;
  readonly at: Date;
}

export type RewrapRefusal = DeviceChannelRefusal | 'NotYourShare' | 'RecoveryElsewhere';

/** 128 bits: no two requests of a force ever share one. */
const NONCE_BYTES = 16;

/**
 * Asks HQ to seal the officer's old card share for the officer's new card. What comes back is only an
 * envelope: whoever asked opens it with the card and proves what is in it.
 */
export const askRewrap = async (options: RewrapOptions): Promise<Result<Uint8Array, RewrapRefusal>> => {
  const { tunnel, shift, device, staffId, envelope, proof, certificate, at } = options;
  const asked: RewrapRequest = rewrapRequest.parse({
    ...{ device, staffId, nonce: randomBytes(NONCE_BYTES).toString('base64') },
    ...{ envelope: toBase64(envelope), proof: toBase64(proof), certificate: toBase64(certificate) },
  });
  const content = new TextEncoder().encode(JSON.stringify(asked));
  const body = await signCms({ content, signer: signerFromKey(shift.certificate, shift.key), at });
  const called = await deviceCaller(tunnel)('rewrap', { body });
  if (called.kind === 'answered') return ok(new Uint8Array(Buffer.from(called.value.envelope, 'base64')));
  if (called.kind === 'refused' && (called.code === 'NotYourShare' || called.code === 'RecoveryElsewhere')) return fail(called.code);
  return fail(faultOfCall(called));
};

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
