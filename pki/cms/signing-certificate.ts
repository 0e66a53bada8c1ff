import { createHash } from 'node:crypto';
import { readAlgorithm, readHash } from '../certificate/signature.ts';
import { DerReader, type Element, malformed, openDer, tags } from '../der/read.ts';
import { equalBytes } from '../der/values.ts';
import { octetString, sequence } from '../der/write.ts';
import { algorithms } from '../oids.ts';
import { attribute, attributeTypes } from './attributes.ts';

/** Signed attribute signing-certificate-v2 (RFC 5035 §3): binds the signature to this one certificate of its key. SHA-256, which is left out. */
export const signingCertificateV2 = (certificate: Uint8Array): Uint8Array =>
  attribute(
    attributeTypes.signingCertificateV2,
    sequence(sequence(sequence(octetString(createHash('sha256').update(certificate).digest())))),
  );

/** Whether the attribute's value names this certificate first, as it must the signer's. Throws PkiError `Malformed`, or `WeakHash`. */
export function namesCertificate(value: Element, certificate: Uint8Array): boolean {
  const attributeValue = openDer(value.raw, tags.sequence, 'signing certificate');
  const named = attributeValue.inside(tags.sequence, 'signing certificates');
  const first = new DerReader(named.take(tags.sequence, 'signing certificate').content);
  const algorithm = first.optional(tags.sequence);
  const hash = first.take(tags.octetString, 'certificate hash').content;
  if (algorithm && readAlgorithm(algorithm, 'certificate hash').oid !== algorithms.sha256) {
    const stronger = readHash(algorithm);
    if (stronger !== 'sha384' && stronger !== 'sha512') throw malformed('certificate hash');
    return equalBytes(createHash(stronger).update(certificate).digest(), hash);
  }
  return equalBytes(createHash('sha256').update(certificate).digest(), hash);
}
