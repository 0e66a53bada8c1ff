import { createPrivateKey, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodePem, encodePem } from '../../../pki/index.ts';

/** Private keys are their owner's alone; certificates and lists are public. */
const SECRET = 0o600;
const PUBLIC = 0o644;

export const makeFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
};

/** Writes NAME.pem, and NAME.key in PKCS #8 when there is a key to keep. */
export const writeCertificate = (folder: string, name: string, certificate: Uint8Array, key?: KeyObject): void => {
  if (key !== undefined) writeFileSync(join(folder, `${name}.key`), key.export({ format: 'pem', type: 'pkcs8' }), { mode: SECRET });
  writeFileSync(join(folder, `${name}.pem`), encodePem(certificate, 'CERTIFICATE'), { mode: PUBLIC });
};

/** Writes NAME.crl, PEM. */
export const writeList = (folder: string, name: string, list: Uint8Array): void =>
  writeFileSync(join(folder, `${name}.crl`), encodePem(list, 'X509 CRL'), { mode: PUBLIC });

export const writeSecret = (file: string, content: string | Uint8Array): void => writeFileSync(file, content, { mode: SECRET });

/** Certificate and key as writeCertificate left them. Throws when one is missing or damaged. */
export const readIdentity = (folder: string, name: string): { readonly certificate: Uint8Array; readonly key: KeyObject } => {
  const [certificate] = decodePem(readFileSync(join(folder, `${name}.pem`), 'utf8'), 'CERTIFICATE');
  if (certificate === undefined) throw new Error(`${name}.pem: no certificate`);
  return { certificate, key: createPrivateKey(readFileSync(join(folder, `${name}.key`))) };
};
