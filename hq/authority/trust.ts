import type { TrustBundle } from '../../contracts/hq/device.ts';
import { type Crl, parseCrl, proveTrust, readSignedList, type Signer, type TrustRefusal } from '../../pki/index.ts';
import type { Database } from '../database/database.ts';
import type { ListedAuthority } from '../database/tables.ts';
import type { Log } from '../log.ts';
import { type Authorities, authorityFields, certificatesOf, type ListFile } from './authorities.ts';
import { currentList, type IssuedList } from './issue-list.ts';
import { FiledList, type ListCheck } from './list-file.ts';
import { type Unfit, unfitCertificate, unfitList } from './unfit.ts';

/** What certificates are checked against at HQ, as pki's verifyFor and verifyCms take it. */
export interface Material {
  readonly anchors: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  readonly crls: readonly Crl[];
}

const listed = ['root', 'officer', 'device', 'shift', 'server'] as const;
type Listed = (typeof listed)[number];

/** The force's authorities and their revocation lists as they stand: those that HQ signs are never out of date. */
export class Trust {
  readonly #database: Database;
  readonly #authorities: Authorities;
  readonly #crlLifeMs: number;
  readonly #sources: Readonly<Record<Listed, { readonly signer: Signer } | FiledList>>;
  readonly #issued = new Map<ListedAuthority, IssuedList>();
  readonly #parsed = new Map<Listed, Crl>();

  constructor(database: Database, authorities: Authorities, crlLifeMs: number, log: Log) {
    this.#database = database;
    this.#authorities = authorities;
    this.#crlLifeMs = crlLifeMs;
    const { lists, rootList } = authorities;
    const source = (name: ListedAuthority): { readonly signer: Signer } | FiledList => {
      const given = lists[name];
      return 'signer' in given ? given : new FiledList(given, signedBy(certificatesOf(authorities)[name], given), log);
    };
    this.#sources = {
      root: new FiledList(rootList, (der, at) => this.#unfitRootList(der, at), log),
      officer: source('officer'),
      device: source('device'),
      shift: source('shift'),
      server: source('server'),
    };
  }

  /** Reads the lists that come as files. Throws ConfigError for what laptops would refuse: a list, an authority or the recovery certificate. */
  open(at: Date): void {
    for (const source of Object.values(this.#sources)) if (source instanceof FiledList) source.open(at);
  }

  /** To check what one of these authorities issued, directly below the root; nobody else's certificate leads anywhere with it. */
  async material(at: Date, authorities: readonly ListedAuthority[]): Promise<Material> {
    const crls: Crl[] = [];
    for (const name of ['root', ...authorities] as const) {
      const source = this.#sources[name];
      crls.push(source instanceof FiledList ? source.checked(at) : this.#parse(name, await this.list(name, at)));
    }
    const certificates = certificatesOf(this.#authorities);
    return { anchors: [this.#authorities.root], intermediates: authorities.map((name) => certificates[name]), crls };
  }

  /** What laptops check with while offline. */
  async bundle(at: Date): Promise<TrustBundle> {
    const crls: Uint8Array[] = [];
    for (const name of listed) crls.push(await this.list(name, at));
    return {
      issuedAt: at.toISOString(),
      authorities: Object.values(certificatesOf(this.#authorities)).map(base64),
      crls: crls.map(base64),
      recovery: base64(this.#authorities.recovery),
    };
  }

  /** One authority's revocation list as HQ hands it on, DER: issued by HQ, or as its file has it. */
  async list(name: Listed, at: Date): Promise<Uint8Array> {
    const source = this.#sources[name];
    if (source instanceof FiledList) return source.handed(at).raw;
    if (name === 'root') throw new Error('HQ has no key of the root');
    const list = await currentList(this.#database.query, name, source.signer, this.#crlLifeMs, this.#issued.get(name), at);
    this.#issued.set(name, list);
    return list.der;
  }

  /** The root's list decides about everything else that laptops are given: all of it is proved with it, as they will. */
  #unfitRootList(der: Uint8Array, at: Date): Unfit | undefined {
    const { root, recovery, rootList } = this.#authorities;
    const unfit = signedBy(root, rootList)(der, at);
    if (unfit !== undefined) return unfit;
    const authorities = Object.values(certificatesOf(this.#authorities));
    const proven = proveTrust({ authorities, lists: [der], recovery }, root, at);
    return proven.ok ? undefined : unfitOf(proven, rootList);
  }

  /** Lists of tens of thousands of entries are read once, not at every check. */
  #parse(name: Listed, der: Uint8Array): Crl {
    const before = this.#parsed.get(name);
    if (before && Buffer.from(before.raw).equals(der)) return before;
    const parsed = parseCrl(der);
    this.#parsed.set(name, parsed);
    return parsed;
  }
}

const signedBy =
  (issuer: Uint8Array, { field }: ListFile): ListCheck =>
  (der, at) => {
    const read = readSignedList(der, [issuer], at);
    if (!read.ok) return unfitList(field, read.code);
    return read.value.crl.partial ? unfitList(field, 'Partial') : undefined;
  };

const unfitOf = (refusal: TrustRefusal, rootList: ListFile): Unfit => {
  switch (refusal.part) {
    case 'list':
      return unfitList(rootList.field, refusal.code);
    case 'root':
      return unfitCertificate('pki.root.certificate', refusal.code);
    case 'recovery':
      return unfitCertificate('pki.recovery.certificate', refusal.code);
    case 'authority':
      return unfitCertificate(`${Object.values(authorityFields)[refusal.index]}.certificate`, refusal.code);
  }
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
