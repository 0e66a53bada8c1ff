import type { Crl } from './crl/crl.ts';
import type { PathFault } from './fault.ts';
import { verifyPath } from './path/verify.ts';
import { type ListFault, readSignedList, type SignedList } from './signed-list.ts';
import { verifyFor, verifyIssuer } from './verify-for.ts';

/** What HQ hands to laptops so that they can check certificates without it. DER. */
export interface TrustParts {
  /** Below the root. */
  readonly authorities: readonly Uint8Array[];
  /** Of the root and of each authority. */
  readonly lists: readonly Uint8Array[];
  readonly recovery: Uint8Array;
}

/** Parts that have proved themselves under the root. */
export interface ProvenTrust {
  /** Those that the root has not revoked. */
  readonly authorities: readonly Uint8Array[];
  readonly lists: readonly SignedList[];
  readonly recovery: Uint8Array;
}

/** The first part that does not hold; `index` is its place among its kind. */
export type TrustRefusal =
  | { readonly ok: false; readonly part: 'root' | 'authority' | 'recovery'; readonly index: number; readonly code: PathFault }
  | { readonly ok: false; readonly part: 'list'; readonly index: number; readonly code: ListFault };

/** How old lists are is for whoever relies on them; here only their truth is judged. */
const ANY_AGE_MS = 50 * 365 * 24 * 60 * 60 * 1000;

/**
 * Whether a laptop takes these parts: every list is signed by the root or one of the authorities, every authority is the root's own
 * (`verifyIssuer`) and not revoked by the very lists that come along, and the recovery certificate is one that the root issued for that.
 * `known` are lists that were proved before: what they say counts too, so that older parts bring no revoked authority back. One part that
 * does not prove itself refuses the whole; only an authority that is revoked, and its list, are merely left out. Never throws on hostile
 * input.
 */
export function proveTrust(
  parts: TrustParts,
  root: Uint8Array,
  at: Date,
  known: readonly Crl[] = [],
): { readonly ok: true; readonly value: ProvenTrust } | TrustRefusal {
  const itself = verifyPath(root, { anchors: [root], intermediates: [], crls: [], at });
  if (!itself.ok) return { ok: false, part: 'root', index: 0, code: itself.code };
  const lists: SignedList[] = [];
  for (const [index, der] of parts.lists.entries()) {
    const list = readSignedList(der, [root, ...parts.authorities], at);
    if (!list.ok) return { ok: false, part: 'list', index, code: list.code };
    lists.push(list.value);
  }
  const crls = [...known, ...lists.map(({ crl }) => crl)];
  const rules = { anchors: [root], intermediates: [], crls, at, crlGrace: ANY_AGE_MS };
  const authorities: Uint8Array[] = [];
  for (const [index, der] of parts.authorities.entries()) {
    const verdict = verifyIssuer(der, rules);
    if (verdict.ok) authorities.push(der);
    else if (verdict.code !== 'Revoked') return { ok: false, part: 'authority', index, code: verdict.code };
  }
  const recovery = verifyFor('recovery', parts.recovery, rules);
  if (!recovery.ok) return { ok: false, part: 'recovery', index: 0, code: recovery.code };
  // A list of an authority that was left out proves nothing any more.
  const standing = new Set([root, ...authorities]);
  return { ok: true, value: { authorities, recovery: parts.recovery, lists: lists.filter(({ issuer }) => standing.has(issuer)) } };
}
