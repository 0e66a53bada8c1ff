import { parseCertificate } from '../certificate/info.ts';
import type { CmsFault, Refusal } from '../fault.ts';
import type { PurposeContext } from '../verify-for.ts';
import { verifyCms } from './verify.ts';

/** Why a message does not count as signed by a warrant card. NotASigner: signed, but by a key that puts a name to nothing. */
export type CardSignatureFault = 'Malformed' | 'BadSignature' | 'SignerRevoked' | 'RevocationUnknown' | 'NotASigner' | 'SignerUntrusted';

/** What a warrant card signed, and whose card it was. */
export interface CardSignedContent {
  readonly ok: true;
  readonly content: Uint8Array;
  readonly staffId: string;
  readonly name: string;
  /** The force that issued the card. */
  readonly force: string | undefined;
  /** By the clock of whoever signed; nobody else proves it. */
  readonly signedAt: Date | undefined;
  /** The card's certificate, DER. */
  readonly certificate: Uint8Array;
}

/**
 * Reads a SignedData that a warrant card's signature key (9C) must have made: the certificate is for that purpose, its path holds and
 * nothing of it is revoked, and it names its holder. Of which force is the caller's to judge. Never throws on hostile input.
 */
export const readCardSigned = (der: Uint8Array, context: PurposeContext): CardSignedContent | Refusal<CardSignatureFault> => {
  const { anchors, intermediates, crls, at } = context;
  const checked = verifyCms(der, { anchors, intermediates, crls, at, purpose: 'cardSignature' });
  if (!checked.ok) return { ...checked, code: faultOf[checked.code] };
  const { userId, commonName, organization } = parseCertificate(checked.signer).subject;
  if (userId === undefined || commonName === undefined) {
    return { ok: false, code: 'NotASigner', detail: 'The signer’s certificate does not name its holder' };
  }
  const { content, signedAt, signer: certificate } = checked;
  return { ok: true, content, staffId: userId, name: commonName, force: organization, signedAt, certificate };
};

const faultOf: Readonly<Record<CmsFault, CardSignatureFault>> = {
  Malformed: 'Malformed',
  WrongContentType: 'Malformed',
  SignerMissing: 'Malformed',
  BadSignature: 'BadSignature',
  Revoked: 'SignerRevoked',
  RevocationUnknown: 'RevocationUnknown',
  RevocationStale: 'RevocationUnknown',
  // A card has other keys, too: they sign nothing in anybody's name.
  KeyUsage: 'NotASigner',
  ExtendedKeyUsage: 'NotASigner',
  UntrustedAnchor: 'SignerUntrusted',
  NameChaining: 'SignerUntrusted',
  NotCa: 'SignerUntrusted',
  PathTooLong: 'SignerUntrusted',
  PathLength: 'SignerUntrusted',
  Expired: 'SignerUntrusted',
  NotYetValid: 'SignerUntrusted',
  WeakKey: 'SignerUntrusted',
  WeakHash: 'SignerUntrusted',
  UnknownCriticalExtension: 'SignerUntrusted',
  NameConstraints: 'SignerUntrusted',
  Policy: 'SignerUntrusted',
};
