import type { KeyUsage } from '../certificate/extensions.ts';
import { type PublicKey, publicKeyInfo } from '../certificate/key.ts';
import { algorithms } from '../oids.ts';

/** Object identifiers of extended key usages (RFC 5280 §4.2.1.12; cmcCa RFC 6402 §2.10; documentSigning RFC 9336; smartcardLogon Microsoft). */
export const extendedKeyUsages = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  cmcCa: '1.3.6.1.5.5.7.3.27',
  documentSigning: '1.3.6.1.5.5.7.3.36',
  smartcardLogon: '1.3.6.1.4.1.311.20.2.2',
} as const;

/** What a certificate of this force is for; key usage and extended key usage follow from it. */
export type CertificateProfile =
  /** A certification authority below the root; `pathLength` 0 by default: it issues to end entities only. */
  | { readonly kind: 'authority'; readonly pathLength?: number }
  /** Warrant card, slot 9A: signs in. */
  | { readonly kind: 'cardAuthentication' }
  /** Warrant card, slot 9C: signs documents and orders. */
  | { readonly kind: 'cardSignature'; readonly email?: string }
  /** Warrant card, slot 9D: opens envelopes. RSA: keyEncipherment, EC: keyAgreement. */
  | { readonly kind: 'cardKeyManagement'; readonly email?: string }
  /** A laptop. P-256. */
  | { readonly kind: 'device' }
  /** An officer on one device for one shift, 10 hours at most. P-256. */
  | { readonly kind: 'shift'; readonly device: string }
  /** A server of HQ. P-256. */
  | { readonly kind: 'server'; readonly dnsNames: readonly string[] }
  /** Signs the answers of EST's fullcmc, so that the authority's own key signs certificates only. */
  | { readonly kind: 'cmcResponder' }
  /** Signs the force's policy, and nothing else does. Issued by the root. */
  | { readonly kind: 'policy' }
  /** The force's recovery certificate: second recipient of every store key. RSA. */
  | { readonly kind: 'recovery' };

/** What a profile puts into the extensions. */
export interface ProfileContents {
  /** Set for authorities; `pathLength` undefined for no limit. */
  readonly authority?: { readonly pathLength: number | undefined };
  readonly keyUsage: readonly KeyUsage[];
  readonly extendedKeyUsage: readonly string[];
  readonly alternativeNames: readonly { readonly kind: 'dns' | 'uri' | 'email'; readonly text: string }[];
}

const { serverAuth, clientAuth, emailProtection, cmcCa, documentSigning, smartcardLogon } = extendedKeyUsages;

/** A shift's certificate lives no longer than a long shift; the minutes are for dating it back against clocks that differ. */
const longestShift = 10 * 60 * 60_000 + 10 * 60_000;

/**
 * The extensions of a profile for this key and lifetime (milliseconds). TLS certificates are P-256 with digitalSignature because
 * BoringSSL refuses others. Throws RangeError for a key or a lifetime that the profile forbids.
 */
export function profileContents(profile: CertificateProfile, key: PublicKey, lifetime: number): ProfileContents {
  const { kind } = publicKeyInfo(key);
  const end = (keyUsage: readonly KeyUsage[], extendedKeyUsage: readonly string[], names: ProfileContents['alternativeNames'] = []) => ({
    keyUsage,
    extendedKeyUsage,
    alternativeNames: names,
  });
  switch (profile.kind) {
    case 'authority':
      return { ...end(['keyCertSign', 'cRLSign'], []), authority: { pathLength: profile.pathLength ?? 0 } };
    case 'cardAuthentication':
      return end(['digitalSignature'], [clientAuth, smartcardLogon]);
    case 'cardSignature':
      return end(['digitalSignature', 'nonRepudiation'], [emailProtection], mailNames(profile.email));
    case 'cardKeyManagement':
      return end([kind === 'rsa' ? 'keyEncipherment' : 'keyAgreement'], [emailProtection], mailNames(profile.email));
    case 'device':
      demand(kind === 'p256', 'A device has a P-256 key');
      return end(['digitalSignature'], [clientAuth]);
    case 'shift':
      demand(kind === 'p256', 'A shift has a P-256 key');
      demand(lifetime <= longestShift, 'A shift certificate lasts 10 hours at most');
      return end(['digitalSignature'], [clientAuth], [{ kind: 'uri', text: `urn:mobile-office:device:${profile.device}` }]);
    case 'server':
      demand(kind === 'p256', 'A server has a P-256 key');
      demand(profile.dnsNames.length > 0, 'A server needs a name');
      return end(
        ['digitalSignature'],
        [serverAuth],
        profile.dnsNames.map((text) => ({ kind: 'dns', text })),
      );
    case 'cmcResponder':
      return end(['digitalSignature'], [cmcCa]);
    case 'policy':
      return end(['digitalSignature'], [documentSigning]);
    case 'recovery':
      demand(key.algorithm === algorithms.rsaEncryption, 'The recovery key is RSA');
      return end(['keyEncipherment'], [emailProtection]);
  }
}

const mailNames = (email: string | undefined): ProfileContents['alternativeNames'] =>
  email === undefined ? [] : [{ kind: 'email', text: email }];

function demand(condition: boolean, message: string): void {
  if (!condition) throw new RangeError(message);
}
