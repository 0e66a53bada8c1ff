import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { TrustBundle } from '../../../contracts/hq/device.ts';
import {
  type CertificateProfile,
  encodePem,
  issueCertificate,
  issueCrl,
  issueRoot,
  parseCertificate,
  type Signer,
  type SubjectName,
  signerFromKey,
} from '../../../pki/index.ts';

const HOUR = 60 * 60 * 1000;
const YEAR = 365 * 24 * HOUR;

export interface Issued {
  readonly key: KeyObject;
  readonly certificate: Uint8Array;
  readonly signer: Signer;
}
export interface Authority extends Issued {
  readonly revoked: { serialHex: string; at: Date }[];
}
type AuthorityName = 'officer' | 'device' | 'shift' | 'server';

/** A force's PKI made in memory for one test: root, its four authorities, whatever they issue, and their revocation lists. */
export interface Force {
  readonly name: string;
  readonly root: Authority;
  readonly authorities: Readonly<Record<AuthorityName, Authority>>;
  issue(
    by: AuthorityName,
    subject: SubjectName,
    profile: CertificateProfile,
    life?: { readonly notBefore: Date; readonly notAfter: Date; readonly spki?: Uint8Array },
  ): Promise<Issued>;
  revoke(by: AuthorityName, certificate: Uint8Array): void;
  /** The trust bundle as HQ would give it now; each call's lists have a higher number. */
  bundle(options?: { readonly thisUpdate?: Date; readonly nextUpdate?: Date; readonly number?: number }): Promise<TrustBundle>;
}

const makeKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
export const spkiOf = (key: KeyObject): Uint8Array => new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }));
const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');
/** Key and certificate as TLS takes them, followed by the authorities that a server sends along. */
export const pemOf = (issued: Issued, ...authorities: readonly Authority[]): { readonly key: string; readonly cert: string } => ({
  key: issued.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  cert: [issued, ...authorities].map(({ certificate }) => encodePem(certificate, 'CERTIFICATE')).join(''),
});

export const makeForce = async (name = 'Lancashire Constabulary'): Promise<Force> => {
  const begin = new Date(Date.now() - YEAR);
  const end = new Date(Date.now() + 5 * YEAR);
  const rootKey = makeKey();
  const rootCertificate = await issueRoot({
    subject: { organization: name, commonName: `${name} Root` },
    key: rootKey,
    notBefore: begin,
    notAfter: end,
  });
  const root: Authority = {
    key: rootKey,
    certificate: rootCertificate,
    signer: signerFromKey(rootCertificate, rootKey),
    revoked: [],
  };
  const authority = async (purpose: AuthorityName): Promise<Authority> => {
    const key = makeKey();
    const certificate = await issueCertificate({
      issuer: root.signer,
      subject: { organization: name, commonName: `${name} ${purpose} CA` },
      spki: spkiOf(key),
      profile: { kind: 'authority', purpose },
      notBefore: begin,
      notAfter: end,
    });
    return { key, certificate, signer: signerFromKey(certificate, key), revoked: [] };
  };
  const authorities = {
    officer: await authority('officer'),
    device: await authority('device'),
    shift: await authority('shift'),
    server: await authority('server'),
  };
  const recoveryKey = generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey;
  const recovery = await issueCertificate({
    issuer: root.signer,
    subject: { organization: name, commonName: `${name} Recovery` },
    spki: spkiOf(recoveryKey),
    profile: { kind: 'recovery' },
    notBefore: begin,
    notAfter: end,
  });
  let lists = 0;
  return {
    name,
    root,
    authorities,
    async issue(by, subject, profile, life) {
      const key = makeKey();
      const certificate = await issueCertificate({
        issuer: authorities[by].signer,
        subject: { organization: name, ...subject },
        spki: life?.spki ?? spkiOf(key),
        profile,
        notBefore: life?.notBefore ?? new Date(Date.now() - HOUR),
        notAfter: life?.notAfter ?? new Date(Date.now() + 8 * HOUR),
      });
      return { key, certificate, signer: signerFromKey(certificate, key) };
    },
    revoke(by, certificate) {
      authorities[by].revoked.push({ serialHex: parseCertificate(certificate).serialHex, at: new Date() });
    },
    async bundle(options = {}) {
      lists += 1;
      const number = options.number ?? lists;
      const thisUpdate = options.thisUpdate ?? new Date(Date.now() - 1000);
      const nextUpdate = options.nextUpdate ?? new Date(thisUpdate.getTime() + 48 * HOUR);
      const all = [root, ...Object.values(authorities)];
      const crls = await Promise.all(
        all.map(({ signer, revoked }) => issueCrl({ issuer: signer, revoked, thisUpdate, nextUpdate, number })),
      );
      return {
        issuedAt: thisUpdate.toISOString(),
        authorities: Object.values(authorities).map(({ certificate }) => base64(certificate)),
        crls: crls.map(base64),
        recovery: base64(recovery),
      };
    },
  };
};

export const GATEWAY_NAME = 'gateway.hq.test';
export const issueGateway = (force: Force, life?: { readonly notBefore: Date; readonly notAfter: Date }): Promise<Issued> =>
  force.issue('server', { commonName: GATEWAY_NAME }, { kind: 'server', dnsNames: [GATEWAY_NAME] }, life);
export const issueDevice = (force: Force, device = 'LAP-0417'): Promise<Issued> =>
  force.issue('device', { commonName: device }, { kind: 'device' });
