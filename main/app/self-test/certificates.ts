import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type CertificateProfile, issueCertificate, issueRoot, signerFromKey } from '../../../pki/index.ts';

/** A certificate of this test alone, with its key: made, used and forgotten within it. */
export interface Credential {
  readonly certificate: Uint8Array;
  readonly key: KeyObject;
}

const DAY_MS = 86_400_000;
const name = (commonName: string) => ({ commonName, organization: 'Self-test' });
const spkiOf = (key: KeyObject): Uint8Array => new Uint8Array(key.export({ type: 'spki', format: 'der' }));
const dates = () => ({ notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + DAY_MS) });

const keyPair = (kind: 'p256' | 'rsa') =>
  kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** Makes a root that lives as long as the test. */
export const makeRoot = async (): Promise<Credential> => {
  const { privateKey } = keyPair('p256');
  return { certificate: await issueRoot({ subject: name('Self-test root'), key: privateKey, ...dates() }), key: privateKey };
};

/** Issues a certificate of a profile for a fresh key. */
export const makeCredential = async (root: Credential, profile: CertificateProfile, kind: 'p256' | 'rsa' = 'p256'): Promise<Credential> => {
  const { privateKey, publicKey } = keyPair(kind);
  const issuer = signerFromKey(root.certificate, root.key);
  const certificate = await issueCertificate({ issuer, subject: name('localhost'), spki: spkiOf(publicKey), profile, ...dates() });
  return { certificate, key: privateKey };
};

/** As Node's TLS takes it. */
export const pemOf = ({ certificate, key }: Credential): { readonly cert: string; readonly key: string } => ({
  cert: `-----BEGIN CERTIFICATE-----\n${Buffer.from(certificate).toString('base64')}\n-----END CERTIFICATE-----\n`,
  key: createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' }))
    .export({ type: 'pkcs8', format: 'pem' })
    .toString(),
});
