import { type KeyObject, sign } from 'node:crypto';
import { readCertificate } from './certificate/certificate.ts';
import type { PublicKey } from './certificate/key.ts';
import { verifyingKey } from './certificate/key.ts';
import { readSignatureAlgorithm, verifySignature } from './certificate/signature.ts';
import { DerReader } from './der/read.ts';
import { nullValue, oid, sequence } from './der/write.ts';
import { PkiError } from './fault.ts';
import { algorithms } from './oids.ts';

/** Whoever holds a private key: a warrant card, an authority of HQ, the shift key. Only bytes to be signed reach it. */
export interface Signer {
  /** DER certificate of the key. */
  readonly certificate: Uint8Array;
  /** Signature over SHA-256 of `data`: RSA PKCS #1 v1.5, or ECDSA as a DER sequence of r and s. */
  sign(data: Uint8Array): Promise<Uint8Array>;
}

/** A signer whose private key is in memory. */
export function signerFromKey(certificate: Uint8Array, key: KeyObject): Signer {
  return { certificate, sign: async (data) => Uint8Array.from(sign('sha256', data, { key, dsaEncoding: 'der' })) };
}

/** AlgorithmIdentifier of the signatures that a Signer makes with this key. Throws RangeError for a key that is neither RSA nor EC. */
export function signingAlgorithm({ algorithm }: PublicKey): Uint8Array {
  if (algorithm === algorithms.rsaEncryption) return sequence(oid(algorithms.sha256WithRsa), nullValue());
  if (algorithm === algorithms.ecPublicKey) return sequence(oid(algorithms.ecdsaWithSha256));
  throw new RangeError('A signer needs an RSA or an EC key');
}

/**
 * Has data signed, and checks the signature before it leaves: a card or a module that errs once must not spoil a certificate or give
 * its key away through a faulty signature. Throws PkiError `BadSignature`; the signer's own errors pass through.
 */
export async function signChecked(
  signer: Signer,
  data: Uint8Array,
): Promise<{ readonly algorithm: Uint8Array; readonly signature: Uint8Array }> {
  const { key } = readCertificate(signer.certificate);
  const algorithm = signingAlgorithm(key);
  const signature = await signer.sign(data);
  const how = readSignatureAlgorithm(new DerReader(algorithm).any());
  if (!verifySignature(how, verifyingKey(key), data, signature))
    throw new PkiError('BadSignature', 'The signer answered with a wrong signature');
  return { algorithm, signature };
}
