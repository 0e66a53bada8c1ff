import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Policy } from '../../../contracts/domain/policy.ts';
import { signPolicy } from '../../../hq/fleet/policy/sign.ts';
import { nair, pritchard } from './force.ts';
import { FORCE, type ForcePki, type Holder } from './pki.ts';

/** Both ICT officers sign; a wipe takes the two. */
export const policyOf = (changes: Partial<Policy> = {}): Policy => ({
  version: 1,
  force: FORCE,
  issuedAt: new Date().toISOString(),
  idleLockSeconds: 600,
  cardRemoval: 'lock',
  pin: { minLength: 6, maxLength: 8 },
  offlineHours: 24,
  retention: { unusedFolderDays: 30 },
  defaultMarking: 'OFFICIAL',
  orders: { signers: [nair.staffId, pritchard.staffId], countersign: ['wipe'] },
  ...changes,
});

/** The force's policy certificate with its key: another at each call. */
export const policyHolder = (pki: ForcePki): Promise<Holder> =>
  pki.issue(pki.root, { organization: FORCE, organizationalUnit: 'Policy', commonName: 'Policy' }, { kind: 'policy' });

/** Writes the signed policy into the PKI's folder, over the one that is there. Returns its path. */
export const writePolicy = async (pki: ForcePki, changes?: Partial<Policy>, signer?: Holder): Promise<string> => {
  const file = join(pki.folder, 'policy.p7m');
  writeFileSync(file, await signPolicy(policyOf(changes), (signer ?? (await policyHolder(pki))).signer, new Date()));
  return file;
};
