import { createPrivateKey, type KeyObject } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodePem, encodePem } from '../../pki/index.ts';
import { ConfigError } from '../config.ts';

/** Private keys are their owner's alone; certificates and lists are public. */
const SECRET = 0o600;
const PUBLIC = 0o644;

export const makeFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
};

/** Writes NAME.pem. */
export const writeCertificate = (folder: string, name: string, certificate: Uint8Array): void =>
  writeFileSync(join(folder, `${name}.pem`), encodePem(certificate, 'CERTIFICATE'), { mode: PUBLIC });

/** Writes NAME.key in PKCS #8. Throws EEXIST where there is one: a key that is written over is lost. */
export const writeKey = (folder: string, name: string, key: KeyObject): void =>
  writeFileSync(join(folder, `${name}.key`), key.export({ format: 'pem', type: 'pkcs8' }), { mode: SECRET, flag: 'wx' });

/** Writes NAME.crl, PEM. */
export const writeList = (folder: string, name: string, list: Uint8Array): void =>
  writeFileSync(join(folder, `${name}.crl`), encodePem(list, 'X509 CRL'), { mode: PUBLIC });

export const writeSecret = (file: string, content: string | Uint8Array): void => writeFileSync(file, content, { mode: SECRET });

/** Certificate and key as writeCertificate and writeKey left them. Throws when one is missing or damaged. */
export const readIdentity = (folder: string, name: string): { readonly certificate: Uint8Array; readonly key: KeyObject } => {
  const [certificate] = decodePem(readFileSync(join(folder, `${name}.pem`), 'utf8'), 'CERTIFICATE');
  if (certificate === undefined) throw new Error(`${name}.pem: no certificate`);
  return { certificate, key: createPrivateKey(readFileSync(join(folder, `${name}.key`))) };
};

/**
 * Renames NEXT to FILE, with the owner and mode of the file that it replaces, or of MODEL: whoever issues may be another account than HQ's.
 * Throws ConfigError where this account may not give it to that owner.
 */
export const replaceFile = (next: string, file: string, model = file): void => {
  if (existsSync(model)) giveAs(next, model);
  renameSync(next, file);
};

const giveAs = (file: string, model: string): void => {
  const [{ uid, gid }, { mode, ...owner }] = [statSync(file), statSync(model)];
  try {
    if (uid !== owner.uid || gid !== owner.gid) chownSync(file, owner.uid, owner.gid);
  } catch {
    throw new ConfigError(`${model}: belongs to another account; do this as root, or as that account`);
  }
  chmodSync(file, mode & PERMISSIONS);
};

const PERMISSIONS = 0o777;
