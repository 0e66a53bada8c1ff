import { readAlgorithm } from '../certificate/signature.ts';
import { contextTag, DerReader, type Element, tags } from '../der/read.ts';
import { context, nullValue, oid, sequence } from '../der/write.ts';
import { algorithms } from '../oids.ts';

/** AlgorithmIdentifier of RSA-OAEP with SHA-256, MGF1-SHA-256 and an empty label (RFC 4055 §4.1), as OpenSSL writes it. */
export function oaepAlgorithm(): Uint8Array {
  const sha256 = sequence(oid(algorithms.sha256), nullValue());
  return sequence(oid(algorithms.rsaOaep), sequence(context(0, sha256), context(1, sequence(oid(algorithms.mgf1), sha256))));
}

/** True for exactly that algorithm, in whichever of its encodings. */
export function isOaepSha256(algorithm: Element): boolean {
  const { oid: type, parameters } = readAlgorithm(algorithm, 'key encryption');
  if (type !== algorithms.rsaOaep || parameters?.tag !== tags.sequence) return false;
  const reader = new DerReader(parameters.content);
  const hash = reader.optional(contextTag(0));
  const mask = reader.optional(contextTag(1));
  if (!hash || !mask || !reader.done) return false;
  const maskAlgorithm = readAlgorithm(new DerReader(mask.content).any(), 'mask');
  return (
    isSha256(new DerReader(hash.content).any()) &&
    maskAlgorithm.oid === algorithms.mgf1 &&
    maskAlgorithm.parameters?.tag === tags.sequence &&
    isSha256(maskAlgorithm.parameters)
  );
}

const isSha256 = (element: Element): boolean => readAlgorithm(element, 'hash').oid === algorithms.sha256;
