import { type KeyObject, randomBytes } from 'node:crypto';
import { problem } from '../../../contracts/hq/commands.ts';
import { type RewrapProblem, type RewrapRequest, rewrapProblem, rewrapped, rewrapRequest } from '../../../contracts/hq/orders.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { signCms, signerFromKey } from '../../../pki/index.ts';
import { type DeviceChannelFault, faultOfProblem, faultOfTunnel } from '../tunnel/problem.ts';
import { type Tunnel, TunnelError } from '../tunnel/tunnel.ts';

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

export type RewrapFault = DeviceChannelFault | 'NotYourShare' | 'RecoveryElsewhere';

/** Two envelopes' worth of base64, or problem details. */
const MAX_ANSWER_BYTES = 96 * 1024;
/** HQ opens one envelope and seals another: 0.1 s. The rest is for a weak link, and an officer is waiting. */
const TIMEOUT_MS = 15_000;
/** 128 bits: no two requests of a force ever share one. */
const NONCE_BYTES = 16;

/**
 * Asks HQ to seal the officer's old card share for the officer's new card (POST /v1/device/rewrap). What comes back is only an
 * envelope: whoever asked opens it with the card and proves what is in it.
 */
export const askRewrap = async (options: RewrapOptions): Promise<Result<Uint8Array, RewrapFault>> => {
  const { tunnel, shift, device, staffId, envelope, proof, certificate, at } = options;
  const asked: RewrapRequest = rewrapRequest.parse({
    ...{ device, staffId, nonce: randomBytes(NONCE_BYTES).toString('base64') },
    ...{ envelope: toBase64(envelope), proof: toBase64(proof), certificate: toBase64(certificate) },
  });
  const content = new TextEncoder().encode(JSON.stringify(asked));
  const body = await signCms({ content, signer: signerFromKey(shift.certificate, shift.key), at });
  try {
    const answer = await tunnel.request({
      method: 'POST',
      path: '/v1/device/rewrap',
      headers: { 'content-type': 'application/pkcs7-mime; smime-type=signed-data' },
      body,
      maxBytes: MAX_ANSWER_BYTES,
      timeoutMs: TIMEOUT_MS,
    });
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.body));
    if (answer.status !== 200) return fail(faultOf(rewrapProblem.safeParse(problem.safeParse(json).data?.code).data));
    const parsed = rewrapped.safeParse(json);
    return parsed.success ? ok(new Uint8Array(Buffer.from(parsed.data.envelope, 'base64'))) : fail('HqUnusable');
  } catch (error) {
    return fail(error instanceof TunnelError ? faultOfTunnel(error) : 'HqUnusable');
  }
};

const faultOf = (code: RewrapProblem | undefined): RewrapFault =>
  code === 'NotYourShare' || code === 'RecoveryElsewhere' ? code : faultOfProblem(code);

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
