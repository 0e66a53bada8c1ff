import { createPublicKey } from 'node:crypto';
import { readCertificate } from '../../pki/certificate/certificate.ts';
import { demandStrongHash, readSignatureAlgorithm, verifySignature } from '../../pki/certificate/signature.ts';
import { readCrl } from '../../pki/crl/crl.ts';
import type { Crl } from '../../pki/index.ts';

/** A revocation list and who signed it. */
export interface RevocationListOf {
  readonly crl: Crl;
  /** DER of the issuing authority, one of those that were given. */
  readonly issuer: Uint8Array;
  /** Equal for lists of which one replaces the other. */
  readonly scope: string;
}

/** Reads a list and finds the authority that signed it. Undefined when it is no complete list, or none of them did. */
export const readSignedList = (der: Uint8Array, issuers: readonly Uint8Array[]): RevocationListOf | undefined => {
  try {
    const list = readCrl(der);
    if (list.deltaBase !== undefined || list.incomprehensible) return undefined;
    const algorithm = readSignatureAlgorithm(list.signed.algorithm);
    demandStrongHash(algorithm, false);
    const issuer = issuers.find((candidate) => {
      const { subject, key } = readCertificate(candidate);
      const spki = createPublicKey({ key: Buffer.from(key.spki), type: 'spki', format: 'der' });
      return subject.key === list.issuer.key && verifySignature(algorithm, spki, list.signed.data, list.signed.signature);
    });
    return issuer === undefined ? undefined : { crl: list, issuer, scope: list.scope };
  } catch {
    return undefined; // Not a list, or not a certificate: either way nothing is proved.
  }
};
