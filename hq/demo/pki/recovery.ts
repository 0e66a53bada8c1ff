import type { KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { encodePem } from '../../../pki/index.ts';

/** Of the demonstration only, and said in its documents: a real force keeps the file and its passphrase in two safes. */
export const DEMO_RECOVERY_PASSPHRASE = 'demonstration-recovery';
/** PBKDF2 rounds of the file's encryption. */
const ROUNDS = 100_000;

/** The recovery key with its certificate as PKCS #12 (RFC 7292), AES-256, for any tool that opens such files. RSA only. */
export const recoveryFile = (key: KeyObject, certificate: Uint8Array): Uint8Array => {
  const file = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(key.export({ format: 'pem', type: 'pkcs1' }).toString()),
    [forge.pki.certificateFromPem(encodePem(certificate, 'CERTIFICATE'))],
    DEMO_RECOVERY_PASSPHRASE,
    { algorithm: 'aes256', count: ROUNDS, friendlyName: 'Recovery key of the demonstration force' },
  );
  return Buffer.from(forge.asn1.toDer(file).getBytes(), 'binary');
};
