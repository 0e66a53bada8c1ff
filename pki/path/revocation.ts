import type { Certificate } from '../certificate/certificate.ts';
import type { DistributionPoint } from '../certificate/distribution-point.ts';
import type { RevocationList } from '../crl/crl.ts';
import type { RevokedEntry } from '../crl/entries.ts';
import type { RevocationReason } from '../crl/reason.ts';
import { type PathFault, PkiError } from '../fault.ts';
import { position } from './build.ts';
import type { PathContext } from './context.ts';
import { coveredReasons, coversAllReasons, impliedPoint, isInScope, listIssuers } from './crl-scope.ts';
import type { Link } from './link.ts';

/** Finds the key that signed a list and may sign lists for this certificate; undefined when nobody entitled did. */
export type FindListSigner = (list: RevocationList, certificate: Certificate, above: readonly Link[]) => Link | undefined;

/**
 * Demands that every certificate below the anchor is not revoked (RFC 5280 §6.3), authorities first, since a list is worth what its
 * signer is. Throws PkiError `Revoked` if anything of the path is, else `RevocationStale` or `RevocationUnknown`: no list is never "good".
 */
export function demandUnrevoked(links: readonly Link[], context: PathContext, findSigner: FindListSigner): void {
  let open: PkiError | undefined;
  for (const [index, { certificate }] of links.entries()) {
    if (index === 0) continue;
    const verdict = revocation(certificate, links.slice(0, index), context, findSigner);
    if (verdict === 'good') continue;
    const fault = new PkiError(verdict, `${position(links.length - index)} ${words[verdict]}`);
    if (verdict === 'Revoked') throw fault;
    open ??= fault;
  }
  if (open) throw open;
}

type Verdict = 'good' | Extract<PathFault, 'Revoked' | 'RevocationStale' | 'RevocationUnknown'>;

const words: Readonly<Record<Exclude<Verdict, 'good'>, string>> = {
  Revoked: 'is revoked',
  RevocationStale: 'has only revocation lists that are out of date',
  RevocationUnknown: 'has no usable revocation list',
};

function revocation(certificate: Certificate, above: readonly Link[], context: PathContext, findSigner: FindListSigner): Verdict {
  const covered = new Set<number>();
  let stale = false;
  for (const point of [...(certificate.extensions.distributionPoints ?? []), impliedPoint(certificate)]) {
    for (const lists of listsFor(point, certificate, context)) {
      const answer = askScope(lists, certificate, above, context, findSigner);
      if (answer === 'revoked') return 'Revoked';
      if (answer === 'stale') stale = true;
      else if (answer) for (const reason of coveredReasons(answer, point)) covered.add(reason);
    }
  }
  if (coversAllReasons(covered)) return 'good';
  return stale ? 'RevocationStale' : 'RevocationUnknown';
}

/** The complete lists that cover the certificate at this point, together by scope, newest first. */
function listsFor(point: DistributionPoint, certificate: Certificate, context: PathContext): readonly (readonly RevocationList[])[] {
  const fitting = [...new Set(listIssuers(point, certificate))]
    .flatMap((issuer) => context.lists(issuer))
    .filter((list) => list.deltaBase === undefined && list.thisUpdate <= context.at && isInScope(list, point, certificate));
  return [...Map.groupBy(fitting, (list) => list.scope).values()].map((lists) => [...lists].sort(newestFirst));
}

const newestFirst = (a: RevocationList, b: RevocationList): number =>
  b.thisUpdate.getTime() - a.thisUpdate.getTime() ||
  Number((b.number ?? 0n) > (a.number ?? 0n)) - Number((b.number ?? 0n) < (a.number ?? 0n));

/**
 * What the lists of one scope say: revoked, or the list that says good, or that none is current. Of lists that are truly signed the
 * newest current one decides; forged and incomprehensible ones are passed over, but any truly signed one newer than it that says
 * "revoked" is believed, even when out of date.
 */
function askScope(
  lists: readonly RevocationList[],
  certificate: Certificate,
  above: readonly Link[],
  context: PathContext,
  findSigner: FindListSigner,
): 'revoked' | 'stale' | RevocationList | undefined {
  let stale = false;
  for (const list of lists) {
    const signer = findSigner(list, certificate, above);
    if (!signer) continue;
    const delta = newestDelta(list, signer, context);
    if (isListed(certificate, list, delta, context)) return 'revoked';
    if (list.incomprehensible) continue;
    if (isCurrent(list, context) || (delta && renews(delta, list, context))) return list;
    stale = true;
  }
  return stale ? 'stale' : undefined;
}

/** Whether the complete list, brought up to date by the delta, has the certificate. */
function isListed(certificate: Certificate, list: RevocationList, delta: RevocationList | undefined, context: PathContext): boolean {
  const find = (source: RevocationList | undefined) => {
    const entry = source?.find(certificate.issuer.key, certificate.serialHex);
    return entry && reachesBack(entry, context) ? entry : undefined;
  };
  const change = find(delta);
  if (!change) return find(list) !== undefined;
  if (change.reason !== 'removeFromCRL') return true;
  return !(delta && renews(delta, list, context)) && find(list) !== undefined;
}

/**
 * Whether a revocation counts for what was signed at `signedAt`: a later one only when the key may not have been its owner's alone, and
 * nobody but the signer says the time.
 */
const reachesBack = ({ at, reason }: RevokedEntry, { signedAt, signedAtProven }: PathContext): boolean =>
  at <= signedAt || (!signedAtProven && (reason === undefined || !afterwards.has(reason)));

/** Reasons that say nothing against what was signed before (RFC 5280 §5.3.1); "unspecified" is not one of them. */
const afterwards: ReadonlySet<RevocationReason> = new Set([
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'privilegeWithdrawn',
]);

/** The newest delta list of the same scope and key that is newer than the complete list (RFC 5280 §6.3.3 c). */
function newestDelta(list: RevocationList, signer: Link, context: PathContext): RevocationList | undefined {
  return context
    .lists(list.issuer.key)
    .filter(
      (delta) => delta.deltaBase !== undefined && delta.scope === list.scope && delta.thisUpdate <= context.at && isNewer(delta, list),
    )
    .sort(newestFirst)
    .find((delta) => context.isListSignedBy(delta, signer));
}

const isNewer = (delta: RevocationList, list: RevocationList): boolean =>
  delta.number !== undefined && list.number !== undefined && delta.number > list.number;

/**
 * Whether the two together make a complete list as of the delta (RFC 5280 §5.2.4): the delta is current, understood, and builds on
 * this list or an older one. Only then does it take a certificate off the list, or renew a list that is out of date.
 */
const renews = (delta: RevocationList, list: RevocationList, context: PathContext): boolean =>
  isCurrent(delta, context) && !delta.incomprehensible && (delta.deltaBase ?? 0n) <= (list.number ?? -1n);

/** A list without nextUpdate is never current: RFC 5280 §5.1.2.5 demands it, and without it a list would last for ever. */
const isCurrent = ({ nextUpdate }: RevocationList, { at, crlGrace }: PathContext): boolean =>
  nextUpdate !== undefined && at.getTime() <= nextUpdate.getTime() + crlGrace;
