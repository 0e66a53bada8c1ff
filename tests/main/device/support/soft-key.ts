import { constants, createPublicKey, diffieHellman, type KeyObject, privateDecrypt } from 'node:crypto';
import type { RecipientKey } from '../../../../pki/index.ts';

/** SubjectPublicKeyInfo of a P-256 key before the point. */
const P256_SPKI = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex');

/** A recipient's key in software, as a card holds it: RSA or P-256. */
export const softKey = ({ certificate, key }: { readonly certificate: Uint8Array; readonly key: KeyObject }): RecipientKey => ({
  certificate,
  decrypt: async (ciphertext) =>
    new Uint8Array(privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, ciphertext)),
  derive: async (point) => {
    const publicKey = createPublicKey({ key: Buffer.concat([P256_SPKI, point]), format: 'der', type: 'spki' });
    return new Uint8Array(diffieHellman({ privateKey: key, publicKey }));
  },
});
