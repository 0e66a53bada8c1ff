import { contextTag, DerReader, type Element, malformed } from '../der/read.ts';
import { hex } from '../der/values.ts';
import { type DistinguishedName, readName } from './name.ts';

/** A GeneralName (RFC 5280 §4.2.1.6). Kinds that this program cannot compare are `other`, with the number of their tag. */
export type GeneralName =
  | { readonly kind: 'email' | 'dns' | 'uri'; readonly text: string }
  | { readonly kind: 'ip'; readonly address: Uint8Array }
  | { readonly kind: 'directory'; readonly name: DistinguishedName }
  | { readonly kind: 'other'; readonly tag: number; readonly raw: Uint8Array };

export function readGeneralName(element: Element): GeneralName {
  switch (element.tag) {
    case contextTag(1, 'primitive'):
      return { kind: 'email', text: ascii(element.content) };
    case contextTag(2, 'primitive'):
      return { kind: 'dns', text: ascii(element.content) };
    case contextTag(6, 'primitive'):
      return { kind: 'uri', text: ascii(element.content) };
    case contextTag(7, 'primitive'):
      return { kind: 'ip', address: element.content };
    case contextTag(4): {
      const reader = new DerReader(element.content);
      const name = readName(reader.any());
      reader.end('directory name');
      return { kind: 'directory', name };
    }
    default:
      if ((element.tag & 0xc0) !== 0x80 || (element.tag & 0x1f) > 8) throw malformed('general name');
      return { kind: 'other', tag: element.tag & 0x1f, raw: element.raw };
  }
}

/** The members of a GeneralNames, given its content. */
export const readGeneralNames = (content: Uint8Array): readonly GeneralName[] => [...new DerReader(content).rest()].map(readGeneralName);

/** Equal keys are equal names: directory names by RFC 5280 §7.1, all others to the byte. */
export function generalNameKey(name: GeneralName): string {
  switch (name.kind) {
    case 'directory':
      return directoryKey(name.name.key);
    case 'ip':
      return `ip:${hex(name.address)}`;
    case 'other':
      return `other:${hex(name.raw)}`;
    default:
      return `${name.kind}:${name.text}`;
  }
}

export const directoryKey = (nameKey: string): string => `directory:${nameKey}`;

/** IA5String. A NUL has fooled readers that stop at it; nothing outside printable ASCII belongs in these names. */
function ascii(content: Uint8Array): string {
  if (content.some((byte) => byte < 0x20 || byte > 0x7e)) throw malformed('general name is not ASCII');
  return Buffer.from(content).toString('latin1');
}
