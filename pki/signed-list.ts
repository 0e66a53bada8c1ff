import { type Certificate, readCertificate, signatureAlgorithm } from './certificate/certificate.ts';
import { verifyingKey } from './certificate/key.ts';
import { demandStrongHash, verifySignature } from './certificate/signature.ts';
import { type Crl, type RevocationList, readCrl } from './crl/crl.ts';
import { hex } from './der/values.ts';
import { PkiError } from './fault.ts';

/** A revocation list and the authority that signed it. */
export interface SignedList {
  readonly crl: Crl;
  /** DER of the issuing authority, one of those that were given. */
  readonly issuer: Uint8Array;
  /** Equal for lists of which one replaces the other: of one name, one key and one part of the certificates. */
  readonly scope: string;
}

/**
 * Why a list is of no use to laptops. Malformed: no complete list that this program understands in full. NoNumber, NoNextUpdate: without
 * them, or with a number that is none (negative, longer than 20 octets), an old list could not be told from a new one (RFC 5280 §5.2.3, §5.1.2.5). WrongIssuer: of another authority. BadSignature: not
 * signed by that authority's key, or with a hash that is not accepted. Future: from after `at`.
 */
export type ListFault = 'Malformed' | 'NoNumber' | 'NoNextUpdate' | 'WrongIssuer' | 'BadSignature' | 'Future';

/** 20 octets, the first bit of which is the sign (RFC 5280 §5.2.3). */
const NUMBER_BITS = 159n;
/** HQ's clock and a laptop's differ by minutes; a list of the future is somebody's mistake or worse. */
const CLOCK_TOLERANCE_MS = 300_000;

/**
 * Reads a revocation list (DER) and proves who signed it, one of `issuers`; how long it still lasts is not asked. This is what laptops
 * demand of every list they are given, and HQ of every list it hands on. Never throws on hostile input.
 */
export function readSignedList(
  der: Uint8Array,
  issuers: readonly Uint8Array[],
  at: Date,
): { readonly ok: true; readonly value: SignedList } | { readonly ok: false; readonly code: ListFault } {
  const list = tryRead(() => readCrl(der));
  if (!list || list.deltaBase !== undefined || list.incomprehensible) return { ok: false, code: 'Malformed' };
  const named = issuers.flatMap((issuer) => {
    const certificate = tryRead(() => readCertificate(issuer));
    return certificate?.subject.key === list.issuer.key ? [{ issuer, certificate }] : [];
  });
  if (!named.length) return { ok: false, code: 'WrongIssuer' };
  const signer = named.find(({ certificate }) => isSignedBy(list, certificate));
  if (!signer) return { ok: false, code: 'BadSignature' };
  if (list.number === undefined || list.number < 0n || list.number >> NUMBER_BITS) return { ok: false, code: 'NoNumber' };
  if (list.nextUpdate === undefined) return { ok: false, code: 'NoNextUpdate' };
  if (list.thisUpdate.getTime() > at.getTime() + CLOCK_TOLERANCE_MS) return { ok: false, code: 'Future' };
  return { ok: true, value: { crl: list, issuer: signer.issuer, scope: `${list.scope} ${hex(signer.certificate.key.spki)}` } };
}

function isSignedBy(list: RevocationList, { key }: Certificate): boolean {
  const signed = tryRead(() => {
    const algorithm = signatureAlgorithm(list.signed);
    demandStrongHash(algorithm, false);
    return verifySignature(algorithm, verifyingKey(key), list.signed.data, list.signed.signature);
  });
  return signed ?? false;
}

function tryRead<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof PkiError) return undefined;
    throw error;
  }
}
