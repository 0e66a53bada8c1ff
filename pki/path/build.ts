import type { Certificate } from '../certificate/certificate.ts';
import { PkiError } from '../fault.ts';
import { limits } from '../limits.ts';
import type { PathContext } from './context.ts';

/** Why no path reached an anchor: the best reason met so far. */
export class Diagnosis {
  #depth = -1;
  #fault: PkiError = new PkiError('UntrustedAnchor', 'No path leads to a trusted anchor');

  /** The deepest reason is the most telling: what is wrong there kept an otherwise good path from its anchor. */
  note(depth: number, fault: PkiError<'BadSignature' | 'NameChaining' | 'PathTooLong'>): void {
    if (depth <= this.#depth) return;
    this.#depth = depth;
    this.#fault = fault;
  }

  get fault(): PkiError {
    return this.#fault;
  }
}

/**
 * All paths from an anchor to the target whose names and signatures chain, anchor first, likely ones first. Several certificates of
 * one name (renewed keys, cross-certificates) give several paths. Notes in `diagnosis` where it came to a stop.
 */
export function* candidatePaths(target: Certificate, context: PathContext, diagnosis: Diagnosis): Generator<readonly Certificate[]> {
  yield* climb([target], context, diagnosis);
}

function* climb(path: readonly Certificate[], context: PathContext, diagnosis: Diagnosis): Generator<readonly Certificate[]> {
  const [top] = path;
  if (!top) return;
  if (context.isAnchor(top)) {
    yield path;
    return;
  }
  const depth = path.length;
  if (depth >= limits.pathLength) {
    diagnosis.note(depth, new PkiError('PathTooLong', 'The path is longer than is allowed'));
    return;
  }
  const namesakes = context.named(top.issuer.key).filter((issuer) => !path.some((member) => isSameEntity(member, issuer)));
  const signers = byLikelihood(namesakes, top, context).filter((issuer) => context.mayHaveSigned(issuer, top));
  if (!signers.length) noteStop(top, namesakes, depth, context, diagnosis);
  for (const issuer of signers) yield* climb([issuer, ...path], context, diagnosis);
}

/** A path must not run in a circle through the same name with the same key, under whatever certificate (RFC 4158 §2.4.2). */
const isSameEntity = (a: Certificate, b: Certificate): boolean =>
  a.subject.key === b.subject.key && Buffer.compare(a.key.spki, b.key.spki) === 0;

/** Anchors first, then those whose key identifier fits, then those that are within their time. */
function byLikelihood(issuers: readonly Certificate[], child: Certificate, context: PathContext): readonly Certificate[] {
  const wanted = child.extensions.authorityKeyIdentifier;
  const rank = (issuer: Certificate): number =>
    (context.isAnchor(issuer) ? 0 : 4) +
    (wanted !== undefined && issuer.extensions.subjectKeyIdentifier === wanted ? 0 : 2) +
    (issuer.notBefore <= context.at && context.at <= issuer.notAfter ? 0 : 1);
  return [...issuers].sort((a, b) => rank(a) - rank(b));
}

function noteStop(top: Certificate, namesakes: readonly Certificate[], depth: number, context: PathContext, diagnosis: Diagnosis): void {
  const wanted = top.extensions.authorityKeyIdentifier;
  const identifier = ({ extensions }: Certificate): string | undefined => extensions.subjectKeyIdentifier;
  // A namesake with another key identifier is merely somebody else: another force may use the same names.
  if (namesakes.some((issuer) => wanted === undefined || (identifier(issuer) ?? wanted) === wanted)) {
    diagnosis.note(depth, new PkiError('BadSignature', `${position(depth)} is not signed by the authority that it names`));
    return;
  }
  const keyHolders = context.certificates.filter((issuer) => wanted !== undefined && identifier(issuer) === wanted);
  if (keyHolders.some((issuer) => issuer.subject.key !== top.issuer.key && context.mayHaveSigned(issuer, top))) {
    diagnosis.note(depth, new PkiError('NameChaining', `${position(depth)} names another issuer than the authority that signed it`));
  }
}

/** Which certificate of a path is meant, without its name. `height` 1 is the leaf. */
export const position = (height: number): string => (height <= 1 ? 'The certificate' : `Authority ${height - 1} above the certificate`);
