import { type Policy, policy as policyContract } from '../../../contracts/domain/policy.ts';
import type { Signer } from '../../../pki/index.ts';
import { signJson } from './signer.ts';

/** The policy as laptops take it: CMS SignedData, DER, its certificate inside. Throws ZodError for what is no policy. */
export const signPolicy = (policy: Policy, signer: Signer, at: Date): Promise<Uint8Array> =>
  signJson(policyContract.parse(policy), signer, at);
