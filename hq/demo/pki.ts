import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CertificateProfile,
  certificatePolicies,
  issueCertificate,
  issueCrl,
  issueRoot,
  parseCertificate,
  type RevocationReason,
  type Signer,
  type SubjectName,
  signerFromKey,
} from '../../pki/index.ts';
import { ConfigError } from '../config.ts';
import { DEMO_FORCE } from './officers.ts';
import { makeFolder, readIdentity, writeCertificate, writeList, writeSecret } from './pki/files.ts';
import { makeKey, spkiOf } from './pki/keys.ts';
import { recoveryFile } from './pki/recovery.ts';

export { DEMO_RECOVERY_PASSPHRASE } from './pki/recovery.ts';

/** The demonstration force's authorities, with their keys: a real force keeps the first two elsewhere. */
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
const YEAR_MS = 365 * DAY_MS;
/** Certificates begin a day early: the clocks of a laptop and of HQ differ. */
const EARLY_MS = DAY_MS;
const ROOT_YEARS = 15;
const AUTHORITY_YEARS = 10;
/** The longest that the public web's rules once allowed for servers, and a year's margin for a demonstration left alone. */
const SERVER_DAYS = 825;
const RECOVERY_YEARS = 10;
/** Lists that HQ does not renew must outlive a demonstration left alone. */
const LIST_DAYS = 365;

/** HQ's servers and the names in their certificates. Enrolment answers with the gateway's. */
const servers = { gateway: 'gateway.hq', services: 'services.hq', mail: 'mail.hq' } as const;

/**
 * Makes the force's PKI in `folder`, or opens the one that is there; throws ConfigError, in words, for one of an earlier version. Files: root, officer-ca, device-ca, shift-ca, server-ca,
 * cmc-responder, gateway, services and mail (.pem, .key); recovery (.pem, .key, .p12); root and each authority (.crl).
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

const LAST_FILE = 'recovery.pem';
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

const makePki = async (folder: string, force: string, now: Date): Promise<void> => {
  makeFolder(folder);
  // The two that take long, side by side.
  const [rootKey, recoveryKey] = await Promise.all([makeKey('rsa-3072'), makeKey('rsa-3072')]);
  const subject = (commonName: string): SubjectName => ({ organization: force, commonName });
  const rootCertificate = await issueRoot({ subject: subject(`${force} Root`), key: rootKey, ...lifeOf(now, ROOT_YEARS * YEAR_MS) });
  const root = signerFromKey(rootCertificate, rootKey);
  writeCertificate(folder, 'root', rootCertificate, rootKey);
  await publishList(folder, 'root', root, { number: 1, now });

  const authority = async (name: AuthorityName, commonName: string): Promise<Signer> => {
    const key = await makeKey('p256');
    const life = lifeOf(now, AUTHORITY_YEARS * YEAR_MS);
    const certificate = await issueFor(root, subject(commonName), { kind: 'authority', purpose: purposeOf[name] }, key, life);
    const signer = signerFromKey(certificate, key);
    writeCertificate(folder, name, certificate, key);
    await publishList(folder, name, signer, { number: 1, now });
    return signer;
  };
  const [, , shift, server] = await Promise.all([
    authority('officer-ca', `${force} Officers`),
    authority('device-ca', `${force} Devices`),
    authority('shift-ca', `${force} Shifts`),
    authority('server-ca', `${force} Servers`),
  ]);

  for (const [name, dnsName] of Object.entries(servers)) {
    const key = await makeKey('p256');
    const profile = { kind: 'server', dnsNames: [dnsName] } as const;
    writeCertificate(folder, name, await issueFor(server, subject(dnsName), profile, key, lifeOf(now, SERVER_DAYS * DAY_MS)), key);
  }
  const responderKey = await makeKey('p256');
  const responder = await issueFor(shift, subject('Enrolment'), { kind: 'cmcResponder' }, responderKey, lifeOf(now, SERVER_DAYS * DAY_MS));
  writeCertificate(folder, 'cmc-responder', responder, responderKey);

  const recovery = await issueFor(root, subject('Recovery'), { kind: 'recovery' }, recoveryKey, lifeOf(now, RECOVERY_YEARS * YEAR_MS));
  writeSecret(join(folder, 'recovery.p12'), recoveryFile(recoveryKey, recovery));
  // HQ of the demonstration opens shares by itself when a card is renewed.
  writeCertificate(folder, 'recovery', recovery, recoveryKey);
};

const lifeOf = (now: Date, milliseconds: number): { readonly notBefore: Date; readonly notAfter: Date } => ({
  notBefore: new Date(now.getTime() - EARLY_MS),
  notAfter: new Date(now.getTime() + milliseconds),
});

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
    // A folder that an earlier version made has no key beside it.
    recovery: existsSync(at('recovery.key')) ? identity('recovery') : { certificate: at('recovery.pem') },
  };
};
