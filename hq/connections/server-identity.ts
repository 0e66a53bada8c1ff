import { readKey, readSigner, readText } from '../authority/files.ts';
import type { HqConfig } from '../config.ts';

/** A server's certificate chain and key in PEM, as TLS takes them: the server authority goes along, so that a laptop needs only the root. */
export const serverIdentity = (
  field: string,
  files: HqConfig['pki']['gateway'],
  authorityFile: string,
): { readonly cert: string; readonly key: string } => {
  readSigner(field, files); // That the key belongs to the certificate is said here, by name, and not at the first handshake.
  return {
    cert: `${readText(`${field}.certificate`, files.certificate).trimEnd()}\n${readText('pki.serverAuthority.certificate', authorityFile)}`,
    key: readKey(`${field}.key`, files.key).export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
};
