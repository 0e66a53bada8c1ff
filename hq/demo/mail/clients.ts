import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes what Dovecot checks officers' certificates with: the force's root, the shift authority, and the revocation lists of both,
 * for every list of the path is demanded. Lists of other authorities are left out on purpose: a laptop's or a card's certificate then
 * has no way in, whatever name it bears.
 */
export const writeClients = (folder: string, pki: string, shiftAuthorityFile: string | undefined): void => {
  const at = (file: string): string => readFileSync(join(pki, file), 'utf8');
  const kept = shiftAuthorityFile !== undefined && existsSync(shiftAuthorityFile);
  const shift = kept ? readFileSync(shiftAuthorityFile, 'utf8') : at('shift-ca.pem') + at('shift-ca.crl');
  const file = join(folder, 'clients.pem');
  writeFileSync(`${file}.new`, at('root.pem') + at('root.crl') + shift);
  renameSync(`${file}.new`, file);
};
