import type { KeyObject } from 'node:crypto';
import type { Certificate } from '../certificate/certificate.ts';
import { demandStrongKey, type KeyDemand, verifyingKey } from '../certificate/key.ts';
import type { Element } from '../der/read.ts';

/** A certificate within a path, with the key that it vouches for ready to verify signatures. */
export interface Link {
  readonly certificate: Certificate;
  readonly key: KeyObject;
  /** DSA parameters that a key below may inherit. */
  readonly parameters: Element | undefined;
}

/** Throws PkiError `WeakKey` or `Malformed`. */
export function makeLink(certificate: Certificate, above: Link | undefined, demand: KeyDemand): Link {
  const sameKind = above?.certificate.key.algorithm === certificate.key.algorithm;
  const inherited = sameKind ? above.parameters : undefined;
  demandStrongKey(certificate.key, demand, inherited);
  return { certificate, key: verifyingKey(certificate.key, inherited), parameters: certificate.key.parameters ?? inherited };
}
