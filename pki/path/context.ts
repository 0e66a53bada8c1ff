import { type Certificate, readCertificate, type Signed, signatureAlgorithm } from '../certificate/certificate.ts';
import { verifyingKey } from '../certificate/key.ts';
import { demandStrongHash, verifySignature } from '../certificate/signature.ts';
import { asRevocationList, type Crl, type RevocationList, readCrl } from '../crl/crl.ts';
import { malformed } from '../der/read.ts';
import { PkiError } from '../fault.ts';
import { limits } from '../limits.ts';
import { algorithms } from '../oids.ts';
import type { Link } from './link.ts';

export interface ContextInput {
  /** DER certificates that are trusted as they are. */
  readonly anchors: readonly Uint8Array[];
  /** DER certificates that may be used to build the path, in any order; those that cannot be read are passed over. */
  readonly intermediates: readonly Uint8Array[];
  /** Revocation lists, DER or already parsed (parse large ones once); those that cannot be read are passed over. */
  readonly crls: readonly (Uint8Array | Crl)[];
  /** The moment at which everything must hold. */
  readonly at: Date;
  /** Milliseconds that a revocation list may be used after its nextUpdate (default none): for reading local data offline only. */
  readonly crlGrace?: number;
  /**
   * When a signature that is kept for long was made, if before `at`: certificates must have been valid then, and a revocation that came
   * later does not reach back to it, unless the key may have been in other hands. Whoever made the signature says the time: use this
   * only where a third party vouches that the signature is no younger.
   */
  readonly signedAt?: Date;
  /** A time-stamp vouches for `signedAt`: then no later revocation reaches back to it, whatever its reason. */
  readonly signedAtProven?: boolean;
  /** Accepts SHA-1, RSA from 1024 bits and DSA: for old test material only. */
  readonly allowWeak?: boolean;
  /** Accepts keys of kinds that the force itself does not use (`KeyDemand`). */
  readonly foreignKeys?: boolean;
  /** Signatures that may be checked, `limits.signatureChecks` unless told otherwise. */
  readonly signatureChecks?: number;
}

/** What one verification works with: certificates by name, lists by issuer, the moment, and the work that may still be done. */
export class PathContext {
  readonly at: Date;
  readonly crlGrace: number;
  /** The moment at which certificates must be valid; `at` is the moment of the lists. */
  readonly signedAt: Date;
  readonly signedAtProven: boolean;
  readonly allowWeak: boolean;
  readonly foreignKeys: boolean;
  readonly anchors: readonly Certificate[];
  /** Anchors and intermediates, each once. */
  readonly certificates: readonly Certificate[];
  readonly #bySubject: ReadonlyMap<string, readonly Certificate[]>;
  readonly #listsByIssuer: ReadonlyMap<string, readonly RevocationList[]>;
  readonly #signatures = new Map<string, boolean>();
  #checksLeft: number;

  /** Throws PkiError `Malformed` when an anchor cannot be read or a bound is exceeded; other unreadable input is passed over. */
  constructor(input: ContextInput) {
    if (input.intermediates.length > limits.intermediates || input.crls.length > limits.crls)
      throw malformed('too many certificates or lists');
    this.at = input.at;
    this.crlGrace = input.crlGrace ?? 0;
    this.signedAt = input.signedAt !== undefined && input.signedAt < input.at ? input.signedAt : input.at;
    this.signedAtProven = input.signedAtProven ?? false;
    this.allowWeak = input.allowWeak ?? false;
    this.foreignKeys = input.foreignKeys ?? false;
    this.#checksLeft = input.signatureChecks ?? limits.signatureChecks;
    this.anchors = input.anchors.map(readCertificate);
    const all = [...this.anchors, ...readable(input.intermediates, readCertificate)];
    this.certificates = [...new Map(all.map((certificate) => [certificate.fingerprint, certificate])).values()];
    this.#bySubject = Map.groupBy(this.certificates, (certificate) => certificate.subject.key);
    const lists = readable(input.crls, (crl) => (crl instanceof Uint8Array ? readCrl(crl) : asRevocationList(crl)));
    this.#listsByIssuer = Map.groupBy(lists, (list) => list.issuer.key);
  }

  named(subjectKey: string): readonly Certificate[] {
    return this.#bySubject.get(subjectKey) ?? [];
  }

  lists(issuerKey: string): readonly RevocationList[] {
    return this.#listsByIssuer.get(issuerKey) ?? [];
  }

  isAnchor(certificate: Certificate): boolean {
    return this.anchors.some(({ fingerprint }) => fingerprint === certificate.fingerprint);
  }

  /**
   * Whether the issuer's key made the certificate's signature, as far as that can be said before the path is known: a DSA key that
   * inherits its parameters answers true here and is checked when the path is validated.
   */
  mayHaveSigned(issuer: Certificate, certificate: Certificate): boolean {
    if (issuer.key.algorithm === algorithms.dsa && !issuer.key.parameters) return true;
    const pair = `${issuer.fingerprint} ${certificate.fingerprint}`;
    const known = this.#signatures.get(pair);
    if (known !== undefined) return known;
    const signed = this.#tryCheck(issuer, certificate.signed);
    this.#signatures.set(pair, signed);
    return signed;
  }

  /** The same for a list: a cheap sieve before the signer's own path is validated. */
  mayHaveSignedList(issuer: Certificate, list: RevocationList): boolean {
    return (issuer.key.algorithm === algorithms.dsa && !issuer.key.parameters) || this.#tryCheck(issuer, list.signed);
  }

  /** Whether the link's key made this signature. Throws PkiError `WeakHash`, and `PathTooLong` when the work allowed is used up. */
  isSignedBy(signed: Signed, { key }: Link): boolean {
    const algorithm = signatureAlgorithm(signed);
    demandStrongHash(algorithm, this.allowWeak);
    this.#spend();
    return verifySignature(algorithm, key, signed.data, signed.signature);
  }

  /** The same for a list, where one with a hash that is not accepted merely counts as unsigned: anybody can make such a list. */
  isListSignedBy(list: RevocationList, link: Link): boolean {
    try {
      return this.isSignedBy(list.signed, link);
    } catch (error) {
      if (error instanceof PkiError && error.code === 'WeakHash') return false;
      throw error;
    }
  }

  /** An algorithm that is not known is left for the validation to name. */
  #tryCheck(issuer: Certificate, signed: Signed): boolean {
    this.#spend();
    try {
      return verifySignature(signatureAlgorithm(signed), verifyingKey(issuer.key), signed.data, signed.signature);
    } catch (error) {
      if (error instanceof PkiError) return error.code === 'WeakHash';
      throw error;
    }
  }

  #spend(): void {
    if (this.#checksLeft-- <= 0) throw new PkiError('PathTooLong', 'Too many certificates and lists fit: the work allowed is used up');
  }
}

/** Reads each; passes over those that are malformed. */
function readable<In, Out>(inputs: readonly In[], read: (input: In) => Out): readonly Out[] {
  return inputs.flatMap((input) => {
    try {
      return [read(input)];
    } catch (error) {
      if (error instanceof PkiError) return [];
      throw error;
    }
  });
}
