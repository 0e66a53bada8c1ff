import { type Certificate, readCertificate } from '../certificate/certificate.ts';
import type { KeyUsage } from '../certificate/extensions.ts';
import { type PathFault, PkiError, pathFaults, type Refusal, refusing } from '../fault.ts';
import { limits } from '../limits.ts';
import { candidatePaths, Diagnosis } from './build.ts';
import { type ContextInput, PathContext } from './context.ts';
import type { Link } from './link.ts';
import { issuerOnly, itselfToo, listSigners, type ValidateListSigner } from './list-signer.ts';
import { demandUnrevoked, type FindListSigner } from './revocation.ts';
import { validatePath } from './validate.ts';

export interface VerifyPathOptions extends ContextInput {
  /** The leaf's keyUsage must be present and hold this bit. */
  readonly keyUsage?: KeyUsage;
  /** The leaf's extendedKeyUsage must be present and hold this object identifier. */
  readonly extendedKeyUsage?: string;
  /** Every certificate below the anchor must carry this certificate policy. */
  readonly policy?: string;
  /**
   * Exactly so many authorities stand between anchor and leaf, and nobody but its own issuer, with the key that signed it, says whether a
   * certificate is revoked: no separate signers of lists.
   */
  readonly authorities?: number;
}

/** `path` is leaf first, anchor last. */
export type VerifyPathResult = { readonly ok: true; readonly path: readonly Uint8Array[] } | Refusal<PathFault>;

/**
 * For pki alone, and for whoever asks about a certificate without acting on it: what acts says for which purpose (`verifyFor`).
 *
 * Builds a path from the leaf to an anchor and validates it (RFC 5280 §6), revocation of every certificate included:
 * no revocation list is RevocationUnknown, one out of date RevocationStale. Never throws on hostile input.
 */
export function verifyPath(leaf: Uint8Array, options: VerifyPathOptions): VerifyPathResult {
  return refusing(pathFaults, () => {
    const target = readCertificate(leaf);
    const context = new PathContext(options);
    const findSigner = options.authorities === undefined ? listSigners(context, validateListSigner(context)) : issuerOnly(context);
    const links = findPath(target, context, options, findSigner);
    demandPurpose(target, options);
    return { ok: true, path: links.map(({ certificate }) => certificate.raw).reverse() };
  });
}

/** The first path that holds in everything. Throws the fault of the likeliest path, or why there is none. */
function findPath(
  target: Certificate,
  context: PathContext,
  { policy, authorities }: Pick<VerifyPathOptions, 'policy' | 'authorities'>,
  findSigner: FindListSigner,
): readonly Link[] {
  const diagnosis = new Diagnosis();
  let fault: PkiError | undefined;
  let tried = 0;
  for (const path of candidatePaths(target, context, diagnosis)) {
    if (++tried > limits.pathsTried) break;
    try {
      const links = validatePath(path, context, policy);
      if (authorities !== undefined) demandDepth(links, authorities);
      demandUnrevoked(links, context, findSigner);
      return links;
    } catch (error) {
      if (!(error instanceof PkiError)) throw error;
      fault ??= error;
    }
  }
  throw fault ?? diagnosis.fault;
}

function demandDepth({ length }: readonly Link[], authorities: number): void {
  if (length > authorities + 2) throw new PkiError('PathTooLong', 'There is an authority between the root and the one that may issue this');
  if (length < authorities + 2) throw new PkiError('Policy', 'An authority issues certificates for this purpose, not the root itself');
}

function demandPurpose({ extensions }: Certificate, { keyUsage, extendedKeyUsage }: VerifyPathOptions): void {
  if (keyUsage && !extensions.keyUsage?.has(keyUsage)) throw new PkiError('KeyUsage', `The certificate is not for ${keyUsage}`);
  if (extendedKeyUsage && !extensions.extendedKeyUsage?.includes(extendedKeyUsage)) {
    throw new PkiError('ExtendedKeyUsage', 'The certificate is not for this purpose');
  }
}

/** Validates the certificate of a separate list signer under the anchor of the path that asks. */
function validateListSigner(context: PathContext): ValidateListSigner {
  return (signer, anchor, findSigner) => {
    let tried = 0;
    for (const path of candidatePaths(signer, context, new Diagnosis())) {
      if (path[0]?.fingerprint !== anchor.fingerprint) continue;
      if (++tried > limits.pathsTried) break;
      try {
        const links = validatePath(path, context);
        demandSignerUnrevoked(links, context, findSigner);
        return links.at(-1);
      } catch (error) {
        if (!(error instanceof PkiError)) throw error;
      }
    }
    return undefined;
  };
}

/**
 * The status of a separate signer may stand on no other list than the one it signs (indirect lists do that). Only when nobody else's
 * list answers is its own believed: it can then report itself revoked, but never unsay what its authority says.
 */
function demandSignerUnrevoked(links: readonly Link[], context: PathContext, findSigner: FindListSigner): void {
  try {
    demandUnrevoked(links, context, findSigner);
  } catch (error) {
    const own = links.at(-1);
    if (!own || !(error instanceof PkiError) || error.code === 'Revoked') throw error;
    demandUnrevoked(links, context, itselfToo(own, context, findSigner));
  }
}
