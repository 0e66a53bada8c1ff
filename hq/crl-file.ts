import { renameSync, writeFileSync } from 'node:fs';
import { encodePem } from '../pki/index.ts';
import type { Authorities } from './authority/authorities.ts';
import type { Trust } from './authority/trust.ts';
import type { Database } from './database/database.ts';
import { faultOf, type Log } from './log.ts';

export interface AuthorityFileParts {
  readonly path: string;
  readonly trust: Trust;
  readonly authorities: Authorities;
  readonly database: Database;
  /** Called after each change of the file, e.g. to reload Dovecot, which reads it only then. */
  readonly onChange: (path: string) => void | Promise<void>;
  readonly log: Log;
}

export interface AuthorityFile {
  close(): Promise<void>;
}

/** A list has hours of life left when HQ renews it; looking every minute notices both that and a lost notification. */
const LOOK_MS = 60_000;

/**
 * Keeps a PEM file of the shift authority's certificate and its revocation list fresh, for a server that takes both as one
 * (Dovecot's ssl_ca with ssl_require_crl, which refuses everybody once the list is out of date). Written once before it
 * resolves, anew after every revocation, and long before nextUpdate. Readers see the old file or the new one, never half of it.
 */
export const keepAuthorityFile = async (parts: AuthorityFileParts): Promise<AuthorityFile> => {
  let written = '';
  const look = async (): Promise<void> => {
    const text = await render(parts);
    if (text === written) return;
    writeWhole(parts.path, text);
    written = text;
    await parts.onChange(parts.path);
  };
  await look();
  // One look at a time: two would race for the file.
  let looking: Promise<void> = Promise.resolve();
  const lookAgain = (): void => {
    looking = looking.then(look).catch((error) => parts.log('authorityFileFailed', faultOf(error)));
  };
  const timer = setInterval(lookAgain, LOOK_MS).unref();
  const stopListening = parts.database.listen('hq_revocation', lookAgain);
  return {
    close: async () => {
      clearInterval(timer);
      stopListening();
      await looking;
    },
  };
};

const render = async ({ trust, authorities }: AuthorityFileParts): Promise<string> =>
  encodePem(authorities.shift.certificate, 'CERTIFICATE') + encodePem(await trust.list('shift', new Date()), 'X509 CRL');

const writeWhole = (path: string, text: string): void => {
  const beside = `${path}.new`;
  writeFileSync(beside, text, { mode: 0o644 }); // Certificates and lists are public; the mail server runs as another user.
  renameSync(beside, path);
};
