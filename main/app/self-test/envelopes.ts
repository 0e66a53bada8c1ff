import { constants, createPublicKey, diffieHellman, privateDecrypt, randomBytes } from 'node:crypto';
import { openEnvelope, sealEnvelope } from '../../../pki/index.ts';
import { type Credential, makeCredential, makeRoot } from './certificates.ts';
import type { Check } from './check.ts';

/** Seals a store key's size of bytes to a card's key of either kind and opens it again: the step that fails where a cipher is missing. */
const opens = async (kind: 'p256' | 'rsa'): Promise<boolean> => {
  const recipient = await makeCredential(await makeRoot(), { kind: 'cardKeyManagement' }, kind);
  const content = new Uint8Array(randomBytes(32));
  const opened = await openEnvelope(await sealEnvelope(content, [recipient.certificate]), cardOf(recipient));
  return Buffer.compare(opened, content) === 0;
};

/** A key in memory that answers as a warrant card's does. */
const cardOf = ({ certificate, key }: Credential) => ({
  certificate,
  decrypt: async (ciphertext: Uint8Array) =>
    new Uint8Array(privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, ciphertext)),
  derive: async (point: Uint8Array) => {
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => Buffer.from(half).toString('base64url'));
    const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' } });
    return new Uint8Array(diffieHellman({ privateKey: key, publicKey }));
  },
});

export const envelopes: readonly Check[] = [
  { name: 'envelope to a P-256 card', run: () => opens('p256') },
  { name: 'envelope to an RSA card', run: () => opens('rsa') },
];
