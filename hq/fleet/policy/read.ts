import { type Policy, policy as policyContract } from '../../../contracts/domain/policy.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { parseCertificate, verifyCms } from '../../../pki/index.ts';
import type { Material } from '../../authority/trust.ts';
import { parseJson } from '../../http/json.ts';

/** Untrusted: not signed by the force's policy certificate. WrongForce: signed so, but it speaks of another force. */
export type PolicyFault = 'Malformed' | 'Untrusted' | 'WrongForce';

/** By whom it must be signed, and when. */
export interface PolicyRules {
  readonly material: Material;
  readonly force: string;
  readonly at: Date;
}

/** The unit in the policy certificate's subject: no other certificate below the root has it. */
export const POLICY_UNIT = 'Policy';

/** What the policy certificate, which the root itself issued, has signed (CMS SignedData). Never throws on hostile input. */
export const readSignedByPolicy = (signed: Uint8Array, { material, force, at }: PolicyRules): Result<unknown, PolicyFault> => {
  const checked = verifyCms(signed, { ...material, purpose: 'policy', at });
  if (!checked.ok) return fail(checked.code === 'Malformed' ? 'Malformed' : 'Untrusted');
  const { subject } = parseCertificate(checked.signer);
  if (subject.organizationalUnit !== POLICY_UNIT || subject.organization !== force) return fail('Untrusted');
  return ok(parseJson(checked.content));
};

/** Reads a signed policy. Never throws on hostile input. */
export const readSignedPolicy = (signed: Uint8Array, rules: PolicyRules): Result<Policy, PolicyFault> => {
  const content = readSignedByPolicy(signed, rules);
  if (!content.ok) return content;
  const parsed = policyContract.safeParse(content.value).data;
  if (parsed === undefined) return fail('Malformed');
  return parsed.force === rules.force ? ok(parsed) : fail('WrongForce');
};
