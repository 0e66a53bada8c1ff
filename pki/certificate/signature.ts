import { constants, type KeyObject, verify } from 'node:crypto';
import { contextTag, DerReader, type Element, openDer, tags } from '../der/read.ts';
import { readOid, readSmallInteger } from '../der/values.ts';
import { PkiError } from '../fault.ts';
import { algorithms } from '../oids.ts';

/** MD5 is in none of the tables below: only an old mail's own signature is looked at with it, and never trusted. */
export type HashName = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** How a signature was made; `key` is the kind of key that it needs. */
export interface SignatureAlgorithm {
  readonly key: 'rsa' | 'ec' | 'dsa' | 'ed25519';
  readonly hash: HashName;
  /** Only for RSASSA-PSS. */
  readonly saltLength?: number;
}

const known: Readonly<Record<string, SignatureAlgorithm>> = {
  '1.2.840.113549.1.1.5': { key: 'rsa', hash: 'sha1' },
  '1.2.840.113549.1.1.14': { key: 'rsa', hash: 'sha224' },
  [algorithms.sha256WithRsa]: { key: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', hash: 'sha512' },
  '1.2.840.10045.4.1': { key: 'ec', hash: 'sha1' },
  [algorithms.ecdsaWithSha256]: { key: 'ec', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', hash: 'sha512' },
  // RFC 8410; the hash is inside the algorithm.
  [algorithms.ed25519]: { key: 'ed25519', hash: 'sha512' },
  '1.2.840.10040.4.3': { key: 'dsa', hash: 'sha1' },
  '2.16.840.1.101.3.4.3.1': { key: 'dsa', hash: 'sha224' },
  '2.16.840.1.101.3.4.3.2': { key: 'dsa', hash: 'sha256' },
};

const hashes: Readonly<Record<string, HashName>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  [algorithms.sha256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const weakHashes: ReadonlySet<HashName> = new Set(['md5', 'sha1', 'sha224']);

/** The object identifier and the parameters of an AlgorithmIdentifier. */
export function readAlgorithm(element: Element, what: string): { readonly oid: string; readonly parameters: Element | undefined } {
  const reader = openDer(element.raw, tags.sequence, what);
  const oid = readOid(reader.take(tags.oid, what));
  const parameters = reader.done ? undefined : reader.any();
  reader.end(what);
  return { oid, parameters };
}

/** A hash by its AlgorithmIdentifier. Throws PkiError `WeakHash` for one that is not known. */
export function readHash(element: Element): HashName {
  const hash = findHash(element);
  if (!hash) throw unknownAlgorithm();
  return hash;
}

/** The same, undefined for one that is not known. */
export const findHash = (element: Element): HashName | undefined => hashes[readAlgorithm(element, 'digest algorithm').oid];

/** Reads the AlgorithmIdentifier of a signature. Throws PkiError `WeakHash` for what is not known (MD5 among them), in every mode. */
export function readSignatureAlgorithm(element: Element): SignatureAlgorithm {
  const { oid, parameters } = readAlgorithm(element, 'signature algorithm');
  if (oid === algorithms.rsaPss) return readPss(parameters);
  const algorithm = known[oid];
  if (!algorithm) throw unknownAlgorithm();
  if (parameters && (parameters.tag !== tags.null || parameters.content.length)) throw unknownAlgorithm();
  return algorithm;
}

export const isWeakHash = (hash: HashName): boolean => weakHashes.has(hash);

/** Refuses SHA-1 and SHA-224 unless `allowWeak`. Throws PkiError `WeakHash`. */
export function demandStrongHash({ hash }: { readonly hash: HashName }, allowWeak: boolean): void {
  if (!allowWeak && isWeakHash(hash)) throw new PkiError('WeakHash', 'The signature uses a hash that is no longer safe');
}

/** True when `signature` over `data` was made with the key. A key of another kind than the algorithm's answers false. */
export function verifySignature(algorithm: SignatureAlgorithm, key: KeyObject, data: Uint8Array, signature: Uint8Array): boolean {
  if (key.asymmetricKeyType !== algorithm.key) return false;
  try {
    if (algorithm.key === 'ed25519') return verify(null, data, key, signature);
    if (algorithm.saltLength === undefined) return verify(algorithm.hash, data, key, signature);
    return verify(algorithm.hash, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: algorithm.saltLength }, signature);
  } catch {
    // Some builds of the crypto library throw where others answer false (DSA, odd signature lengths): both mean "not signed".
    return false;
  }
}

/** RSASSA-PSS-params (RFC 4055 §3.1): one hash for both, MGF1, trailer 1. */
function readPss(parameters: Element | undefined): SignatureAlgorithm {
  if (parameters?.tag !== tags.sequence) throw unknownAlgorithm();
  const reader = new DerReader(parameters.content);
  const hashField = reader.optional(contextTag(0));
  const maskField = reader.optional(contextTag(1));
  const saltField = reader.optional(contextTag(2));
  const trailerField = reader.optional(contextTag(3));
  reader.end('PSS parameters');
  const only = (field: Element): Element => {
    const inner = new DerReader(field.content);
    const element = inner.any();
    inner.end('PSS parameters');
    return element;
  };
  const hash = hashField ? readHash(only(hashField)) : 'sha1';
  const mask = maskField ? readAlgorithm(only(maskField), 'PSS mask') : undefined;
  const maskHash = mask?.parameters && mask.oid === algorithms.mgf1 ? readHash(mask.parameters) : mask ? undefined : 'sha1';
  const trailer = trailerField ? readSmallInteger(only(trailerField)) : 1;
  if (maskHash !== hash || trailer !== 1) throw unknownAlgorithm();
  return { key: 'rsa', hash, saltLength: saltField ? readSmallInteger(only(saltField)) : 20 };
}

const unknownAlgorithm = (): PkiError<'WeakHash'> => new PkiError('WeakHash', 'The signature algorithm is not one that is accepted');
