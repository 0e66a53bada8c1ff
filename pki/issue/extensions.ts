import { createHash } from 'node:crypto';
import { keyUsages } from '../certificate/extensions.ts';
import type { PublicKey } from '../certificate/key.ts';
import { boolean, context, contextPrimitive, integer, namedBits, octetString, oid, sequence } from '../der/write.ts';
import { extendedKeyUsages, extensionOids } from '../oids.ts';
import type { ProfileContents } from './profile.ts';

/** One Extension (RFC 5280 §4.1). */
export const extension = (id: string, critical: boolean, value: Uint8Array): Uint8Array =>
  critical ? sequence(oid(id), boolean(true), octetString(value)) : sequence(oid(id), octetString(value));

/** Key identifier by RFC 7093 §2 method 1: the leftmost 160 bits of SHA-256 over the key. */
export const keyIdentifier = ({ bytes }: PublicKey): Uint8Array => createHash('sha256').update(bytes).digest().subarray(0, 20);

export const authorityKeyExtension = (identifier: Uint8Array): Uint8Array =>
  extension(extensionOids.authorityKeyIdentifier, false, sequence(contextPrimitive(0, identifier)));

/** The Extensions of a certificate, ready for its field [3]. */
export function certificateExtensions(contents: ProfileContents, key: PublicKey, issuerKeyIdentifier: Uint8Array): Uint8Array {
  const { authority, keyUsage, extendedKeyUsage, policies, alternativeNames } = contents;
  const pathLength = authority?.pathLength;
  const constraints = authority ? [boolean(true), ...(pathLength === undefined ? [] : [integer(pathLength)])] : [];
  const list = [
    extension(extensionOids.basicConstraints, true, sequence(...constraints)),
    extension(extensionOids.keyUsage, true, namedBits(keyUsage.map((usage) => keyUsages.indexOf(usage)))),
    extension(extensionOids.subjectKeyIdentifier, false, octetString(keyIdentifier(key))),
    authorityKeyExtension(issuerKeyIdentifier),
  ];
  if (extendedKeyUsage.length) {
    // RFC 3161 §2.3 demands it of a time-stamp authority, and of no other.
    const critical = extendedKeyUsage.includes(extendedKeyUsages.timeStamping);
    list.push(extension(extensionOids.extendedKeyUsage, critical, sequence(...extendedKeyUsage.map(oid))));
  }
  if (policies.length) list.push(extension(extensionOids.certificatePolicies, false, sequence(...policies.map((id) => sequence(oid(id))))));
  if (alternativeNames.length) list.push(extension(extensionOids.subjectAltName, false, sequence(...alternativeNames.map(generalName))));
  return context(3, sequence(...list));
}

const generalNameTags = { email: 1, dns: 2, uri: 6 } as const;

function generalName({ kind, text }: ProfileContents['alternativeNames'][number]): Uint8Array {
  if (!/^[\x21-\x7e]{1,255}$/.test(text)) throw new RangeError('An alternative name must be printable ASCII without blanks');
  return contextPrimitive(generalNameTags[kind], Buffer.from(text, 'latin1'));
}
