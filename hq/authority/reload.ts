import { createPublicKey, X509Certificate } from 'node:crypto';
import type { HqConfig } from '../config.ts';
import type { ListedAuthority } from '../database/tables.ts';
import { type Authorities, authorityFields, certificatesOf, loadAuthorities } from './authorities.ts';

/**
 * The authorities, responder and time-stamps as their files are now; nothing is changed. The authorities keep their keys: of one that does not,
 * its field. Throws ConfigError.
 */
export const readAuthoritiesAnew = (
  authorities: Authorities,
  pki: HqConfig['pki'],
): { readonly next: Authorities } | { readonly otherKey: string } => {
  const next = loadAuthorities(pki);
  if (!isSameKey(authorities.root, next.root)) return { otherKey: 'pki.root.certificate' };
  const [before, after] = [certificatesOf(authorities), certificatesOf(next)];
  for (const name of Object.keys(authorityFields) as ListedAuthority[])
    if (!isSameKey(before[name], after[name])) return { otherKey: `${authorityFields[name]}.certificate` };
  return { next };
};

const isSameKey = (one: Uint8Array, other: Uint8Array): boolean => keyOf(one).equals(keyOf(other));
const keyOf = (certificate: Uint8Array): Buffer =>
  createPublicKey(new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'pem' })).export({
    type: 'spki',
    format: 'der',
  });
