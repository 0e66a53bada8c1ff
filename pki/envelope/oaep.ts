import { findHash, type HashName, readAlgorithm } from '../certificate/signature.ts';
import { contextTag, DerReader, type Element, malformed, tags } from '../der/read.ts';
import { context, nullValue, oid, sequence } from '../der/write.ts';
import { algorithms } from '../oids.ts';

/** AlgorithmIdentifier of RSA-OAEP with SHA-256, MGF1-SHA-256 and an empty label (RFC 4055 §4.1), as OpenSSL writes it. */
export function oaepAlgorithm(): Uint8Array {
  const sha256 = sequence(oid(algorithms.sha256), nullValue());
  return sequence(oid(algorithms.rsaOaep), sequence(context(0, sha256), context(1, sequence(oid(algorithms.mgf1), sha256))));
}

/** RSAES-OAEP-params (RFC 4055 §4.1). */
export interface Oaep {
  readonly hash: HashName;
  readonly maskHash: HashName;
  readonly label: Uint8Array;
}

/** The parameters of RSA-OAEP; undefined for a hash or a mask that is not known. Throws PkiError `Malformed`. */
export function readOaep(parameters: Element | undefined): Oaep | undefined {
  if (parameters && parameters.tag !== tags.sequence) throw malformed('OAEP parameters');
  const reader = new DerReader(parameters?.content ?? new Uint8Array());
  const hash = reader.optional(contextTag(0));
  const mask = reader.optional(contextTag(1));
  const source = reader.optional(contextTag(2));
  reader.end('OAEP parameters');
  const found = { hash: hash ? findHash(only(hash)) : 'sha1', maskHash: mask ? findMaskHash(only(mask)) : 'sha1' } as const;
  return found.hash && found.maskHash && { hash: found.hash, maskHash: found.maskHash, label: readLabel(source) };
}

/** True for exactly that algorithm, in whichever of its encodings. */
export function isOaepSha256(algorithm: Element): boolean {
  const { oid: type, parameters } = readAlgorithm(algorithm, 'key encryption');
  if (type !== algorithms.rsaOaep) return false;
  const oaep = readOaep(parameters);
  return oaep?.hash === 'sha256' && oaep.maskHash === 'sha256' && oaep.label.length === 0;
}

function findMaskHash(element: Element): HashName | undefined {
  const { oid: type, parameters } = readAlgorithm(element, 'mask');
  return type === algorithms.mgf1 && parameters ? findHash(parameters) : undefined;
}

/** PSpecified: the label itself. */
function readLabel(source: Element | undefined): Uint8Array {
  if (!source) return new Uint8Array();
  const { parameters } = readAlgorithm(only(source), 'OAEP label');
  if (parameters?.tag !== tags.octetString) throw malformed('OAEP label');
  return parameters.content;
}

function only(field: Element): Element {
  const reader = new DerReader(field.content);
  const element = reader.any();
  reader.end('OAEP parameters');
  return element;
}
