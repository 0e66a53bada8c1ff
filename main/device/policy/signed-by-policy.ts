import { fail, ok, type Result } from '../../../contracts/result.ts';
import { parseCertificate, verifyCms } from '../../../pki/index.ts';
import { atLeastTheLists, signatureRefusal } from '../trust/signed-by-force.ts';
import type { TrustMaterial } from '../trust/trust.ts';

/**
 * Malformed: no signed file of its kind. Untrusted: not by the force's policy certificate. RevocationUnknown: whether that stands cannot be
 * told now. WrongForce: another force's.
 */
export type SignedByPolicyRefusal = 'Malformed' | 'Untrusted' | 'RevocationUnknown' | 'WrongForce';

export interface SignedByPolicyContext {
  readonly trust: TrustMaterial;
  readonly force: string;
  readonly now: Date;
  /** `fresh`: as HQ gives it, under lists of today. `kept`: taken before; it stays in force however long there is no signal. */
  readonly as: 'fresh' | 'kept';
}

/** The subject's OU that the force's policy certificate carries, and no other of its certificates. */
const POLICY_UNIT = 'Policy';
/** What is in force does not end because its revocation lists do: they only have to exist, and not to name its signer. */
const ANY_AGE_MS = 50 * 365 * 24 * 60 * 60 * 1000;

/** What the policy certificate, which the root itself issued, has signed (CMS SignedData). Pure; never throws on hostile input. */
export const contentSignedByPolicy = (signed: Uint8Array, context: SignedByPolicyContext): Result<Uint8Array, SignedByPolicyRefusal> => {
  const { trust, force, now, as } = context;
  const kept = as === 'kept';
  const rules = {
    anchors: trust.anchors,
    // The root alone issues it: no authority below may, were its key in other hands.
    intermediates: [],
    crls: trust.crls,
    at: kept ? atLeastTheLists(context) : now,
    ...(kept ? { crlGrace: ANY_AGE_MS } : {}),
  } as const;
  // Its certificate may have ended since the laptop took it; the laptop itself vouches that it is not younger than that.
  const message = verifyCms(signed, { ...rules, purpose: 'policy', asSigned: kept });
  if (!message.ok) return fail(signatureRefusal(message.code));
  const { organizationalUnit, organization } = parseCertificate(message.signer).subject;
  if (organizationalUnit !== POLICY_UNIT) return fail('Untrusted');
  return organization === force ? ok(message.content) : fail('WrongForce');
};
