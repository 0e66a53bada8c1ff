import { type Certificate, readCertificate } from '../certificate/certificate.ts';
import { attribute } from '../cms/attributes.ts';
import { signCms } from '../cms/sign.ts';
import { readableCertificates } from '../cms/verify.ts';
import { context, oid, sequence } from '../der/write.ts';
import { wrapAlgorithm } from '../envelope/key-agreement.ts';
import { oaepAlgorithm } from '../envelope/oaep.ts';
import { algorithms } from '../oids.ts';
import type { Signer } from '../signer.ts';

export interface SignMailInput {
  /** The MIME entity, its lines ended by CRLF. */
  readonly content: Uint8Array;
  readonly signer: Signer;
  /** DER: what answers are to be encrypted to. */
  readonly encryption: Uint8Array;
  /** Authorities, DER: those above the two certificates are carried along. */
  readonly authorities: readonly Uint8Array[];
  readonly at: Date;
}

/**
 * The signature of a multipart/signed (RFC 8551 §3.5): SignedData without its content, SHA-256, with what the signer's program can decrypt
 * and which certificate to encrypt to. Returns DER. Throws as `signCms` does.
 */
export const signMail = ({ content, signer, encryption, authorities, at }: SignMailInput): Promise<Uint8Array> => {
  const recipient = readCertificate(encryption);
  return signCms({
    ...{ content, signer, at, detached: true },
    certificates: [encryption, ...above([signer.certificate, encryption].map(readCertificate), authorities)],
    attributes: [attribute(mailAttributes.capabilities, capabilitiesOf(recipient)), attribute(mailAttributes.encryptTo, named(recipient))],
  });
};

/** Object identifiers of the signed attributes that only mail has (RFC 8551 §2.5.2, §2.5.3). */
export const mailAttributes = { capabilities: '1.2.840.113549.1.9.15', encryptTo: '1.2.840.113549.1.9.16.2.11' } as const;

/** SMIMECapabilities, what is liked best first. */
const capabilitiesOf = ({ key }: Certificate): Uint8Array =>
  sequence(
    sequence(oid(algorithms.aes256Gcm)),
    sequence(oid(algorithms.aes256Cbc)),
    key.algorithm === algorithms.rsaEncryption ? oaepAlgorithm() : sequence(oid(algorithms.ecdhSha256Kdf), wrapAlgorithm()),
  );

/** SMIMEEncryptionKeyPreference by issuer and serial number. */
const named = ({ issuer, serialRaw }: Certificate): Uint8Array => context(0, issuer.raw, serialRaw);

/** The issuers by name, and theirs; an anchor is the recipient's own. */
const above = (certificates: readonly Certificate[], authorities: readonly Uint8Array[]): readonly Uint8Array[] => {
  const known = readableCertificates(authorities);
  const found = new Map<string, Certificate>();
  let wanted = certificates;
  while (wanted.length > 0) {
    const issuers = known.filter((one) => !found.has(one.fingerprint) && wanted.some(({ issuer }) => issuer.key === one.subject.key));
    for (const one of issuers) found.set(one.fingerprint, one);
    wanted = issuers;
  }
  return [...found.values()].map(({ raw }) => raw);
};
