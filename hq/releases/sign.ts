import { release as contract, type Release } from '../../contracts/domain/release.ts';
import { type Signer, signCms } from '../../pki/index.ts';

/** The release as laptops take it: CMS SignedData, DER, its certificate inside. Throws ZodError for what is no release. */
export const signRelease = (release: Release, signer: Signer, at: Date): Promise<Uint8Array> =>
  signCms({ content: Buffer.from(JSON.stringify(contract.parse(release))), signer, at });
