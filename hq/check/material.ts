import { createPublicKey, X509Certificate } from 'node:crypto';
import { type Signer, signerFromKey } from '../../pki/index.ts';
import { readCertificate, readKey, readRevocationList, statusOf } from '../authority/files.ts';
import type { HqConfig } from '../config.ts';
import { type Finding, tryRead } from './finding.ts';

type Pki = HqConfig['pki'];
/** The fields of the configuration's `pki`, each of which is one certificate. */
export type PkiField = keyof Pki;

/** What the files of `pki` hold, as far as they could be read. */
export interface ReadMaterial {
  readonly certificates: Readonly<Partial<Record<PkiField, Uint8Array>>>;
  readonly signers: Readonly<Partial<Record<PkiField, Signer>>>;
  /** Revocation lists that come as files, DER. */
  readonly lists: Readonly<Partial<Record<PkiField, Uint8Array>>>;
}

/** Read and write for others than the owner and its group: a key that the machine's every account has. */
const OTHERS = 0o006;

/** Reads all that `pki` names; what is missing, damaged, somebody else's key, or open to every account is a finding. */
export const readMaterial = (pki: Pki, found: Finding[]): ReadMaterial => {
  const certificates: Partial<Record<PkiField, Uint8Array>> = {};
  const signers: Partial<Record<PkiField, Signer>> = {};
  const lists: Partial<Record<PkiField, Uint8Array>> = {};
  for (const [name, files] of Object.entries(pki) as [PkiField, { certificate: string; key?: string; crl?: string } | undefined][]) {
    if (files === undefined) continue;
    const { certificate: file, key, crl } = files;
    const certificate = tryRead(found, `put the certificate there as PEM (profile: docs/operations.md)`, file, () =>
      readCertificate(`pki.${name}.certificate`, file),
    );
    if (certificate !== undefined) certificates[name] = certificate;
    if (crl !== undefined) {
      const list = tryRead(found, 'put the revocation list there as PEM or DER', crl, () => readRevocationList(`pki.${name}.crl`, crl));
      if (list !== undefined) lists[name] = list;
    }
    if (key === undefined) continue;
    const signer = certificate && readSigner(name, { certificate, key }, found);
    if (signer !== undefined) signers[name] = signer;
    demandPrivate(`pki.${name}.key`, key, found);
  }
  return { certificates, signers, lists };
};

const readSigner = (
  name: PkiField,
  { certificate, key: file }: { readonly certificate: Uint8Array; readonly key: string },
  found: Finding[],
): Signer | undefined => {
  const field = `pki.${name}.key`;
  const key = tryRead(found, 'put the private key there as PEM', file, () => readKey(field, file));
  if (key === undefined) return undefined;
  const isIts = tryKey(() => createPublicKey(key).equals(new X509Certificate(certificate).publicKey));
  if (isIts) return signerFromKey(certificate, key);
  found.push({ field, file, says: 'not the key of the certificate', fix: 'put the key there that the certificate was issued for' });
  return undefined;
};

/** A certificate that OpenSSL does not read has no key of its own. */
const tryKey = (compare: () => boolean): boolean => {
  try {
    return compare();
  } catch {
    return false;
  }
};

/**
 * A finding for a file or folder that every account of the machine can read. Windows has no such modes; of what cannot be looked at, whoever
 * reads it says so.
 */
export const demandPrivate = (field: string, file: string, found: Finding[]): void => {
  const status = tryRead([], '', file, () => statusOf(field, file));
  if (status === undefined || process.platform === 'win32' || (status.mode & OTHERS) === 0) return;
  found.push({ field, file, says: 'every account of this machine can read it', fix: `chmod o-rwx ${file}` });
};
