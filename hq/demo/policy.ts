import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Policy } from '../../contracts/domain/policy.ts';
import { signedCodeList } from '../../contracts/domain/signed-code-list.ts';
import { signerFromKey } from '../../pki/index.ts';
import { signPolicy } from '../fleet/policy/sign.ts';
import { signJson } from '../fleet/policy/signer.ts';
import { readIdentity } from '../provision/files.ts';
import { demoOfficers } from './officers.ts';
import type { ForcePki } from './pki.ts';
import { demoCodeLists } from './storm/code-lists.ts';

/** What the demonstration force asks of its laptops; `signers` are its ICT officers. */
export const demoPolicy = (force: string, version: number, issuedAt: Date): Policy => ({
  version,
  force,
  issuedAt: issuedAt.toISOString(),
  idleLockSeconds: 600,
  cardRemoval: 'lock',
  pin: { minLength: 6, maxLength: 8 },
  offlineHours: 24,
  retention: { unusedFolderDays: 30 },
  codeLists: { signed: true },
  defaultMarking: 'OFFICIAL',
  orders: {
    signers: demoOfficers.filter(({ roles }) => roles.includes('ict')).map(({ staffId }) => staffId),
    countersign: ['wipe'],
  },
});

/**
 * Makes policy version 1, signed with the policy certificate (policy.p7m), in the PKI's folder; one that is there stays. Returns the signed policy's path, for HQ's configuration.
 */
export const demoPolicyFile = async (pki: ForcePki, now: Date): Promise<string> => {
  const { folder, force } = pki;
  const file = join(folder, 'policy.p7m');
  if (!existsSync(file)) await signDemoPolicy(pki, demoPolicy(force, 1, now), now);
  return file;
};

/** Signs the force's lists of codes, those that are not there yet. Returns their folder, for HQ's configuration. */
export const demoCodeListFolder = async ({ folder, force }: ForcePki, now: Date): Promise<string> => {
  const lists = join(folder, 'code-lists');
  mkdirSync(lists, { recursive: true });
  const { certificate, key } = readIdentity(folder, 'policy');
  for (const { id, entries } of demoCodeLists) {
    const file = join(lists, `${id.replace(':', '-')}.p7m`);
    if (existsSync(file)) continue;
    const list = signedCodeList.parse({ force, id, issue: 1, entries });
    writeFileSync(file, await signJson(list, signerFromKey(certificate, key), now));
  }
  return lists;
};

/** Puts another policy in its place, e.g. a higher version with other rules; HQ takes it up at once. */
export const signDemoPolicy = async ({ folder }: ForcePki, policy: Policy, now: Date): Promise<void> => {
  const { certificate, key } = readIdentity(folder, 'policy');
  writeFileSync(join(folder, 'policy.p7m'), await signPolicy(policy, signerFromKey(certificate, key), now));
};
