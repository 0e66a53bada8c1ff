import { type Policy, policy as policyContract } from '../../../contracts/domain/policy.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { parseCertificate, verifyCms } from '../../../pki/index.ts';
import type { Material } from '../../authority/trust.ts';
import { parseJson } from '../../http/json.ts';

/** Untrusted: not signed by the force's policy certificate. WrongForce: signed so, but it speaks of another force. */
export type PolicyFault = 'Malformed' | 'Untrusted' | 'WrongForce';

/** The unit in the policy certificate's subject: no other certificate below the root has it. */
export const POLICY_UNIT = 'Policy';

/**
 * Reads a signed policy: CMS SignedData by the policy certificate, which the root itself issued. Never throws on hostile input.
 */
export const readSignedPolicy = (
  signed: Uint8Array,
  rules: { readonly material: Material; readonly force: string; readonly at: Date },
): Result<Policy, PolicyFault> => {
  const { material, force, at } = rules;
  const checked = verifyCms(signed, { ...material, purpose: 'policy', at });
  if (!checked.ok) return fail(checked.code === 'Malformed' ? 'Malformed' : 'Untrusted');
  const { subject } = parseCertificate(checked.signer);
  if (subject.organizationalUnit !== POLICY_UNIT || subject.organization !== force) return fail('Untrusted');
  const parsed = policyContract.safeParse(parseJson(checked.content)).data;
  if (parsed === undefined) return fail('Malformed');
  return parsed.force === force ? ok(parsed) : fail('WrongForce');
};
