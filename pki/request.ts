import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import { openSigned, signatureAlgorithm } from './certificate/certificate.ts';
import { type PublicKeyInfo, publicKeyInfo, readPublicKey, verifyingKey } from './certificate/key.ts';
import { readName, type SubjectName, subjectName, writeName } from './certificate/name.ts';
import { demandStrongHash, verifySignature } from './certificate/signature.ts';
import { contextTag, malformed, tags } from './der/read.ts';
import { readSmallInteger } from './der/values.ts';
import { bitString, context, integer, sequence } from './der/write.ts';
import { limits } from './limits.ts';
import { signingAlgorithm } from './signer.ts';

export interface ParsedRequest {
  readonly subject: SubjectName;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  readonly publicKey: PublicKeyInfo;
  /** The request is signed with the private key of `spki` (proof of possession). Never issue when false. */
  readonly ok: boolean;
}

/** PKCS #10 request (RFC 2986) without attributes, signed with the private key. Returns DER. */
export async function createRequest(input: { readonly subject: SubjectName; readonly key: KeyObject }): Promise<Uint8Array> {
  const spki = Uint8Array.from(createPublicKey(input.key).export({ type: 'spki', format: 'der' }));
  const data = sequence(integer(0), writeName(input.subject), spki, context(0));
  const signature = sign('sha256', data, { key: input.key, dsaEncoding: 'der' });
  return sequence(data, signingAlgorithm(readPublicKey(spki)), bitString(signature));
}

/**
 * Reads a PKCS #10 request and checks its proof of possession. Its attributes are not read: what a certificate says follows from its
 * profile. Throws PkiError `Malformed`, or `WeakHash` for a signature that is not accepted.
 */
export function parseRequest(der: Uint8Array): ParsedRequest {
  if (der.length > limits.requestBytes) throw malformed('request is too long');
  const { reader, signed } = openSigned(der, 'request');
  if (readSmallInteger(reader.take(tags.integer, 'request version')) !== 0) throw malformed('request version');
  const subject = readName(reader.take(tags.sequence, 'request subject'));
  const key = readPublicKey(reader.take(tags.sequence, 'public key').raw);
  reader.take(contextTag(0), 'request attributes');
  reader.end('request');
  const algorithm = signatureAlgorithm(signed);
  demandStrongHash(algorithm, false);
  return {
    subject: subjectName(subject),
    spki: key.spki,
    publicKey: publicKeyInfo(key),
    ok: verifySignature(algorithm, verifyingKey(key), signed.data, signed.signature),
  };
}
