import { constants, createPublicKey, type KeyObject, privateDecrypt, X509Certificate } from 'node:crypto';
import type { RecipientKey } from '../../pki/index.ts';
import { readCertificate, readKey } from '../authority/files.ts';
import { ConfigError, type HqConfig } from '../config.ts';

/** The force's recovery key as a recipient of envelopes. Undefined where the force keeps it elsewhere. Throws ConfigError. */
export const loadRecoveryKey = (files: HqConfig['pki']['recovery']): RecipientKey | undefined => {
  if (files.key === undefined) return undefined;
  const certificate = readCertificate('pki.recovery.certificate', files.certificate);
  const key = readKey('pki.recovery.key', files.key);
  if (!createPublicKey(key).equals(new X509Certificate(certificate).publicKey)) {
    throw new ConfigError('pki.recovery.key: not the key of the certificate');
  }
  return recipientOf(certificate, key);
};

/** The recovery key is RSA (pki's recovery profile): it never derives. */
const recipientOf = (certificate: Uint8Array, key: KeyObject): RecipientKey => ({
  certificate,
  decrypt: async (ciphertext) => privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, ciphertext),
  derive: () => Promise.reject(new TypeError('the recovery key is RSA')),
});
