import { malformed } from './der/read.ts';

/** The DER of every block with this label, in order. Text between blocks is skipped. Throws PkiError `Malformed` for a broken block. */
export function decodePem(text: string, label: string): readonly Uint8Array[] {
  const begin = `-----BEGIN ${label}-----`;
  const finish = `-----END ${label}-----`;
  const blocks: Uint8Array[] = [];
  for (let at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at)) {
    const end = text.indexOf(finish, at);
    if (end < 0) throw malformed('PEM block has no end');
    const body = text.slice(at + begin.length, end).replace(/\s+/g, '');
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body)) throw malformed('PEM block');
    blocks.push(Uint8Array.from(Buffer.from(body, 'base64')));
    at = end + finish.length;
  }
  return blocks;
}

/** One PEM block (RFC 7468), lines of 64 characters, a line feed at the end. */
export function encodePem(der: Uint8Array, label: string): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
