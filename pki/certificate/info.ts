import { attributeOids } from '../oids.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import type { KeyUsage } from './extensions.ts';
import type { GeneralName } from './general-name.ts';
import { type PublicKeyInfo, publicKeyInfo } from './key.ts';
import { type SubjectName, subjectName } from './name.ts';

/** What the rest of the program reads in a certificate. Reading is not trusting: see `verifyFor`. */
export interface CertificateInfo {
  readonly subject: SubjectName;
  readonly issuer: SubjectName;
  /** The serial number's DER content octets, lower-case hexadecimal. */
  readonly serialHex: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** basicConstraints says that it is a certification authority. */
  readonly authority: boolean;
  /** Empty when the extension is absent. */
  readonly keyUsage: readonly KeyUsage[];
  /** Object identifiers, dotted; empty when the extension is absent. */
  readonly extendedKeyUsage: readonly string[];
  /** Certificate policies, dotted; empty when the extension is absent. */
  readonly policies: readonly string[];
  readonly sanUris: readonly string[];
  readonly sanDns: readonly string[];
  readonly sanEmails: readonly string[];
  /** Whose mail it may sign (RFC 8550 §3): the alternative names, or the subject's address where there are none. */
  readonly mailAddresses: readonly string[];
  readonly publicKey: PublicKeyInfo;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  /** SHA-256 of the whole certificate, lower-case hexadecimal. */
  readonly fingerprint: string;
}

/** Reads one DER certificate. Throws PkiError `Malformed` for anything else, trailing bytes included. */
export function parseCertificate(der: Uint8Array): CertificateInfo {
  const certificate = readCertificate(der);
  const { extensions } = certificate;
  return {
    subject: subjectName(certificate.subject),
    issuer: subjectName(certificate.issuer),
    serialHex: certificate.serialHex,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    authority: extensions.basicConstraints?.authority ?? false,
    keyUsage: [...(extensions.keyUsage ?? [])],
    extendedKeyUsage: extensions.extendedKeyUsage ?? [],
    policies: extensions.policies ?? [],
    sanUris: alternativeNames(certificate, 'uri'),
    sanDns: alternativeNames(certificate, 'dns'),
    sanEmails: alternativeNames(certificate, 'email'),
    mailAddresses: mailAddresses(certificate),
    publicKey: publicKeyInfo(certificate.key),
    spki: certificate.key.spki,
    fingerprint: certificate.fingerprint,
  };
}

function mailAddresses(certificate: Certificate): readonly string[] {
  if (certificate.extensions.subjectAltNames) return alternativeNames(certificate, 'email');
  return certificate.subject.attributes.flatMap(({ oid, text }) => (oid === attributeOids.emailAddress && text ? [text] : []));
}

const alternativeNames = (certificate: Certificate, kind: 'uri' | 'dns' | 'email'): readonly string[] =>
  (certificate.extensions.subjectAltNames ?? []).flatMap((name: GeneralName) => (name.kind === kind ? [name.text] : []));
