import { createPublicKey, type KeyObject } from 'node:crypto';
import { type Element, malformed, openDer, tags } from '../der/read.ts';
import { readBigInteger, readBitString, readOid } from '../der/values.ts';
import { bitString, oid, sequence } from '../der/write.ts';
import { PkiError } from '../fault.ts';
import { limits } from '../limits.ts';
import { algorithms } from '../oids.ts';

export interface PublicKeyInfo {
  readonly kind: 'rsa' | 'p256' | 'other';
  /** Size of the modulus or of the curve's field; 0 when the key is of a kind that this program cannot use. */
  readonly bits: number;
}

/** A SubjectPublicKeyInfo taken apart. */
export interface PublicKey {
  readonly spki: Uint8Array;
  readonly algorithm: string;
  readonly parameters: Element | undefined;
  /** The key itself: the content of the bit string. */
  readonly bytes: Uint8Array;
  /** Size in bits; 0 when unknown. For DSA the size of p, 0 when p is inherited. */
  readonly bits: number;
}

/** Fields of the elliptic curves that are known, by object identifier. */
const curveBits: Readonly<Record<string, number>> = { [algorithms.p256]: 256, [algorithms.p384]: 384, [algorithms.p521]: 521 };

/** Reads a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7). */
export function readPublicKey(spki: Uint8Array): PublicKey {
  const reader = openDer(spki, tags.sequence, 'public key');
  const identifier = reader.inside(tags.sequence, 'public key algorithm');
  const algorithm = readOid(identifier.take(tags.oid, 'public key algorithm'));
  const parameters = identifier.done ? undefined : identifier.any();
  identifier.end('public key algorithm');
  const bytes = readBitString(reader.take(tags.bitString, 'public key bits'));
  reader.end('public key');
  return { spki, algorithm, parameters, bytes, bits: keyBits(algorithm, parameters, bytes) };
}

export function publicKeyInfo(key: PublicKey): PublicKeyInfo {
  if (key.algorithm === algorithms.rsaEncryption) return { kind: 'rsa', bits: key.bits };
  const onP256 =
    key.algorithm === algorithms.ecPublicKey && key.parameters?.tag === tags.oid && readOid(key.parameters) === algorithms.p256;
  return { kind: onP256 ? 'p256' : 'other', bits: key.bits };
}

/** Which keys are accepted beside P-256, P-384 and RSA from 2048 bits. */
export interface KeyDemand {
  /** RSA and DSA from 1024 bits, and P-521: for old test material only. */
  readonly allowWeak?: boolean | undefined;
  /** P-521 and Ed25519: as strong as the others, and used by authorities that are not the force's. */
  readonly foreignKeys?: boolean | undefined;
}

/** Refuses a key that is too weak to be trusted. `inherited` are the DSA parameters of the issuer. Throws PkiError `WeakKey`. */
export function demandStrongKey(key: PublicKey, { allowWeak = false, foreignKeys = false }: KeyDemand, inherited?: Element): void {
  const { algorithm } = key;
  const bits = key.bits || (algorithm === algorithms.dsa && inherited ? dsaBits(inherited) : 0);
  const strong =
    (algorithm === algorithms.rsaEncryption && bits >= (allowWeak ? 1024 : 2048) && bits <= limits.rsaBits) ||
    (algorithm === algorithms.ecPublicKey && (bits === 256 || bits === 384 || ((allowWeak || foreignKeys) && bits === 521))) ||
    (algorithm === algorithms.ed25519 && foreignKeys) ||
    (algorithm === algorithms.dsa && allowWeak && bits >= 1024 && bits <= 3072);
  if (!strong) throw new PkiError('WeakKey', 'The public key is too small or of a kind that is not accepted');
}

/** The key for verifying signatures. A DSA key without parameters takes its issuer's (RFC 3279 §2.3.2). Throws PkiError `Malformed`. */
export function verifyingKey(key: PublicKey, inherited?: Element): KeyObject {
  const spki =
    key.algorithm === algorithms.dsa && !key.parameters && inherited
      ? sequence(sequence(oid(algorithms.dsa), inherited.raw), bitString(key.bytes))
      : key.spki;
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch (cause) {
    throw Object.assign(malformed('public key'), { cause });
  }
}

function keyBits(algorithm: string, parameters: Element | undefined, bytes: Uint8Array): number {
  if (algorithm === algorithms.rsaEncryption) {
    const modulus = openDer(bytes, tags.sequence, 'RSA key').take(tags.integer, 'RSA modulus');
    return bitLength(readBigInteger(modulus));
  }
  if (algorithm === algorithms.ecPublicKey && parameters?.tag === tags.oid) return curveBits[readOid(parameters)] ?? 0;
  if (algorithm === algorithms.dsa && parameters) return dsaBits(parameters);
  return 0;
}

function dsaBits(parameters: Element): number {
  if (parameters.tag !== tags.sequence) return 0;
  return bitLength(readBigInteger(openDer(parameters.raw, tags.sequence, 'DSA parameters').take(tags.integer, 'DSA prime')));
}

const bitLength = (value: bigint): number => (value > 0n ? value.toString(2).length : 0);
