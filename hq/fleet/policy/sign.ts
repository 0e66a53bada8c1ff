import { type Policy, policy as policyContract } from '../../../contracts/domain/policy.ts';
import { type Signer, signCms } from '../../../pki/index.ts';

/** The policy as laptops take it: CMS SignedData, DER, its certificate inside. Throws ZodError for what is no policy. */
export const signPolicy = (policy: Policy, signer: Signer, at: Date): Promise<Uint8Array> =>
  signCms({ content: Buffer.from(JSON.stringify(policyContract.parse(policy))), signer, at });
