import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { type Certificate, readCertificate } from '../certificate/certificate.ts';
import { demandStrongKey, type PublicKey, readPublicKey } from '../certificate/key.ts';
import { type SubjectName, writeName } from '../certificate/name.ts';
import { writeTime } from '../der/time.ts';
import { bitString, context, integer, sequence } from '../der/write.ts';
import { type Signer, signChecked, signerFromKey, signingAlgorithm } from '../signer.ts';
import { certificateExtensions, keyIdentifier } from './extensions.ts';
import { authorityContents, type CertificateProfile, type ProfileContents, profileContents } from './profile.ts';

export interface IssueCertificateInput {
  readonly issuer: Signer;
  readonly subject: SubjectName;
  /** SubjectPublicKeyInfo, DER: P-256, P-384 or RSA from 2048 bits. */
  readonly spki: Uint8Array;
  readonly profile: CertificateProfile;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Hexadecimal; random by default. */
  readonly serial?: string;
}

export interface IssueRootInput {
  readonly subject: SubjectName;
  /** Private key: P-256, P-384 or RSA. */
  readonly key: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Hexadecimal; random by default. */
  readonly serial?: string;
}

/**
 * Issues a certificate of one of the force's profiles. Returns DER. Throws RangeError for what a profile forbids, PkiError `WeakKey`
 * for a key that validation would refuse, and what the signer throws.
 */
export async function issueCertificate(input: IssueCertificateInput): Promise<Uint8Array> {
  const issuer = readCertificate(input.issuer.certificate);
  const key = readPublicKey(input.spki);
  demandStrongKey(key, {});
  const contents = profileContents(input.profile, key, input.notAfter.getTime() - input.notBefore.getTime());
  const data = toBeSigned(input, key, contents, issuerOf(issuer));
  const { algorithm, signature } = await signChecked(input.issuer, data);
  return sequence(data, algorithm, bitString(signature));
}

/** Makes a self-signed root. Returns DER. */
export async function issueRoot(input: IssueRootInput): Promise<Uint8Array> {
  const key = readPublicKey(Uint8Array.from(createPublicKey(input.key).export({ type: 'spki', format: 'der' })));
  demandStrongKey(key, {});
  const data = toBeSigned(input, key, authorityContents, { name: writeName(input.subject), keyIdentifier: keyIdentifier(key), key });
  const signature = await signerFromKey(new Uint8Array(), input.key).sign(data);
  return sequence(data, signingAlgorithm(key), bitString(signature));
}

interface Issuer {
  readonly name: Uint8Array;
  readonly keyIdentifier: Uint8Array;
  readonly key: PublicKey;
}

/** The issuer's own key identifier is repeated as it is written: path building compares the two. */
function issuerOf({ subject, extensions, key }: Certificate): Issuer {
  const written = extensions.subjectKeyIdentifier;
  return { name: subject.raw, keyIdentifier: written === undefined ? keyIdentifier(key) : Buffer.from(written, 'hex'), key };
}

function toBeSigned(
  { subject, notBefore, notAfter, serial }: Pick<IssueCertificateInput, 'subject' | 'notBefore' | 'notAfter' | 'serial'>,
  key: PublicKey,
  contents: ProfileContents,
  issuer: Issuer,
): Uint8Array {
  if (!(notBefore < notAfter)) throw new RangeError('A certificate must begin before it ends');
  return sequence(
    context(0, integer(2)),
    integer(serial === undefined ? randomSerial() : givenSerial(serial)),
    signingAlgorithm(issuer.key),
    issuer.name,
    sequence(writeTime(notBefore), writeTime(notAfter)),
    writeName(subject),
    key.spki,
    certificateExtensions(contents, key, issuer.keyIdentifier),
  );
}

/** 126 random bits under a leading one: positive, always 16 octets, never guessed (CA/Browser Forum asks for 64). */
function randomSerial(): bigint {
  const bytes = randomBytes(16);
  return (BigInt(`0x${bytes.toString('hex')}`) >> 2n) | (1n << 126n);
}

function givenSerial(serial: string): bigint {
  // RFC 5280 §4.1.2.2: positive, 20 octets at most.
  const value = /^[0-9a-f]{1,40}$/i.test(serial) ? BigInt(`0x${serial}`) : 0n;
  if (value <= 0n || value >= 1n << 159n) throw new RangeError('A serial number is 1 to 40 hexadecimal digits and positive');
  return value;
}
