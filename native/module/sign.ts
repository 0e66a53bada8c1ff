import { createHash } from 'node:crypto';
import pkcs11, { type Handle, type Mechanism, type PKCS11 } from 'pkcs11js';
import { exact } from '../exact.ts';
import type { CardMechanism } from '../protocol/index.ts';
import type { Card } from './card.ts';
import { CardFailure, isNotHere } from './faults.ts';
import { findPrivateKey, type PrivateKey } from './objects.ts';
import { checkLength, login, loginForOnce } from './pin.ts';
import { ecdsaToDer, padPkcs1, SHA256_DIGEST_INFO } from './signature-format.ts';

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
    return byFirst(waysOf(card, key, data), (way, last) => {
      const input = way.input();
      if (!begins(module, session, key, way.mechanism, last)) return undefined;
      const asks = key.pinEachTime && pin !== undefined;
      if (asks) loginForOnce(module, card, session, pin);
      const signature = signed(module, card, session, { needs: way.needs, input, last: last || asks });
      return signature && formatted(key, signature);
    });
  });
}

/** A mechanism, and what the card is given for it. */
interface Way {
  readonly needs: CardMechanism;
  readonly mechanism: Mechanism['mechanism'];
  readonly input: () => Buffer;
}

/**
 * The ways to one and the same signature, the likeliest first. The hash is made here where the token does not say that it makes it, the
 * padding too where it has raw RSA alone.
 */
function waysOf({ presence, refused }: Card, { kind, blockBytes }: PrivateKey, data: Uint8Array): readonly Way[] {
  const hash = createHash('sha256').update(data).digest();
  const whole = Buffer.from(data);
  const info = Buffer.concat([SHA256_DIGEST_INFO, hash]);
  const rsa: readonly Way[] = [
    { needs: 'SHA256_RSA_PKCS', mechanism: pkcs11.CKM_SHA256_RSA_PKCS, input: () => whole },
    { needs: 'RSA_PKCS', mechanism: pkcs11.CKM_RSA_PKCS, input: () => info },
    ...(blockBytes > 0
      ? [{ needs: 'RSA_X_509_SIGN', mechanism: pkcs11.CKM_RSA_X_509, input: () => padPkcs1(info, blockBytes) } as const]
      : []),
  ];
  const ec: readonly Way[] = [
    { needs: 'ECDSA', mechanism: pkcs11.CKM_ECDSA, input: () => hash },
    { needs: 'ECDSA_SHA256', mechanism: pkcs11.CKM_ECDSA_SHA256, input: () => whole },
  ];
  const all = kind === 'rsa' ? rsa : ec;
  const said = all.filter(({ needs }) => presence.mechanisms?.includes(needs));
  // What a token does not list it may have all the same: asked last, and where it lists nothing. The hash is then made here first.
  const unsaid = all.filter((way) => !said.includes(way));
  const likely = [...said, ...unsaid.filter((way) => !hashes(way)), ...unsaid.filter(hashes)];
  const isRefused = ({ needs }: Way): boolean => refused.has(needs);
  return [...likely.filter((way) => !isRefused(way)), ...likely.filter(isRefused)];
}

const hashes = ({ needs }: Way): boolean => needs === 'SHA256_RSA_PKCS' || needs === 'ECDSA_SHA256';

/** What the first way gives that the card has; `last`: there is none after it, and its refusal is the answer. */
function byFirst<Value>(ways: readonly Way[], go: (way: Way, last: boolean) => Value | undefined): Value {
  for (const [at, way] of ways.entries()) {
    const value = go(way, at === ways.length - 1);
    if (value !== undefined) return value;
  }
  throw new CardFailure('NotSupported', 'no mechanism');
}

/** False where the card has no such mechanism, and there is another way. */
function begins(module: PKCS11, session: Handle, key: PrivateKey, mechanism: Mechanism['mechanism'], last: boolean): boolean {
  try {
    module.C_SignInit(session, { mechanism }, key.handle);
    return true;
  } catch (error) {
    if (last || !isNotHere(error)) throw error;
    return false;
  }
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

/**
 * Undefined where the card says only now that it has no such mechanism, and there is another way. `last`: its refusal is the answer,
 * because there is none, or because it would take a PIN that was given once already.
 */
function signed(
  module: PKCS11,
  card: Card,
  session: Handle,
  { needs, input, last }: { readonly needs: CardMechanism; readonly input: Buffer; readonly last: boolean },
): Buffer | undefined {
  try {
    return module.C_Sign(session, input, Buffer.alloc(MAX_SIGNATURE_BYTES));
  } catch (error) {
    if (!isNotHere(error)) throw error;
    card.noteRefused(needs);
    if (last) throw error;
    return undefined;
  }
}

function formatted({ kind }: PrivateKey, signature: Buffer): Uint8Array<ArrayBuffer> {
  if (kind === 'rsa') return exact(signature);
  if (signature.length !== P256_SIGNATURE_BYTES) throw new CardFailure('NotSupported', 'not P-256');
  return ecdsaToDer(signature);
}
