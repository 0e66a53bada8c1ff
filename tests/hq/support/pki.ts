import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Officer } from '../../../contracts/domain/officer.ts';
import {
  type AuthorityPurpose,
  type CertificateProfile,
  encodePem,
  issueCertificate,
  issueCrl,
  issueRoot,
  parseCertificate,
  type Signer,
  signerFromKey,
} from '../../../pki/index.ts';

export const FORCE = 'Lancashire Constabulary';
const HOUR_MS = 3_600_000;

/** A key with its certificate. */
export interface Holder {
  readonly key: KeyObject;
  readonly certificate: Uint8Array;
  readonly signer: Signer;
}

/** A force's PKI in software: what demonstration and real force have on cards and in safes. */
export interface ForcePki {
  readonly folder: string;
  readonly root: Holder;
  readonly officer: Holder;
  readonly device: Holder;
  readonly shift: Holder;
  readonly server: Holder;
  /** A holder of a certificate that the authority issued, valid from an hour ago until `endsAt`. */
  issue(authority: Holder, subject: Subject, profile: CertificateProfile, endsAt?: Date): Promise<Holder>;
  /** A warrant card's key and certificate of slot 9A. */
  card(officer: Officer, profile?: CertificateProfile, endsAt?: Date): Promise<Holder>;
}
export type Subject = Parameters<typeof issueCertificate>[0]['subject'];

export const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
export const spkiOf = (key: KeyObject): Uint8Array => new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }));
export const pemOf = (holder: Pick<Holder, 'certificate' | 'key'>) => ({
  cert: encodePem(holder.certificate, 'CERTIFICATE'),
  key: holder.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
});

const holderOf = (key: KeyObject, certificate: Uint8Array): Holder => ({ key, certificate, signer: signerFromKey(certificate, key) });
const ago = (): Date => new Date(Date.now() - HOUR_MS);
const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS);

const issue: ForcePki['issue'] = async (authority, subject, profile, endsAt = inHours(8)) => {
  const key = newKey();
  const notBefore = new Date(Math.min(ago().getTime(), endsAt.getTime() - HOUR_MS));
  const certificate = await issueCertificate({
    issuer: authority.signer,
    subject,
    spki: spkiOf(key),
    profile,
    notBefore,
    notAfter: endsAt,
  });
  return holderOf(key, certificate);
};

export const makeForce = async (folder: string, force = FORCE): Promise<ForcePki> => {
  mkdirSync(folder, { recursive: true });
  const rootKey = newKey();
  const subject = { commonName: `${force} root`, organization: force };
  const root = holderOf(rootKey, await issueRoot({ subject, key: rootKey, notBefore: ago(), notAfter: inHours(1000) }));
  const authority = (purpose: AuthorityPurpose) =>
    issue(root, { commonName: `${force} ${purpose} CA`, organization: force }, { kind: 'authority', purpose }, inHours(900));
  const officer = await authority('officer');
  return {
    folder,
    root,
    officer,
    device: await authority('device'),
    shift: await authority('shift'),
    server: await authority('server'),
    issue,
    card: (holder, profile = { kind: 'cardAuthentication' }, endsAt) =>
      issue(
        officer,
        { commonName: holder.name, userId: holder.staffId, serialNumber: holder.collarNumber, title: holder.rank, organization: force },
        profile,
        endsAt,
      ),
  };
};

/** Writes the files that HQ's configuration names; returns its `pki` part. */
export const writeForce = async (pki: ForcePki) => {
  const { folder } = pki;
  const write = (name: string, holder: Holder) => {
    const files = { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
    const { cert, key } = pemOf(holder);
    writeFileSync(files.certificate, cert);
    writeFileSync(files.key, key, { mode: 0o600 });
    return files;
  };
  const server = (name: string) => pki.issue(pki.server, { commonName: name, organization: FORCE }, { kind: 'server', dnsNames: [name] });
  const recoveryKey = generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey;
  const recovery = await issueCertificate({
    issuer: pki.root.signer,
    subject: { commonName: 'Recovery', organization: FORCE },
    spki: spkiOf(recoveryKey),
    profile: { kind: 'recovery' },
    notBefore: ago(),
    notAfter: inHours(800),
  });
  return {
    root: { certificate: write('root', pki.root).certificate, crl: await writeCrl(pki.root, join(folder, 'root.crl'), [], inHours(100)) },
    officerAuthority: write('officer-ca', pki.officer),
    deviceAuthority: write('device-ca', pki.device),
    shiftAuthority: write('shift-ca', pki.shift),
    serverAuthority: write('server-ca', pki.server),
    cmcResponder: write(
      'cmc-responder',
      await pki.issue(pki.shift, { commonName: 'CMC responder', organization: FORCE }, { kind: 'cmcResponder' }),
    ),
    gateway: write('gateway', await server('gateway.hq')),
    services: write('services', await server('services.hq')),
    timeStamp: write(
      'time-stamp',
      await pki.issue(pki.root, { commonName: 'Time-stamps', organization: FORCE }, { kind: 'timeStamp' }, inHours(800)),
    ),
    recovery: { certificate: write('recovery', holderOf(recoveryKey, recovery)).certificate },
  };
};

/** A revocation list as a file that somebody else than HQ keeps. */
export const writeCrl = async (authority: Holder, file: string, revoked: readonly Holder[], nextUpdate: Date): Promise<string> => {
  const thisUpdate = new Date(Math.min(ago().getTime(), nextUpdate.getTime() - HOUR_MS));
  const entries = revoked.map(({ certificate }) => ({ serialHex: parseCertificate(certificate).serialHex, at: thisUpdate }));
  writeFileSync(
    file,
    encodePem(await issueCrl({ issuer: authority.signer, revoked: entries, thisUpdate, nextUpdate, number: 1 }), 'X509 CRL'),
  );
  return file;
};
