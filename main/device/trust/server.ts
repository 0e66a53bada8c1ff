import type { X509Certificate } from 'node:crypto';
import { type PathFault, parseCertificate, verifyFor } from '../../../pki/index.ts';
import type { TrustMaterial } from './trust.ts';

/** Server, server authority, root. A longer chain is not followed. */
const MAX_PRESENTED_CHAIN = 2;

/**
 * What a server's certificate is worth. `checked`: the server authority issued it, it carries the name, and its revocation lists say that
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
  // A laptop that has no bundle yet knows the root alone; the server authority comes along, and the root has marked it.
  const intermediates = [...trust.intermediates, ...chain];
  const full = verifyFor('server', leaf, { anchors: trust.anchors, intermediates, crls: trust.crls, at });
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

/** The name: exact, case-insensitive, in subjectAltName only (RFC 9525 §6.3); no wildcard and no common name. */
const misfitOf = (leaf: Uint8Array, name: string): 'WrongName' | 'Malformed' | undefined => {
  try {
    const { sanDns } = parseCertificate(leaf);
    return sanDns.some((dns) => dns.toLowerCase() === name.toLowerCase()) ? undefined : 'WrongName';
  } catch {
    return 'Malformed';
  }
};
