import { readCertificate } from '../certificate/certificate.ts';
import { type RevocationReason, reasonCode } from '../crl/reason.ts';
import { tags } from '../der/read.ts';
import { writeTime } from '../der/time.ts';
import { bitString, concatAll, context, encode, integer, sequence } from '../der/write.ts';
import { extensionOids } from '../oids.ts';
import { type Signer, signChecked, signingAlgorithm } from '../signer.ts';
import { authorityKeyExtension, extension, keyIdentifier } from './extensions.ts';

export interface IssueCrlInput {
  readonly issuer: Signer;
  /** `serialHex` as in `CertificateInfo.serialHex`. */
  readonly revoked: readonly { readonly serialHex: string; readonly at: Date; readonly reason?: RevocationReason }[];
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** Grows with every list of this issuer. */
  readonly number: number | bigint;
}

/** Issues a complete revocation list, version 2 (RFC 5280 §5). Returns DER. */
export async function issueCrl(input: IssueCrlInput): Promise<Uint8Array> {
  if (!(input.thisUpdate < input.nextUpdate)) throw new RangeError('A revocation list must begin before it ends');
  const { subject, key, extensions } = readCertificate(input.issuer.certificate);
  const identifier = extensions.subjectKeyIdentifier;
  const authorityKey = identifier === undefined ? keyIdentifier(key) : Buffer.from(identifier, 'hex');
  const entries = input.revoked.map(writeEntry);
  const data = sequence(
    integer(1),
    signingAlgorithm(key),
    subject.raw,
    writeTime(input.thisUpdate),
    writeTime(input.nextUpdate),
    // RFC 5280 §5.1.2.6: absent, not empty, when nothing is revoked.
    ...(entries.length ? [sequence(concatAll(entries))] : []),
    context(0, sequence(authorityKeyExtension(authorityKey), extension(extensionOids.crlNumber, false, integer(input.number)))),
  );
  const { algorithm, signature } = await signChecked(input.issuer, data);
  return sequence(data, algorithm, bitString(signature));
}

function writeEntry({ serialHex, at, reason }: IssueCrlInput['revoked'][number]): Uint8Array {
  if (!/^(?:[0-9a-f]{2}){1,21}$/i.test(serialHex)) throw new RangeError('A serial number is given as hexadecimal octets');
  const serial = encode(tags.integer, Buffer.from(serialHex, 'hex'));
  // RFC 5280 §5.3.1: "unspecified" is said by leaving the reason out.
  if (!reason || reason === 'unspecified') return sequence(serial, writeTime(at));
  const value = encode(tags.enumerated, Uint8Array.of(reasonCode(reason)));
  return sequence(serial, writeTime(at), sequence(extension(extensionOids.reasonCode, false, value)));
}
