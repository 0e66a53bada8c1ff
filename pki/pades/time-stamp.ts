import { createHash } from 'node:crypto';
import { contentInfo, contentTypes, openContentInfo } from '../cms/content-types.ts';
import { readSignedData } from '../cms/signed-data.ts';
import { contextTag, DerReader, type Element, malformed, openDer, tags } from '../der/read.ts';
import { readOid } from '../der/values.ts';
import { encode, oid, sequence, setOf } from '../der/write.ts';
import { timeStampRequest } from '../timestamp/request.ts';
import { grantedToken } from '../timestamp/token.ts';
import { readPdf } from './file.ts';
import { fillRoom, readSignatureField } from './signature-field.ts';

/** Unsigned attribute signature-time-stamp-token (RFC 3161 appendix A, ETSI EN 319 122-1 §5.3). */
const SIGNATURE_TIME_STAMP = '1.2.840.113549.1.9.16.2.14';

/**
 * Adds a time-stamp over the signature's value (PAdES B-T), in the room that was left for it: no byte that is signed changes. `ask` takes
 * a request (RFC 3161) to the authority and returns its answer. Throws PkiError `Malformed` for a file without a signature or with a
 * stamp, and for an answer that grants none; what `ask` throws passes through. The token is the caller's to verify.
 */
export async function stampPdf(pdf: Uint8Array, ask: (request: Uint8Array) => Promise<Uint8Array>): Promise<Uint8Array> {
  const field = readSignatureField(readPdf(pdf));
  if (!field) throw malformed('PDF has no signature');
  const [signer] = readSignedData(field.cms).signers;
  if (!signer || signer.unsigned.length) throw malformed('PDF’s signature has unsigned attributes already');
  const request = timeStampRequest(createHash('sha256').update(signer.signature).digest());
  const token = grantedToken(await ask(request), request);
  return fillRoom(pdf, field.room, withUnsigned(field.cms, sequence(oid(SIGNATURE_TIME_STAMP), setOf(token))));
}

/** The signature's time-stamp among its unsigned attributes, of which it must be the only one. Throws PkiError `Malformed`. */
export function signatureTimeStamp(unsigned: readonly Element[]): Uint8Array | undefined {
  const [first, ...others] = unsigned;
  if (!first) return undefined;
  const reader = openDer(first.raw, tags.sequence, 'attribute');
  const type = readOid(reader.take(tags.oid, 'attribute type'));
  const values = reader.inside(tags.set, 'attribute values');
  const token = values.take(tags.sequence, 'time-stamp token').raw;
  values.end('attribute values');
  reader.end('attribute');
  if (others.length || type !== SIGNATURE_TIME_STAMP) throw malformed('the signature has unsigned attributes besides a time-stamp');
  return token;
}

/** The message with one unsigned attribute for its one signer; all else of it as it came. Throws PkiError `Malformed`. */
export function withUnsigned(message: Uint8Array, attribute: Uint8Array): Uint8Array {
  const parts = [...openContentInfo(message, contentTypes.signedData).rest()];
  const signers = parts.pop();
  const [info, ...others] = signers ? [...new DerReader(signers.content).rest()] : [];
  if (!info || others.length) throw malformed('the signature needs exactly one signer');
  const signer = sequence(info.content, encode(contextTag(1), attribute));
  return contentInfo(contentTypes.signedData, sequence(...parts.map(({ raw }) => raw), setOf(signer)));
}
