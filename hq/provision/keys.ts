import { createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);

/** What keys the force's certificates have. RSA is the root's, recovery's and the older cards'. */
export type KeyKind = 'p256' | 'rsa-2048' | 'rsa-3072';

/** A new private key; other work goes on meanwhile, for a large RSA key takes a second. */
export const makeKey = async (kind: KeyKind): Promise<KeyObject> => {
  if (kind === 'p256') return (await generate('ec', { namedCurve: 'P-256' })).privateKey;
  return (await generate('rsa', { modulusLength: kind === 'rsa-2048' ? 2048 : 3072 })).privateKey;
};

/** SubjectPublicKeyInfo of a private key's public half, DER. */
export const spkiOf = (key: KeyObject): Uint8Array => new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }));
