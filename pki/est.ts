import { malformed } from './der/read.ts';
import { limits } from './limits.ts';

/** Body of an EST message: base64 without line breaks, which strict readers demand (send Content-Transfer-Encoding: base64). */
export function encodeEstBody(der: Uint8Array): string {
  return Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64');
}

/** Bytes of an EST body; line breaks are allowed, anything else is not. Throws PkiError `Malformed`. */
export function decodeEstBody(body: string | Uint8Array): Uint8Array {
  if (body.length > limits.requestBytes * 2) throw malformed('EST body is too long');
  const text = (typeof body === 'string' ? body : Buffer.from(body).toString('latin1')).replace(/[\r\n]+/g, '');
  if (text.length % 4 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw malformed('EST body');
  return Uint8Array.from(Buffer.from(text, 'base64'));
}
