import { ECDH } from 'node:crypto';
import pkcs11, { type Handle, type PKCS11, type Template } from 'pkcs11js';
import { exact } from '../exact.ts';
import type { Card } from './card.ts';
import { CardFailure } from './faults.ts';
import { findPrivateKey, readAttribute } from './objects.ts';
import { withoutPin } from './pin.ts';

const POINT_BYTES = 65;
const UNCOMPRESSED = 0x04;
const SECRET_BYTES = 32;

/** The shared secret as a session object that may be read: it lives for two calls. */
const SECRET: Template = [
  { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_SECRET_KEY },
  { type: pkcs11.CKA_KEY_TYPE, value: pkcs11.CKK_GENERIC_SECRET },
  { type: pkcs11.CKA_TOKEN, value: false },
  { type: pkcs11.CKA_SENSITIVE, value: false },
  { type: pkcs11.CKA_EXTRACTABLE, value: true },
  { type: pkcs11.CKA_VALUE_LEN, value: SECRET_BYTES },
];

/** ECDH with P-256: the shared x-coordinate (SP 800-56A, 5.7.1.2), without a key derivation function. */
export function derive(module: PKCS11, card: Card, keyId: Uint8Array, point: Uint8Array): Uint8Array<ArrayBuffer> {
  checkPoint(point);
  return card.inSession(0, (session) => {
    const key = findPrivateKey(module, session, keyId, card.signedIn);
    if (key.kind !== 'ec') throw new CardFailure('NotSupported', 'not an EC key');
    const parameter = { type: pkcs11.CK_PARAMS_EC_DH, kdf: pkcs11.CKD_NULL, sharedData: null, publicData: Buffer.from(point) };
    return withoutPin(module, session, key, () => {
      const secret = module.C_DeriveKey(session, { mechanism: pkcs11.CKM_ECDH1_DERIVE, parameter }, key.handle, SECRET);
      return readSecret(module, session, secret);
    });
  });
}

/** A point off the curve would draw the private key out of the card (invalid-curve attack); not every card looks. */
function checkPoint(point: Uint8Array): void {
  if (point.length !== POINT_BYTES || point[0] !== UNCOMPRESSED) throw new CardFailure('CardFault', 'not a P-256 point');
  try {
    ECDH.convertKey(point, 'prime256v1', undefined, undefined, 'uncompressed');
  } catch {
    throw new CardFailure('CardFault', 'not a P-256 point');
  }
}

function readSecret(module: PKCS11, session: Handle, secret: Handle): Uint8Array<ArrayBuffer> {
  try {
    const value = readAttribute(module, session, secret, pkcs11.CKA_VALUE);
    if (value?.length !== SECRET_BYTES) throw new CardFailure('NotSupported', 'shared secret');
    const own = exact(value);
    value.fill(0);
    return own;
  } finally {
    module.C_DestroyObject(session, secret);
  }
}
