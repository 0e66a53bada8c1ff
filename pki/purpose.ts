import type { KeyUsage } from './certificate/extensions.ts';
import type { PublicKeyInfo } from './certificate/key.ts';
import { extendedKeyUsages } from './oids.ts';

/** ITU-T X.667: the arc of a UUID (bf2624e8-c707-4a54-87c5-c8a5e763aba8) needs no registration. Never change it: certificates carry it. */
const ARC = '2.25.254080603084819020393587543183510973352';

/**
 * Certificate policies (RFC 5280 §4.2.1.4): what the root has marked an authority for, and what a certificate is for. A certificate is
 * good for a purpose only when it and its authority both carry the purpose's policy, so that whoever has the key of one authority
 * makes nothing that belongs to another.
 */
export const certificatePolicies = {
  /** Warrant cards (9A, 9C, 9D), and with them orders and officers' own work. */
  officer: `${ARC}.1`,
  /** Laptops. */
  device: `${ARC}.2`,
  /** One officer on one laptop for one shift; HQ's answers to requests for that. */
  shift: `${ARC}.3`,
  /** HQ's servers: gateway, services, mail. */
  server: `${ARC}.4`,
  /** The force's recovery certificate. */
  recovery: `${ARC}.5`,
  /** The certificate that signs the force's policy. */
  forcePolicy: `${ARC}.6`,
  /** The certificate that signs releases of the program. */
  release: `${ARC}.7`,
  /** The force's time-stamps. */
  timeStamp: `${ARC}.8`,
} as const;

/** What an authority below the root may be for. Recovery, force policy, releases and time-stamps have none: the root itself issues them. */
export type AuthorityPurpose = 'officer' | 'device' | 'shift' | 'server';

interface PurposeRule {
  /** Object identifier that the certificate and every authority above it, the root aside, must carry. */
  readonly policy: string;
  /** How many authorities stand between the root and the certificate: exactly so many. */
  readonly authorities: 0 | 1;
  /** All of these; of an RSA key where the two kinds differ. */
  readonly keyUsage: readonly KeyUsage[];
  /** All of these. */
  readonly extendedKeyUsage: readonly string[];
}

const { serverAuth, clientAuth, codeSigning, emailProtection, cmcCa, documentSigning, smartcardLogon, timeStamping } = extendedKeyUsages;
const { officer, device, shift, server, recovery, forcePolicy, release, timeStamp } = certificatePolicies;
const signs = ['digitalSignature'] as const;

/** What a certificate of the force may be used for, and what it takes. Issuing and checking both read this. */
export const purposeRules = {
  /** Warrant card, slot 9A: signs in, asks for a shift, vouches for unsent work. */
  cardAuthentication: { policy: officer, authorities: 1, keyUsage: signs, extendedKeyUsage: [clientAuth, smartcardLogon] },
  /** Warrant card, slot 9C: signs documents and orders. */
  cardSignature: { policy: officer, authorities: 1, keyUsage: [...signs, 'nonRepudiation'], extendedKeyUsage: [emailProtection] },
  /** Warrant card, slot 9D: opens envelopes. */
  cardKeyManagement: { policy: officer, authorities: 1, keyUsage: ['keyEncipherment'], extendedKeyUsage: [emailProtection] },
  /** A laptop: connects, signs receipts. */
  device: { policy: device, authorities: 1, keyUsage: signs, extendedKeyUsage: [clientAuth] },
  /** An officer on one laptop for one shift. */
  shift: { policy: shift, authorities: 1, keyUsage: signs, extendedKeyUsage: [clientAuth] },
  /** Signs HQ's answers to CMC requests (RFC 6402 §2.10). */
  cmcResponder: { policy: shift, authorities: 1, keyUsage: signs, extendedKeyUsage: [cmcCa] },
  /** A server of HQ. */
  server: { policy: server, authorities: 1, keyUsage: signs, extendedKeyUsage: [serverAuth] },
  /** Signs the force's policy (RFC 9336). */
  policy: { policy: forcePolicy, authorities: 0, keyUsage: signs, extendedKeyUsage: [documentSigning] },
  /** Signs what laptops install. */
  release: { policy: release, authorities: 0, keyUsage: signs, extendedKeyUsage: [codeSigning] },
  /** Says when something was there (RFC 3161 §2.3): the usage is critical and alone. */
  timeStamp: { policy: timeStamp, authorities: 0, keyUsage: signs, extendedKeyUsage: [timeStamping] },
  /** Second recipient of every store key. */
  recovery: { policy: recovery, authorities: 0, keyUsage: ['keyEncipherment'], extendedKeyUsage: [emailProtection] },
} as const satisfies Readonly<Record<string, PurposeRule>>;

export type Purpose = keyof typeof purposeRules;
export const purposes = Object.keys(purposeRules) as readonly Purpose[];

/** The rule of a purpose for a key of this kind: an EC key agrees on keys where an RSA key enciphers them (RFC 5480 §3). */
export const ruleFor = (purpose: Purpose, kind: PublicKeyInfo['kind']): PurposeRule =>
  purpose === 'cardKeyManagement' && kind !== 'rsa' ? { ...purposeRules[purpose], keyUsage: ['keyAgreement'] } : purposeRules[purpose];
