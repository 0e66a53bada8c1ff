import { contextTag, DerReader, malformed, openDer, tags } from '../der/read.ts';
import { readOid } from '../der/values.ts';
import { context, oid, sequence } from '../der/write.ts';
import { definite } from './ber.ts';

/** Object identifiers of the contents that this program signs or seals. */
export const contentTypes = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  envelopedData: '1.2.840.113549.1.7.3',
  /** RFC 3274. */
  compressedData: '1.2.840.113549.1.9.16.1.9',
  /** A time-stamp, RFC 3161 §2.4.2. */
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  authEnvelopedData: '1.2.840.113549.1.9.16.1.23',
  /** CMC full request, RFC 5272 §3.2. */
  pkiData: '1.3.6.1.5.5.7.12.2',
  /** CMC full response, RFC 5272 §3.2. */
  pkiResponse: '1.3.6.1.5.5.7.12.3',
} as const;

/** ContentInfo (RFC 5652 §3) around a content. */
export const contentInfo = (type: string, content: Uint8Array): Uint8Array => sequence(oid(type), context(0, content));

/** Opens a ContentInfo that must hold this type, a SEQUENCE as all CMS contents are. Throws PkiError `Malformed`. */
export function openContentInfo(message: Uint8Array, type: string): DerReader {
  return openContentInfoOf(message, [type]).content;
}

/** As openContentInfo, for a content of any of these types. */
export function openContentInfoOf(message: Uint8Array, types: readonly string[]): { readonly type: string; readonly content: DerReader } {
  const info = openDer(definite(message), tags.sequence, 'message');
  const type = readOid(info.take(tags.oid, 'content type'));
  if (!types.includes(type)) throw malformed('message is of another type');
  const wrapper = new DerReader(info.take(contextTag(0), 'content').content);
  info.end('message');
  const content = wrapper.inside(tags.sequence, 'content');
  wrapper.end('content');
  return { type, content };
}
