import type { X509Certificate } from 'node:crypto';
import { extendedKeyUsages, type PathFault, parseCertificate, verifyPath } from '../../pki/index.ts';
import type { TrustMaterial } from './trust.ts';

/** Root, policy CA, server CA, server: our chains have two or three. A longer one is not followed. */
const MAX_PRESENTED_CHAIN = 6;

/**
 * What a server's certificate is worth. `checked`: it leads to the force root, carries the name, and its revocation lists say that
 * it stands. `unchecked`: all of that save the lists, which are missing or have run out: enough to fetch them, for nothing else.
 */
export type ServerVerdict =
  | { readonly ok: true; readonly revocation: 'checked' | 'unchecked' }
  | { readonly ok: false; readonly code: PathFault | 'NoCertificate' | 'WrongName' };

/** Checks a server's certificate under the force root; nothing of it rests on the TLS library's own opinion or error texts. */
export const checkServer = (presented: X509Certificate | undefined, name: string, trust: TrustMaterial, at: Date): ServerVerdict => {
  if (presented === undefined) return { ok: false, code: 'NoCertificate' };
  const chain = presentedChain(presented);
  const leaf = new Uint8Array(presented.raw);
  const misfit = misfitOf(leaf, name);
  if (misfit !== undefined) return { ok: false, code: misfit };
  const rules = {
    anchors: trust.anchors,
    intermediates: [...trust.intermediates, ...chain],
    at,
  };
  const full = verifyPath(leaf, { ...rules, crls: trust.crls });
  if (full.ok) return { ok: true, revocation: 'checked' };
  // pki looks at revocation only once all else of the path holds.
  if (full.code !== 'RevocationUnknown' && full.code !== 'RevocationStale') return { ok: false, code: full.code };
  return { ok: true, revocation: 'unchecked' };
};

/** The certificates that the server sent after its own. */
const presentedChain = (leaf: X509Certificate): readonly Uint8Array[] => {
  const chain: Uint8Array[] = [];
  let current = leaf.issuerCertificate;
  while (current !== undefined && chain.length < MAX_PRESENTED_CHAIN) {
    chain.push(new Uint8Array(current.raw));
    if (current.checkIssued(current)) break; // A root that was sent along ends the walk.
    current = current.issuerCertificate;
  }
  return chain;
};

/**
 * Name and purpose, asked before the path, so that no answer about revocation can stand before them. The name: exact,
 * case-insensitive, in subjectAltName only (RFC 9525 §6.3); no wildcard and no common name.
 */
const misfitOf = (leaf: Uint8Array, name: string): Extract<ServerVerdict, { ok: false }>['code'] | undefined => {
  try {
    const { sanDns, keyUsage, extendedKeyUsage } = parseCertificate(leaf);
    if (!sanDns.some((dns) => dns.toLowerCase() === name.toLowerCase())) return 'WrongName';
    if (!keyUsage.includes('digitalSignature')) return 'KeyUsage';
    return extendedKeyUsage.includes(extendedKeyUsages.serverAuth) ? undefined : 'ExtendedKeyUsage';
  } catch {
    return 'Malformed';
  }
};
