import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { PkiError, parseCertificate } from '../../../../pki/index.ts';
import type { SoftwareKey } from './software-keys.ts';

/** A PKCS #12 file is not one, or its passphrase is another: the two cannot always be told apart. */
export class Pkcs12Error extends Error {
  constructor(options?: ErrorOptions) {
    super('The PKCS #12 file cannot be opened with this passphrase', options);
    this.name = 'Pkcs12Error';
  }
}

/** A file of keys is a few KiB. */
const FILE_BYTES = 1024 * 1024;

/** The keys of a PKCS #12 file (RFC 7292) that have their certificate in it, RSA or EC. Throws Pkcs12Error. */
export const readPkcs12 = (file: Uint8Array, passphrase: string): readonly SoftwareKey[] => openPkcs12(file, passphrase).keys;

/** The certificates in it that are nobody's key's: the authorities above, as a rule. Throws Pkcs12Error. */
export const authoritiesInPkcs12 = (file: Uint8Array, passphrase: string): readonly Uint8Array[] =>
  openPkcs12(file, passphrase).authorities;

function openPkcs12(
  file: Uint8Array,
  passphrase: string,
): { readonly keys: readonly SoftwareKey[]; readonly authorities: readonly Uint8Array[] } {
  if (file.length > FILE_BYTES) throw new Pkcs12Error();
  try {
    const asn1 = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(file).toString('latin1')));
    const bags = forge.pkcs12.pkcs12FromAsn1(asn1, false, passphrase).safeContents.flatMap(({ safeBags }) => safeBags);
    const certificates = bags.filter(({ type }) => type === forge.pki.oids['certBag']).map(certificateOf);
    const keys = bags
      .filter(({ type }) => type === forge.pki.oids['pkcs8ShroudedKeyBag'] || type === forge.pki.oids['keyBag'])
      .map(keyOf)
      .flatMap((key) => {
        const certificate = certificates.find((der) => isFor(der, key));
        return certificate ? [{ certificate, key }] : [];
      });
    return { keys, authorities: certificates.filter((der) => !keys.some(({ certificate }) => certificate === der)) };
  } catch (cause) {
    throw new Pkcs12Error({ cause });
  }
}

/** node-forge keeps what it cannot model, such as EC keys, as it came. */
function certificateOf({ cert, asn1 }: forge.pkcs12.Bag): Uint8Array {
  return bytesOf(cert ? forge.pki.certificateToAsn1(cert) : asn1);
}

function keyOf({ key, asn1 }: forge.pkcs12.Bag): KeyObject {
  return key
    ? createPrivateKey({ key: Buffer.from(bytesOf(forge.pki.privateKeyToAsn1(key))), format: 'der', type: 'pkcs1' })
    : createPrivateKey({ key: Buffer.from(bytesOf(asn1)), format: 'der', type: 'pkcs8' });
}

const bytesOf = (asn1: forge.asn1.Asn1): Uint8Array => Uint8Array.from(Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1'));

function isFor(certificate: Uint8Array, key: KeyObject): boolean {
  try {
    return Buffer.compare(parseCertificate(certificate).spki, createPublicKey(key).export({ type: 'spki', format: 'der' })) === 0;
  } catch (error) {
    if (error instanceof PkiError) return false;
    throw error;
  }
}
