import type { Certificate } from '../certificate/certificate.ts';
import type { NameConstraints } from '../certificate/extensions.ts';
import type { GeneralName } from '../certificate/general-name.ts';
import { PkiError } from '../fault.ts';
import { attributeOids } from '../oids.ts';

/** The name constraints that hold at one point of a path (RFC 5280 §4.2.1.10, §6.1). */
export class NameConstraintState {
  /** Every authority's permitted subtrees: a name must be within those of each that speaks of its kind. */
  readonly #permitted: (readonly GeneralName[])[] = [];
  readonly #excluded: GeneralName[] = [];

  /** Adds what an authority imposes on everything below it. */
  add(constraints: NameConstraints): void {
    this.#permitted.push(constraints.permitted);
    this.#excluded.push(...constraints.excluded);
  }

  /** Throws PkiError `NameConstraints` when a name of the certificate lies outside. */
  check(certificate: Certificate): void {
    if (!this.#permitted.length) return;
    for (const name of namesOf(certificate)) {
      if (this.#excluded.some((base) => isSameKind(base, name) && within(base, name, 'excluded'))) throw outside();
      for (const subtrees of this.#permitted) {
        const bases = subtrees.filter((base) => isSameKind(base, name));
        if (bases.length && !bases.some((base) => within(base, name, 'permitted'))) throw outside();
      }
    }
  }
}

/** The subject, the alternative names, and mail addresses in the subject when there are no alternative names. */
function namesOf({ subject, extensions }: Certificate): readonly GeneralName[] {
  const directory: readonly GeneralName[] = subject.relativeKeys.length ? [{ kind: 'directory', name: subject }] : [];
  if (extensions.subjectAltNames) return [...directory, ...extensions.subjectAltNames];
  const mail = subject.attributes.flatMap(({ oid, text }): readonly GeneralName[] =>
    oid === attributeOids.emailAddress && text !== undefined ? [{ kind: 'email', text }] : [],
  );
  return [...directory, ...mail];
}

const isSameKind = (base: GeneralName, name: GeneralName): boolean =>
  base.kind === name.kind && (base.kind !== 'other' || name.kind !== 'other' || base.tag === name.tag);

/**
 * Whether the name lies within the subtree. A name that cannot be judged (a kind that is not processed, a URI without a host) is
 * refused either way: RFC 5280 §4.2.1.10 leaves no third answer.
 */
function within(base: GeneralName, name: GeneralName, side: 'permitted' | 'excluded'): boolean {
  if (base.kind === 'directory' && name.kind === 'directory') {
    return base.name.relativeKeys.every((key, index) => name.name.relativeKeys[index] === key);
  }
  if (base.kind === 'email' && name.kind === 'email') return mailWithin(base.text, name.text);
  if (base.kind === 'dns' && name.kind === 'dns') return dnsWithin(base.text, name.text, side);
  if (base.kind === 'uri' && name.kind === 'uri') return hostWithin(base.text.toLowerCase(), uriHost(name.text));
  if (base.kind === 'ip' && name.kind === 'ip') return addressWithin(base.address, name.address);
  throw outside();
}

/** "host" means that host, ".host" means every host below it: for mail addresses and URIs. */
const hostWithin = (base: string, host: string): boolean => (base.startsWith('.') ? host.endsWith(base) : host === base);

function mailWithin(base: string, address: string): boolean {
  const at = address.lastIndexOf('@');
  if (at < 1) throw outside();
  const host = address.slice(at + 1).toLowerCase();
  const baseAt = base.lastIndexOf('@');
  if (baseAt < 0) return hostWithin(base.toLowerCase(), host);
  return address.slice(0, at) === base.slice(0, baseAt) && host === base.slice(baseAt + 1).toLowerCase();
}

/** "host" means that host and every host below it. A wildcard falls under an exclusion that it could reach. */
function dnsWithin(base: string, name: string, side: 'permitted' | 'excluded'): boolean {
  const tree = base.toLowerCase().replace(/^\./, '').replace(/\.$/, '');
  const host = name.toLowerCase().replace(/\.$/, '');
  if (tree === '' || host === tree || host.endsWith(`.${tree}`)) return true;
  return side === 'excluded' && host.startsWith('*.') && tree.endsWith(host.slice(1));
}

function uriHost(uri: string): string {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([a-z0-9.-]+)(?::\d*)?(?:[/?#]|$)/i.exec(uri)?.[1];
  if (host === undefined || /^[\d.]+$/.test(host)) throw outside();
  return host.toLowerCase();
}

function addressWithin(base: Uint8Array, address: Uint8Array): boolean {
  if (base.length !== address.length * 2) {
    // IPv4 against IPv6 is merely "not within"; a length that is neither is no subtree at all.
    if (base.length === 8 || base.length === 32) return false;
    throw outside();
  }
  return address.every((byte, index) => {
    const mask = base[address.length + index] ?? 0xff;
    return (byte & mask) === ((base[index] ?? 0) & mask);
  });
}

const outside = (): PkiError<'NameConstraints'> =>
  new PkiError('NameConstraints', 'A name lies outside what an authority above is allowed to certify');
