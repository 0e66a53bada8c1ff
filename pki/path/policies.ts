import { type Certificate, isSelfIssued } from '../certificate/certificate.ts';
import { PkiError } from '../fault.ts';
import { anyPolicy } from '../oids.ts';

/**
 * Certificate policies along a path (RFC 5280 §6.1). Without a demanded policy any is accepted and none asked for: a path is refused
 * only when its own authorities demand a policy and none is left. With one, it is the user-initial-policy-set, with
 * initial-explicit-policy, initial-any-policy-inhibit and initial-policy-mapping-inhibit (§6.1.1 c-f): each certificate must name it.
 * For both the lowest level of the policy tree is all that counts (no mapping takes place where one is demanded), which also keeps the
 * work linear where a whole tree grows without bound (RFC 9618).
 */
export class PolicyState {
  /** Valid policy → policies expected in the next certificate; undefined once no policy is valid (the tree is NULL). */
  #level: ReadonlyMap<string, ReadonlySet<string>> | undefined = new Map([[anyPolicy, new Set([anyPolicy])]]);
  /** Certificates that may still follow before each demand takes effect (RFC 5280 §6.1.2); path length + 1 means never. */
  #explicitPolicy: number;
  #inhibitAnyPolicy: number;
  #policyMapping: number;
  readonly #demanded: string | undefined;

  /** `pathLength` is the number of certificates below the anchor; `demanded` the one policy that is accepted. */
  constructor(pathLength: number, demanded?: string) {
    const after = demanded === undefined ? pathLength + 1 : 0;
    this.#explicitPolicy = after;
    this.#inhibitAnyPolicy = after;
    this.#policyMapping = after;
    this.#demanded = demanded;
  }

  /** Takes in a certificate (RFC 5280 §6.1.3 d-f). Throws PkiError `Policy`. */
  process(certificate: Certificate, final: boolean): void {
    const { policies } = certificate.extensions;
    // A new key of the same name may say "any policy" (RFC 5280 §6.1.3 d 2), but marks nothing where one is demanded.
    const mayUseAny = this.#inhibitAnyPolicy > 0 || (!final && this.#demanded === undefined && isSelfIssued(certificate));
    this.#level = policies && this.#level && nonEmpty(nextLevel(this.#level, policies, mayUseAny));
    if (this.#demanded !== undefined && !this.#level?.has(this.#demanded)) throw notMarked();
    if (this.#explicitPolicy === 0 && !this.#level) throw noPolicy();
  }

  /** Prepares for the certificate below an authority (RFC 5280 §6.1.4 a-b, h-j). Throws PkiError `Policy`. */
  descend(certificate: Certificate): void {
    const { policyMappings, policyConstraints, inhibitAnyPolicy } = certificate.extensions;
    if (policyMappings?.some(({ issuer, subject }) => issuer === anyPolicy || subject === anyPolicy)) {
      throw new PkiError('Policy', 'An authority maps a policy to or from "any policy"');
    }
    if (policyMappings) this.#map(Map.groupBy(policyMappings, ({ issuer }) => issuer));
    if (!isSelfIssued(certificate)) {
      this.#explicitPolicy = Math.max(0, this.#explicitPolicy - 1);
      this.#policyMapping = Math.max(0, this.#policyMapping - 1);
      this.#inhibitAnyPolicy = Math.max(0, this.#inhibitAnyPolicy - 1);
    }
    this.#explicitPolicy = Math.min(this.#explicitPolicy, policyConstraints?.requireExplicit ?? Number.POSITIVE_INFINITY);
    this.#policyMapping = Math.min(this.#policyMapping, policyConstraints?.inhibitMapping ?? Number.POSITIVE_INFINITY);
    this.#inhibitAnyPolicy = Math.min(this.#inhibitAnyPolicy, inhibitAnyPolicy ?? Number.POSITIVE_INFINITY);
  }

  /** The verdict after the last certificate (RFC 5280 §6.1.5). Throws PkiError `Policy`. */
  finish(leaf: Certificate): void {
    const demanded = this.#explicitPolicy <= 1 || leaf.extensions.policyConstraints?.requireExplicit === 0;
    if (demanded && !this.#level) throw noPolicy();
  }

  #map(mappings: ReadonlyMap<string, readonly { readonly subject: string }[]>): void {
    if (!this.#level) return;
    const level = new Map(this.#level);
    for (const [policy, targets] of mappings) {
      if (this.#policyMapping === 0) level.delete(policy);
      else if (level.has(policy) || level.has(anyPolicy)) level.set(policy, new Set(targets.map(({ subject }) => subject)));
    }
    this.#level = nonEmpty(level);
  }
}

function nextLevel(
  above: ReadonlyMap<string, ReadonlySet<string>>,
  policies: readonly string[],
  mayUseAny: boolean,
): ReadonlyMap<string, ReadonlySet<string>> {
  const expected = new Set([...above.values()].flatMap((set) => [...set]));
  const level = new Map<string, ReadonlySet<string>>();
  for (const policy of policies) {
    if (policy !== anyPolicy && (expected.has(policy) || above.has(anyPolicy))) level.set(policy, new Set([policy]));
  }
  // "Any policy" stands for everything that was expected and is not named (RFC 5280 §6.1.3 d 2).
  if (policies.includes(anyPolicy) && mayUseAny) {
    for (const policy of expected) if (!level.has(policy)) level.set(policy, new Set([policy]));
  }
  return level;
}

const nonEmpty = <K, V>(map: ReadonlyMap<K, V>): ReadonlyMap<K, V> | undefined => (map.size ? map : undefined);

const notMarked = (): PkiError<'Policy'> =>
  new PkiError('Policy', 'The certificate, or the authority that issued it, does not carry the certificate policy of this purpose');

const noPolicy = (): PkiError<'Policy'> =>
  new PkiError('Policy', 'An authority demands a certificate policy, and no policy is valid for the whole path');
