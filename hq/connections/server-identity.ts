import { readKey, readSigner, readText } from '../authority/files.ts';
import type { HqConfig } from '../config.ts';

/** Chain and key of a server, PEM, as TLS takes them. */
export interface ServerIdentity {
  readonly cert: string;
  readonly key: string;
}

/** A server's identity as its files are now: the server authority goes along, so that a laptop needs only the root. Throws ConfigError. */
export const serverIdentity = (name: 'gateway' | 'services', pki: HqConfig['pki']): ServerIdentity => {
  const field = `pki.${name}`;
  const files = pki[name];
  readSigner(field, files); // That the key belongs to the certificate is said here, by name, and not at the first handshake.
  const authority = readText('pki.serverAuthority.certificate', pki.serverAuthority.certificate);
  return {
    cert: `${readText(`${field}.certificate`, files.certificate).trimEnd()}\n${authority}`,
    key: readKey(`${field}.key`, files.key).export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
};
