import type { TrustBundle } from '../../contracts/hq/device.ts';
import { type Crl, parseCrl } from '../../pki/index.ts';
import type { Database } from '../database/database.ts';
import type { ListedAuthority } from '../database/tables.ts';
import { type Authorities, certificatesOf } from './authorities.ts';
import { readRevocationList } from './files.ts';
import { currentList, type IssuedList } from './issue-list.ts';

/** What certificates are checked against at HQ, as pki's verifyFor and verifyCms take it. */
export interface Material {
  readonly anchors: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  readonly crls: readonly Crl[];
}

const listed = ['root', 'officer', 'device', 'shift', 'server'] as const;
type Listed = ListedAuthority | 'root';

/** The force's authorities and their revocation lists as they stand: those that HQ signs are never out of date. */
export class Trust {
  readonly #database: Database;
  readonly #authorities: Authorities;
  readonly #crlLifeMs: number;
  readonly #issued = new Map<ListedAuthority, IssuedList>();
  readonly #parsed = new Map<Listed, Crl>();

  constructor(database: Database, authorities: Authorities, crlLifeMs: number) {
    this.#database = database;
    this.#authorities = authorities;
    this.#crlLifeMs = crlLifeMs;
  }

  /** To check what one of these authorities issued, directly below the root; nobody else's certificate leads anywhere with it. */
  async material(at: Date, authorities: readonly ListedAuthority[]): Promise<Material> {
    const crls: Crl[] = [];
    for (const name of ['root', ...authorities] as const) crls.push(this.#parse(name, await this.list(name, at)));
    const certificates = certificatesOf(this.#authorities);
    return { anchors: [this.#authorities.root], intermediates: authorities.map((name) => certificates[name]), crls };
  }

  /** GET /v1/device/trust. */
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

  /** One authority's revocation list, DER: issued by HQ, or as its file has it now. */
  async list(name: Listed, at: Date): Promise<Uint8Array> {
    if (name === 'root') return readRevocationList(this.#authorities.rootList.field, this.#authorities.rootList.file);
    const source = this.#authorities.lists[name];
    if ('file' in source) return readRevocationList(source.field, source.file);
    const held = this.#issued.get(name);
    const list = await currentList(this.#database.query, name, source.signer, this.#crlLifeMs, held, at);
    this.#issued.set(name, list);
    return list.der;
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

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
