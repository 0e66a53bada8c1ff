import { type Policy, policy } from '../../../contracts/domain/policy.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { parseJson } from '../../platform/json.ts';
import { CLOCK_TOLERANCE_MS } from '../trust/signed-by-force.ts';
import { contentSignedByPolicy, type SignedByPolicyContext, type SignedByPolicyRefusal } from './signed-by-policy.ts';

/** RolledBack: older than the one in force, or another one under the same number. */
export type PolicyRefusal = SignedByPolicyRefusal | 'RolledBack';

/** A policy with two hundred signers is 6 KiB, its certificate one more; as much as the contract lets through. */
export const MAX_POLICY_BYTES = 196_608;

/** Proves a signed policy and reads it. Pure; never throws on hostile input. */
export const checkPolicy = (signed: Uint8Array, context: SignedByPolicyContext): Result<Policy, PolicyRefusal> => {
  if (signed.byteLength > MAX_POLICY_BYTES) return fail('Malformed');
  const content = contentSignedByPolicy(signed, context);
  if (!content.ok) return content;
  const parsed = policy.safeParse(parseJson(content.value));
  if (!parsed.success) return fail('Malformed');
  const { force, now, as } = context;
  if (parsed.data.force !== force) return fail('WrongForce');
  if (as === 'fresh' && Date.parse(parsed.data.issuedAt) > now.getTime() + CLOCK_TOLERANCE_MS) return fail('Untrusted');
  return ok(parsed.data);
};
