import { ECDH } from 'node:crypto';
import pkcs11, { type Handle, type Mechanism, type PKCS11, type Template } from 'pkcs11js';
import type { Card } from './card.ts';
import { CardFailure, reasonOf } from './faults.ts';
import { findPrivateKey, type PrivateKey, readAttribute } from './objects.ts';
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
    return withoutPin(module, session, key, () => readSecret(module, session, agree(module, session, key, point, mechanismOf(card))));
  });
}

/** For P-256, whose cofactor is 1, both give the same secret. */
function mechanismOf({ presence: { mechanisms = [] } }: Card): Mechanism['mechanism'] {
  const cofactorOnly = mechanisms.includes('ECDH1_COFACTOR_DERIVE') && !mechanisms.includes('ECDH1_DERIVE');
  return cofactorOnly ? pkcs11.CKM_ECDH1_COFACTOR_DERIVE : pkcs11.CKM_ECDH1_DERIVE;
}

/** PKCS#11 v2.40 lets a module want the point as it is, or as a DER octet string: the second where the first is refused. */
function agree(module: PKCS11, session: Handle, key: PrivateKey, point: Uint8Array, mechanism: Mechanism['mechanism']): Handle {
  const withPoint = (publicData: Buffer): Handle => {
    const parameter = { type: pkcs11.CK_PARAMS_EC_DH, kdf: pkcs11.CKD_NULL, sharedData: null, publicData };
    return module.C_DeriveKey(session, { mechanism, parameter }, key.handle, SECRET);
  };
  try {
    return withPoint(Buffer.from(point));
  } catch (error) {
    if (!POINT_REFUSED.includes(reasonOf(error))) throw error;
    return withPoint(Buffer.concat([Buffer.of(OCTET_STRING, point.length), point]));
  }
}

const POINT_REFUSED = ['CKR_MECHANISM_PARAM_INVALID', 'CKR_ARGUMENTS_BAD', 'CKR_DATA_INVALID', 'CKR_DOMAIN_PARAMS_INVALID'];
const OCTET_STRING = 0x04;

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
    if (value === undefined || value.length === 0 || value.length > SECRET_BYTES) throw new CardFailure('NotSupported', 'shared secret');
    // Some modules drop leading zero bytes.
    const own = new Uint8Array(SECRET_BYTES);
    own.set(value, SECRET_BYTES - value.length);
    value.fill(0);
    return own;
  } finally {
    module.C_DestroyObject(session, secret);
  }
}
