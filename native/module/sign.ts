import { createHash } from 'node:crypto';
import pkcs11, { type Handle, type Mechanism, type PKCS11 } from 'pkcs11js';
import { exact } from '../exact.ts';
import type { Card } from './card.ts';
import { CardFailure } from './faults.ts';
import { findPrivateKey, type PrivateKey } from './objects.ts';
import { checkLength, login, loginForOnce } from './pin.ts';
import { ecdsaToDer, SHA256_DIGEST_INFO } from './signature-format.ts';

/** RSA 4096 is the longest key that a card holds; P-256 needs 64. */
const MAX_SIGNATURE_BYTES = 512;
const P256_SIGNATURE_BYTES = 64;

/**
 * A signature over SHA-256 of `data`: RSASSA-PKCS1-v1_5, or ECDSA with P-256 as DER. A `pin` that is given is checked by the card first,
 * once, whether or not the key asks for it: a wrong one signs nothing. Without it a key that asks each time answers NotSignedIn and costs
 * no try; so does a card to which nobody is signed in.
 */
export function sign(
  module: PKCS11,
  card: Card,
  keyId: Uint8Array,
  data: Uint8Array,
  pin: Uint8Array | undefined,
): Uint8Array<ArrayBuffer> {
  const proven = pin !== undefined && prove(module, card, keyId, pin);
  return card.inSession(0, (session) => {
    const key = findPrivateKey(module, session, keyId, card.signedIn);
    if (key.pinEachTime && pin === undefined) throw new CardFailure('NotSignedIn', 'the key asks for the PIN each time');
    // A token that tells otherwise now than a moment ago.
    if (!key.pinEachTime && pin !== undefined && !proven) throw new CardFailure('CardFault', 'CKA_ALWAYS_AUTHENTICATE');
    const { mechanism, input } = forCard(module, card, key, data);
    module.C_SignInit(session, { mechanism }, key.handle);
    if (key.pinEachTime && pin !== undefined) loginForOnce(module, card, session, pin);
    return finish(module, session, key, input);
  });
}

/**
 * Signs in anew with the PIN where the key does not ask for it itself; true when it did. A PIN that the card takes also makes good for the
 * wrong one before it: the officer mistyped, and goes on working.
 */
function prove(module: PKCS11, card: Card, keyId: Uint8Array, pin: Uint8Array): boolean {
  if (!card.lapsed) {
    const { pinEachTime } = card.inSession(0, (session) => findPrivateKey(module, session, keyId, card.signedIn));
    if (!card.signedIn) throw new CardFailure('NotSignedIn');
    if (pinEachTime) {
      checkLength(card, pin);
      return false;
    }
  }
  login(module, card, pin);
  return true;
}

/** The hash is made here unless the module says that it makes it: ECDSA with SHA-256 is missing in many. */
function forCard(module: PKCS11, card: Card, key: PrivateKey, data: Uint8Array): { mechanism: Mechanism['mechanism']; input: Buffer } {
  if (key.kind === 'rsa' && canSign(module, card.slot, pkcs11.CKM_SHA256_RSA_PKCS)) {
    return { mechanism: pkcs11.CKM_SHA256_RSA_PKCS, input: Buffer.from(data) };
  }
  const hash = createHash('sha256').update(data).digest();
  if (key.kind === 'rsa') return { mechanism: pkcs11.CKM_RSA_PKCS, input: Buffer.concat([SHA256_DIGEST_INFO, hash]) };
  return { mechanism: pkcs11.CKM_ECDSA, input: hash };
}

function canSign(module: PKCS11, slot: Handle, mechanism: number): boolean {
  try {
    return (module.C_GetMechanismInfo(slot, mechanism).flags & pkcs11.CKF_SIGN) !== 0;
  } catch {
    return false;
  }
}

function finish(module: PKCS11, session: Handle, key: PrivateKey, input: Buffer): Uint8Array<ArrayBuffer> {
  const signature = module.C_Sign(session, input, Buffer.alloc(MAX_SIGNATURE_BYTES));
  if (key.kind === 'rsa') return exact(signature);
  if (signature.length !== P256_SIGNATURE_BYTES) throw new CardFailure('NotSupported', 'not P-256');
  return ecdsaToDer(signature);
}
