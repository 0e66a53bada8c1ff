import { type Policy, policy } from '../../../contracts/domain/policy.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { parseCertificate, verifyCms } from '../../../pki/index.ts';
import { parseJson } from '../../platform/json.ts';
import { atLeastTheLists, CLOCK_TOLERANCE_MS, signatureRefusal } from '../trust/signed-by-force.ts';
import type { TrustMaterial } from '../trust/trust.ts';

/**
 * Malformed: not a signed policy. Untrusted: not by the force's policy certificate. RevocationUnknown: whether that stands cannot be
 * told now. WrongForce: another force's. RolledBack: older than the one in force, or another one under the same number.
 */
export type PolicyRefusal = 'Malformed' | 'Untrusted' | 'RevocationUnknown' | 'WrongForce' | 'RolledBack';

export interface PolicyContext {
  readonly trust: TrustMaterial;
  readonly force: string;
  readonly now: Date;
  /** `fresh`: as HQ gives it, under lists of today. `kept`: taken before; it stays in force however long there is no signal. */
  readonly as: 'fresh' | 'kept';
}

/** A policy with two hundred signers is 6 KiB, its certificate one more; as much as the contract lets through. */
export const MAX_POLICY_BYTES = 196_608;
/** The subject's OU that the force's policy certificate carries, and no other of its certificates. */
const POLICY_UNIT = 'Policy';
/** A policy in force does not end because its lists do: they only have to exist, and not to name its signer. */
const ANY_AGE_MS = 50 * 365 * 24 * 60 * 60 * 1000;

/**
 * Proves a signed policy (CMS SignedData by the certificate that the force root issued for it) and reads it. Pure; never throws on hostile input.
 */
export const checkPolicy = (signed: Uint8Array, context: PolicyContext): Result<Policy, PolicyRefusal> => {
  if (signed.byteLength > MAX_POLICY_BYTES) return fail('Malformed');
  const { trust, as } = context;
  const kept = as === 'kept';
  const rules = {
    anchors: trust.anchors,
    // The root alone issues it: no authority below may, were its key in other hands.
    intermediates: [],
    crls: trust.crls,
    at: kept ? atLeastTheLists(context) : context.now,
    ...(kept ? { crlGrace: ANY_AGE_MS } : {}),
  } as const;
  // Its certificate may have ended since the laptop took it; the laptop itself vouches that it is not younger than that.
  const message = verifyCms(signed, { ...rules, purpose: 'policy', asSigned: kept });
  if (!message.ok) return fail(signatureRefusal(message.code));
  return read(message.content, message.signer, context);
};

const read = (content: Uint8Array, signer: Uint8Array, { force, now, as }: PolicyContext): Result<Policy, PolicyRefusal> => {
  const { organizationalUnit, organization } = parseCertificate(signer).subject;
  if (organizationalUnit !== POLICY_UNIT) return fail('Untrusted');
  const parsed = policy.safeParse(parseJson(content));
  if (!parsed.success) return fail('Malformed');
  if (organization !== force || parsed.data.force !== force) return fail('WrongForce');
  if (as === 'fresh' && Date.parse(parsed.data.issuedAt) > now.getTime() + CLOCK_TOLERANCE_MS) return fail('Untrusted');
  return ok(parsed.data);
};
