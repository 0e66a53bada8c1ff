import { type Certificate, isSelfIssued } from '../certificate/certificate.ts';
import { type PathFault, PkiError } from '../fault.ts';
import { position } from './build.ts';
import { NameConstraintState } from './constraints.ts';
import type { PathContext } from './context.ts';
import { type Link, makeLink } from './link.ts';
import { PolicyState } from './policies.ts';

/**
 * Validates a path, anchor first, by everything but revocation (RFC 5280 §6.1), and returns its links. The anchor itself is trusted,
 * yet held to its own dates, key size, and whatever limits it states for itself (RFC 5937). With
 * `policy` every certificate below the anchor must carry that certificate policy. Throws PkiError with a PathFault.
 */
export function validatePath(path: readonly Certificate[], context: PathContext, policy?: string): readonly Link[] {
  const [anchor, ...below] = path;
  if (!anchor) throw new PkiError('UntrustedAnchor', 'The path is empty');
  const state: State = {
    remaining: Number.POSITIVE_INFINITY,
    names: new NameConstraintState(),
    policies: new PolicyState(below.length, policy),
  };
  checkDates(anchor, path.length, context);
  const links = [makeLink(anchor, undefined, context)];
  if (below.length) descendFromAnchor(anchor, state);
  for (const [index, certificate] of below.entries()) {
    const height = below.length - index;
    const above = links.at(-1);
    if (!above) break;
    checkSignature(certificate, above, height, context);
    checkDates(certificate, height, context);
    if (height === 1 || !isSelfIssued(certificate)) state.names.check(certificate);
    state.policies.process(certificate, height === 1);
    if (certificate.extensions.unknownCritical.length) {
      throw fault('UnknownCriticalExtension', height, 'has a critical extension that this program does not know');
    }
    links.push(makeLink(certificate, above, context));
    if (height > 1) descend(certificate, state, height);
    else state.policies.finish(certificate);
  }
  return links;
}

interface State {
  /** How many further authorities may follow, self-issued ones not counted. */
  remaining: number;
  readonly names: NameConstraintState;
  readonly policies: PolicyState;
}

function checkSignature(certificate: Certificate, above: Link, height: number, context: PathContext): void {
  if (certificate.issuer.key !== above.certificate.subject.key) throw fault('NameChaining', height, 'names another issuer');
  if (!context.isSignedBy(certificate.signed, above)) throw fault('BadSignature', height, 'is not signed by the authority that it names');
}

function checkDates(certificate: Certificate, height: number, { signedAt: at }: PathContext): void {
  if (at < certificate.notBefore) throw fault('NotYetValid', height, `is valid from ${certificate.notBefore.toISOString()}`);
  if (at > certificate.notAfter) throw fault('Expired', height, `was valid until ${certificate.notAfter.toISOString()}`);
}

/** RFC 5280 §6.1.4 for an authority within the path. */
function descend(certificate: Certificate, state: State, height: number): void {
  const { basicConstraints, keyUsage, nameConstraints } = certificate.extensions;
  state.policies.descend(certificate);
  if (nameConstraints) state.names.add(nameConstraints);
  if (!basicConstraints?.authority) throw fault('NotCa', height, 'is not a certification authority');
  if (!isSelfIssued(certificate) && --state.remaining < 0) throw fault('PathTooLong', height, 'is one authority more than is allowed');
  if (keyUsage && !keyUsage.has('keyCertSign')) throw fault('KeyUsage', height, 'may not sign certificates');
  state.remaining = Math.min(state.remaining, basicConstraints.pathLength ?? Number.POSITIVE_INFINITY);
}

/** An anchor may be an old version 1 root without extensions; what it states, it is held to. */
function descendFromAnchor(anchor: Certificate, state: State): void {
  const { basicConstraints, keyUsage, nameConstraints } = anchor.extensions;
  if (anchor.version === 2 && basicConstraints?.authority === false)
    throw new PkiError('NotCa', 'The anchor is not a certification authority');
  if (keyUsage && !keyUsage.has('keyCertSign')) throw new PkiError('KeyUsage', 'The anchor may not sign certificates');
  if (nameConstraints) state.names.add(nameConstraints);
  state.remaining = basicConstraints?.pathLength ?? Number.POSITIVE_INFINITY;
}

const fault = (code: PathFault, height: number, what: string): PkiError<PathFault> => new PkiError(code, `${position(height)} ${what}`);
