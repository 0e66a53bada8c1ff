import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { decodePem, type Signer, signerFromKey } from '../../pki/index.ts';
import { ConfigError } from '../config.ts';

/** The first certificate of a PEM file, DER. Throws ConfigError that names the field. */
export const readCertificate = (field: string, file: string): Uint8Array => {
  const [first] = blocksOf(field, file, 'CERTIFICATE');
  if (first === undefined) throw new ConfigError(`${field}: no certificate in the file`);
  return first;
};

/** A private key in PEM (PKCS #8 or SEC 1). Throws ConfigError that names the field. */
export const readKey = (field: string, file: string): KeyObject => {
  const text = readText(field, file);
  try {
    return createPrivateKey(text);
  } catch {
    throw new ConfigError(`${field}: no private key in the file`);
  }
};

/** A certificate with its key. Throws ConfigError, also when the two do not belong together. */
export const readSigner = (field: string, files: { readonly certificate: string; readonly key: string }): Signer => {
  const certificate = readCertificate(`${field}.certificate`, files.certificate);
  const key = readKey(`${field}.key`, files.key);
  if (!createPublicKey(key).equals(new X509Certificate(certificate).publicKey)) {
    throw new ConfigError(`${field}.key: not the key of the certificate`);
  }
  return signerFromKey(certificate, key);
};

/** A revocation list, PEM or DER. Throws ConfigError that names the field. */
export const readRevocationList = (field: string, file: string): Uint8Array => {
  const bytes = readBytes(field, file);
  if (bytes[0] === DER_SEQUENCE) return bytes;
  const [first] = blocksOf(field, file, 'X509 CRL');
  if (first === undefined) throw new ConfigError(`${field}: no revocation list in the file`);
  return first;
};

const DER_SEQUENCE = 0x30;

const blocksOf = (field: string, file: string, label: string): readonly Uint8Array[] => {
  try {
    return decodePem(readText(field, file), label);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${field}: damaged PEM`);
  }
};

export const readText = (field: string, file: string): string => Buffer.from(readBytes(field, file)).toString('utf8');

/** Differs once the file was replaced or written; undefined while there is none. */
export const stampOf = (file: string): string | undefined => {
  const status = statSync(file, { throwIfNoEntry: false });
  return status && `${status.ino} ${status.size} ${status.mtimeMs}`;
};

/** A file's bytes. Throws ConfigError that names the field. */
export const readBytes = (field: string, file: string): Uint8Array => {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (cause) {
    throw unreadable(field, cause);
  }
};

/** Of a file or folder; undefined where there is none. Throws ConfigError that names the field. */
export const statusOf = (field: string, file: string): Stats | undefined => {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (cause) {
    throw unreadable(field, cause);
  }
};

/** The names in a folder. Throws ConfigError that names the field. */
export const namesIn = (field: string, folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw unreadable(field, cause);
  }
};

const unreadable = (field: string, cause: unknown): ConfigError =>
  new ConfigError(`${field}: cannot be read (${cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'})`);
