import type { KeyObject } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CertificateProfile,
  certificatePolicies,
  issueCertificate,
  issueCrl,
  parseCertificate,
  type RevocationReason,
  type Signer,
  type SubjectName,
  signerFromKey,
} from '../../pki/index.ts';
import { ConfigError } from '../config.ts';
import { certificatesOfForce } from '../provision/certificates.ts';
import { makeFolder, readIdentity, writeList, writeSecret } from '../provision/files.ts';
import { issueAll } from '../provision/issue.ts';
import { spkiOf } from '../provision/keys.ts';
import { placesIn } from '../provision/places.ts';
import { DEMO_FORCE } from './officers.ts';
import { recoveryFile } from './pki/recovery.ts';

export { DEMO_RECOVERY_PASSPHRASE } from './pki/recovery.ts';

/** The demonstration force's authorities, with their keys: a real force keeps the first two and the last elsewhere. */
export interface ForcePki {
  readonly folder: string;
  readonly force: string;
  readonly root: Signer;
  readonly officerAuthority: Signer;
  readonly deviceAuthority: Signer;
  readonly shiftAuthority: Signer;
  readonly serverAuthority: Signer;
}

export interface ForcePkiOptions {
  readonly force?: string;
  /** From here the lives of all certificates count. */
  readonly now: Date;
}

const purposeOf = { 'officer-ca': 'officer', 'device-ca': 'device', 'shift-ca': 'shift', 'server-ca': 'server' } as const;
type AuthorityName = keyof typeof purposeOf;

const DAY_MS = 86_400_000;
/** Lists begin a day early: the clocks of a laptop and of HQ differ. */
const EARLY_MS = DAY_MS;
/** Lists that HQ does not renew must outlive a demonstration left alone. */
const LIST_DAYS = 365;

/** The name in its certificate; enrolment answers with it too. */
const GATEWAY = 'gateway.hq';

/**
 * Makes the force's PKI in `folder`, or opens the one that is there; throws ConfigError, in words, for one of an earlier version. Files: root, officer-ca, device-ca, shift-ca, server-ca,
 * cmc-responder, time-stamp, policy, gateway, services and mail (.pem, .key); recovery (.pem, .key, .p12); root and each authority (.crl).
 * Keys are readable by their owner alone.
 */
export const demoPki = async (folder: string, options: ForcePkiOptions): Promise<ForcePki> => {
  const { force = DEMO_FORCE } = options;
  // Written last: a folder without it was left half made.
  if (!existsSync(join(folder, LAST_FILE))) await makePki(folder, force, options.now);
  const authority = (name: string): Signer => {
    const { certificate, key } = readIdentity(folder, name);
    return signerFromKey(certificate, key);
  };
  const officerAuthority = authority('officer-ca');
  if (!parseCertificate(officerAuthority.certificate).policies.includes(certificatePolicies.officer)) throw new ConfigError(OUTDATED);
  return {
    folder,
    force,
    root: authority('root'),
    officerAuthority,
    deviceAuthority: authority('device-ca'),
    shiftAuthority: authority('shift-ca'),
    serverAuthority: authority('server-ca'),
  };
};

const LAST_FILE = 'recovery.p12';
const OUTDATED = [
  'This demonstration was made by an earlier version: its certificates do not say what they are for, and this version takes none of them.',
  'Start it with --fresh. Its force, cards and laptops are then made anew; work that was not sent from them is lost.',
].join('\n');

/** Issues one of the force's certificates for `key`. Lives from a day before `now` unless told otherwise. */
export const issueFor = (
  issuer: Signer,
  subject: SubjectName,
  profile: CertificateProfile,
  key: KeyObject,
  life: { readonly notBefore: Date; readonly notAfter: Date },
): Promise<Uint8Array> => issueCertificate({ issuer, subject, profile, spki: spkiOf(key), ...life });

/** Writes an authority's revocation list anew, NAME.crl; `number` must grow from list to list. */
export const publishList = async (
  folder: string,
  name: AuthorityName | 'root',
  issuer: Signer,
  list: {
    readonly number: number;
    readonly now: Date;
    readonly days?: number;
    readonly revoked?: readonly { readonly serialHex: string; readonly at: Date; readonly reason?: RevocationReason }[];
  },
): Promise<Uint8Array> => {
  const { number, now, days = LIST_DAYS, revoked = [] } = list;
  const thisUpdate = new Date(now.getTime() - EARLY_MS);
  const der = await issueCrl({ issuer, revoked, thisUpdate, nextUpdate: new Date(now.getTime() + days * DAY_MS), number });
  writeList(folder, name, der);
  return der;
};

/** The certificates that any force begins with, but that of releases, which tests make where they need one; all in one folder. */
const makePki = async (folder: string, force: string, now: Date): Promise<void> => {
  makeFolder(folder);
  const orders = certificatesOfForce(force, GATEWAY).filter(({ name }) => name !== 'release');
  // Those of a folder that was left half made.
  for (const name of ['root', ...orders.map((order) => order.name)]) rmSync(join(folder, `${name}.key`), { force: true });
  await issueAll({ ...placesIn(folder), pki: folder, safe: folder }, force, orders, now);
  for (const name of Object.keys(purposeOf) as AuthorityName[]) {
    const { certificate, key } = readIdentity(folder, name);
    await publishList(folder, name, signerFromKey(certificate, key), { number: 1, now });
  }
  const recovery = readIdentity(folder, 'recovery');
  writeSecret(join(folder, LAST_FILE), recoveryFile(recovery.key, recovery.certificate));
};

/** HQ's `pki` configuration section for a folder that demoPki made; `at` says where a file of that folder is. */
export const hqPkiFiles = (at: (file: string) => string) => {
  const identity = (name: string) => ({ certificate: at(`${name}.pem`), key: at(`${name}.key`) });
  return {
    root: { certificate: at('root.pem'), crl: at('root.crl') },
    officerAuthority: identity('officer-ca'),
    deviceAuthority: identity('device-ca'),
    shiftAuthority: identity('shift-ca'),
    serverAuthority: identity('server-ca'),
    cmcResponder: identity('cmc-responder'),
    gateway: identity('gateway'),
    services: identity('services'),
    ...(existsSync(at('time-stamp.key')) ? { timeStamp: identity('time-stamp') } : {}),
    // A folder that an earlier version made has no key beside it.
    recovery: existsSync(at('recovery.key')) ? identity('recovery') : { certificate: at('recovery.pem') },
  };
};
