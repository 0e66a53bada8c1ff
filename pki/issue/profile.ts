import type { KeyUsage } from '../certificate/extensions.ts';
import { type PublicKey, publicKeyInfo } from '../certificate/key.ts';
import { algorithms } from '../oids.ts';
import { type AuthorityPurpose, certificatePolicies, ruleFor } from '../purpose.ts';

/** RFC 8141 name of a laptop: in the shift certificate's subjectAltName, and in the request for one. */
export const deviceUri = (device: string): string => `urn:mobile-office:device:${device}`;

/** What a certificate of this force is for; policy, key usage and extended key usage follow from it (`purposeRules`). */
export type CertificateProfile =
  /** An authority below the root, marked for one purpose; it issues to end entities only (pathlen 0). */
  | { readonly kind: 'authority'; readonly purpose: AuthorityPurpose }
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
  /** Signs releases of the program, and nothing else does. Issued by the root. */
  | { readonly kind: 'release' }
  /** Signs the force's time-stamps, and nothing else does. Issued by the root. */
  | { readonly kind: 'timeStamp' }
  /** The force's recovery certificate: second recipient of every store key. RSA. */
  | { readonly kind: 'recovery' };

/** What a profile puts into the extensions. */
export interface ProfileContents {
  /** Set for authorities; `pathLength` undefined for no limit. */
  readonly authority?: { readonly pathLength: number | undefined };
  readonly keyUsage: readonly KeyUsage[];
  readonly extendedKeyUsage: readonly string[];
  /** Certificate policies, dotted; none in a root. */
  readonly policies: readonly string[];
  readonly alternativeNames: readonly { readonly kind: 'dns' | 'uri' | 'email'; readonly text: string }[];
}

/** A shift's certificate lives no longer than a long shift; the minutes are for dating it back against clocks that differ. */
const longestShift = 10 * 60 * 60_000 + 10 * 60_000;

/**
 * The extensions of a profile for this key and lifetime (milliseconds). TLS certificates are P-256 with digitalSignature because
 * BoringSSL refuses others. Throws RangeError for a key or a lifetime that the profile forbids.
 */
export function profileContents(profile: CertificateProfile, key: PublicKey, lifetime: number): ProfileContents {
  const { kind } = publicKeyInfo(key);
  if (profile.kind === 'authority') {
    const policies = [certificatePolicies[profile.purpose]];
    return { ...authorityContents, policies, authority: { pathLength: 0 } };
  }
  const { policy, keyUsage, extendedKeyUsage } = ruleFor(profile.kind, kind);
  return { keyUsage, extendedKeyUsage, policies: [policy], alternativeNames: alternativeNames(profile, key, lifetime) };
}

/** What every authority has, the root among them. */
export const authorityContents: ProfileContents = {
  authority: { pathLength: undefined },
  keyUsage: ['keyCertSign', 'cRLSign'],
  extendedKeyUsage: [],
  policies: [],
  alternativeNames: [],
};

/** The names that go beside the subject, once key and lifetime are what the profile allows. */
function alternativeNames(
  profile: Exclude<CertificateProfile, { readonly kind: 'authority' }>,
  key: PublicKey,
  lifetime: number,
): ProfileContents['alternativeNames'] {
  const isP256 = publicKeyInfo(key).kind === 'p256';
  switch (profile.kind) {
    case 'cardSignature':
    case 'cardKeyManagement':
      return mailNames(profile.email);
    case 'device':
      demand(isP256, 'A device has a P-256 key');
      return [];
    case 'shift':
      demand(isP256, 'A shift has a P-256 key');
      demand(lifetime <= longestShift, 'A shift certificate lasts 10 hours at most');
      return [{ kind: 'uri', text: deviceUri(profile.device) }];
    case 'server':
      demand(isP256, 'A server has a P-256 key');
      demand(profile.dnsNames.length > 0, 'A server needs a name');
      return profile.dnsNames.map((text) => ({ kind: 'dns', text }));
    case 'recovery':
      demand(key.algorithm === algorithms.rsaEncryption, 'The recovery key is RSA');
      return [];
    case 'cardAuthentication':
    case 'cmcResponder':
    case 'policy':
    case 'release':
    case 'timeStamp':
      return [];
  }
}

const mailNames = (email: string | undefined): ProfileContents['alternativeNames'] =>
  email === undefined ? [] : [{ kind: 'email', text: email }];

function demand(condition: boolean, message: string): void {
  if (!condition) throw new RangeError(message);
}
