import { inflateSync } from 'node:zlib';
import { readAlgorithm } from '../certificate/signature.ts';
import { contentTypes, openContentInfoOf } from '../cms/content-types.ts';
import { contextTag, DerReader, tags } from '../der/read.ts';
import { readOid, readSmallInteger } from '../der/values.ts';
import { limits } from '../limits.ts';
import { readSealedMail, type SealedMail } from './sealed.ts';
import { type MailSignedData, readMailSignedData } from './signed.ts';

export interface CompressedMail {
  readonly kind: 'compressed';
  /** Undefined when it does not inflate within `limits.inflatedBytes`, or is compressed in another way than by ZLIB. */
  readonly content: Uint8Array | undefined;
}

export type ProtectedMail = MailSignedData | SealedMail | CompressedMail;

/**
 * Reads one layer of a mail's protection (RFC 8551), DER or BER: what the bytes are, whatever the mail says of them. `forms` and `known`
 * are as for `readMailSignedData`; with `forms` nothing but a signature is taken. Throws PkiError `Malformed` and nothing else.
 */
export function readProtectedMail(
  message: Uint8Array,
  forms: readonly Uint8Array[] | undefined,
  known: readonly Uint8Array[],
): ProtectedMail {
  const { signedData, envelopedData, authEnvelopedData, compressedData } = contentTypes;
  const wanted = forms ? [signedData] : [signedData, envelopedData, authEnvelopedData, compressedData];
  const { type, content } = openContentInfoOf(message, wanted);
  if (type === signedData) return readMailSignedData(content, forms, known);
  return type === compressedData ? { kind: 'compressed', content: inflate(content) } : readSealedMail(type, content);
}

/** CompressedData (RFC 3274 §1.1). */
function inflate(reader: DerReader): Uint8Array | undefined {
  readSmallInteger(reader.take(tags.integer, 'version'));
  const { oid } = readAlgorithm(reader.take(tags.sequence, 'compression'), 'compression');
  const encapsulated = reader.inside(tags.sequence, 'compressed content');
  reader.end('compressed data');
  const type = readOid(encapsulated.take(tags.oid, 'content type'));
  const field = new DerReader(encapsulated.take(contextTag(0), 'compressed content').content);
  const packed = field.take(tags.octetString, 'compressed content').content;
  if (oid !== zlib || type !== contentTypes.data) return undefined;
  try {
    return Uint8Array.from(inflateSync(packed, { maxOutputLength: limits.inflatedBytes }));
  } catch {
    return undefined;
  }
}

const zlib = '1.2.840.113549.1.9.16.3.8';
