import pkcs11, { type Handle, type Mechanism, type PKCS11, type RsaOAEP } from 'pkcs11js';
import { exact } from '../exact.ts';
import type { Card } from './card.ts';
import { CardFailure, isNotHere } from './faults.ts';
import { decodeOaep } from './oaep.ts';
import { findPrivateKey, type PrivateKey } from './objects.ts';
import { withoutPin } from './pin.ts';

/** RSA 4096. */
const MAX_BLOCK_BYTES = 512;

/** `source` 1 is CKZ_DATA_SPECIFIED: the label, which is empty. */
const OAEP_PARAMETERS: RsaOAEP = { type: pkcs11.CK_PARAMS_RSA_OAEP, hashAlg: pkcs11.CKM_SHA256, mgf: pkcs11.CKG_MGF1_SHA256, source: 1 };
const OAEP_SHA256: Mechanism = { mechanism: pkcs11.CKM_RSA_PKCS_OAEP, parameter: OAEP_PARAMETERS };
const RAW: Mechanism = { mechanism: pkcs11.CKM_RSA_X_509 };

/**
 * RSAES-OAEP with SHA-256 and MGF1-SHA-256; where the module lacks it, raw RSA on the card and the unpadding here. `raw`: the block with its
 * padding, which is the caller's to take off.
 */
export function decrypt(module: PKCS11, card: Card, keyId: Uint8Array, data: Uint8Array, raw: boolean): Uint8Array<ArrayBuffer> {
  return card.inSession(0, (session) => {
    const key = findPrivateKey(module, session, keyId, card.signedIn);
    if (key.kind !== 'rsa') throw new CardFailure('NotSupported', 'not an RSA key');
    return withoutPin(module, session, key, () =>
      raw ? block(module, session, key, data) : (byCard(module, session, key, data) ?? byBoth(module, session, key, data)),
    );
  });
}

/** Undefined when the module has no such mechanism. */
function byCard(module: PKCS11, session: Handle, key: PrivateKey, data: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  try {
    module.C_DecryptInit(session, OAEP_SHA256, key.handle);
    // Some take the parameters, and say only here that they cannot do it.
    return taken(module.C_Decrypt(session, Buffer.from(data), Buffer.alloc(MAX_BLOCK_BYTES)));
  } catch (error) {
    if (isNotHere(error)) return undefined;
    throw error;
  }
}

/** What the number stands for, as long as the key's modulus. */
function block(module: PKCS11, session: Handle, key: PrivateKey, data: Uint8Array): Uint8Array<ArrayBuffer> {
  module.C_DecryptInit(session, RAW, key.handle);
  const given = taken(module.C_Decrypt(session, Buffer.from(data), Buffer.alloc(MAX_BLOCK_BYTES)));
  // Some modules drop the leading zero byte.
  const whole = new Uint8Array(Math.max(data.length, given.length));
  whole.set(given, whole.length - given.length);
  given.fill(0);
  return whole;
}

function byBoth(module: PKCS11, session: Handle, key: PrivateKey, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = block(module, session, key, data);
  const message = decodeOaep(whole);
  whole.fill(0);
  if (message === undefined) throw new CardFailure('CardFault', 'CKR_ENCRYPTED_DATA_INVALID');
  return message;
}

/** A copy of what the card gave, the original zeroed. */
function taken(clear: Buffer): Uint8Array<ArrayBuffer> {
  const own = exact(clear);
  clear.fill(0);
  return own;
}
