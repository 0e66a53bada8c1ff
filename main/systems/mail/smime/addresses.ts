import { domainToASCII } from 'node:url';

/**
 * Whether a certificate speaks for every author of a mail. A header without an author, or with one that the certificate does not name
 * (a second From, a group's other members), is nobody's word.
 */
export function speaksFor(certificateAddresses: readonly string[], authors: readonly string[]): boolean {
  const own = new Set(certificateAddresses.map(comparable).filter((address) => address !== undefined));
  const wanted = authors.map(comparable);
  return wanted.length > 0 && wanted.every((address) => address !== undefined && own.has(address));
}

/** Of the certificate's addresses the one that is an author's, else the first. */
export const addressToShow = (certificateAddresses: readonly string[], authors: readonly string[]): string =>
  certificateAddresses.find((address) => speaksFor([address], authors)) ?? certificateAddresses[0] ?? '';

/**
 * Equal texts are equal addresses; undefined for what is none. No mail server tells `Anna` from `anna`, so case is folded, in ASCII only:
 * Unicode has letters that fold into ASCII ones (U+212A into k).
 */
function comparable(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what they are for is to be refused.
  if (at < 1 || /[\u0000-\u0020\u007f]/.test(address)) return undefined;
  const domain = domainToASCII(address.slice(at + 1));
  return domain === '' ? undefined : `${foldAscii(local)}@${foldAscii(domain)}`;
}

const foldAscii = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
