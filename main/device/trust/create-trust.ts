import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { instant } from '../../../contracts/domain/common.ts';
import type { TrustBundle } from '../../../contracts/hq/device.ts';
import { endpoints } from '../../../contracts/hq/endpoints.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import type { Crl, ProvenTrust } from '../../../pki/index.ts';
import { writeFileAtomic } from '../../platform/files/atomic.ts';
import { type ProvenBundle, proveBundle } from './prove.ts';
import { CRL_GRACE_MS, type Trust, type TrustState, type TrustUpdateRefusal } from './trust.ts';

export interface TrustOptions {
  /** The force's root certificate, DER: pinned by the configuration, not by what HQ says. */
  readonly root: Uint8Array;
  /** `<data>/device/trust.json` */
  readonly file: string;
  readonly clock?: () => Date;
}

type SignedList = ProvenTrust['lists'][number];

/** The laptop's clock is set right by seconds; five minutes behind what HQ has shown is a clock turned back. */
const CLOCK_TOLERANCE_MS = 300_000;

interface Held extends ProvenBundle {
  /** The latest instant that HQ is known to have reached. */
  readonly lastSeen: Date;
  /** The highest number of every list that was ever here, by its scope: kept when a bundle leaves out the authority. */
  readonly numbers: ReadonlyMap<string, bigint>;
}

/**
 * Opens what this laptop knows of the force's authorities and revocation lists. The file is not believed: everything in it proves
 * itself again under the root, and a file that does not is as good as none.
 */
export const createTrust = ({ root, file, clock = () => new Date() }: TrustOptions): Trust => {
  // Proved at the first question and not before: that is dozens of signatures, and the sign-in screen is painted without them.
  let known: { readonly held: Held | undefined; readonly material: Material } | undefined;
  const current = () => {
    if (known === undefined) {
      const held = load(root, file, clock());
      known = { held, material: materialOf(root, held) };
    }
    return known;
  };
  return {
    get anchors() {
      return current().material.anchors;
    },
    get intermediates() {
      return current().material.intermediates;
    },
    get crls() {
      return current().material.crls;
    },
    get recovery() {
      return current().held?.recovery;
    },
    state: (at) => stateOf(root, current().held, at),
    async update(bundle) {
      const { held, material } = current();
      const now = clock();
      const proven = proveBundle(bundle, root, now, material.crls);
      if (!proven.ok) return proven;
      if (isAhead(proven.value.issuedAt, now)) return fail('FromFuture');
      const merged = merge(root, held, proven.value, now);
      if (!merged.ok) return merged;
      const changed = held === undefined || !sameLists(held, merged.value);
      // The same lists stay the same objects, so that who passes `crls` on can see by identity whether they changed.
      known = { held: merged.value, material: changed ? materialOf(root, merged.value) : material };
      save(file, merged.value);
      return ok(changed ? 'changed' : 'unchanged');
    },
  };
};

/**
 * Newer replaces older, list by list (crlNumber and thisUpdate, RFC 5280 §5.2.3); what is older than the laptop's own stays out, and a
 * list that is missing is not forgotten while its authority stands, nor its number when that is left out. A bundle with older lists and nothing newer is an old one, whole.
 * What was taken while both clocks were ahead gives way to what HQ says now: a list by its higher number, the instant seen at once.
 */
const merge = (root: Uint8Array, held: Held | undefined, next: ProvenBundle, now: Date): Result<Held, TrustUpdateRefusal> => {
  const standing = [root, ...next.authorities];
  const own = (held?.lists ?? []).filter(({ issuer }) => standing.some((der) => sameBytes(der, issuer)));
  const newest = new Map(own.map((list) => [list.scope, list]));
  let older = 0;
  let newer = 0;
  for (const list of next.lists) {
    const mine = newest.get(list.scope);
    const before = (list.crl.number ?? 0n) < (held?.numbers.get(scopeName(list)) ?? 0n);
    if (before || (mine !== undefined && isOlder(list.crl, mine.crl, now))) {
      older += 1;
      continue;
    }
    if (mine === undefined || isOlder(mine.crl, list.crl, now)) newer += 1;
    newest.set(list.scope, list);
  }
  if (older > 0 && newer === 0) return fail('RolledBack');
  const lastSeen = held === undefined || isAhead(held.lastSeen, now) ? latest(next) : Math.max(held.lastSeen.getTime(), latest(next));
  const lists = [...newest.values()];
  return ok({ ...next, lists, lastSeen: new Date(lastSeen), numbers: new Map([...(held?.numbers ?? []), ...numbersOf(lists)]) });
};

const numbersOf = (lists: readonly SignedList[]): readonly (readonly [string, bigint])[] =>
  lists.map((list) => [scopeName(list), list.crl.number ?? 0n]);

/** Names and keys are long; only lists that the root's own authorities signed get here, so that there are few. */
const scopeName = ({ scope }: SignedList): string => createHash('sha256').update(scope).digest('base64url');

/** A list that begins in the future is of no use, so that its date stands against none with a higher number. */
const isOlder = (list: Crl, than: Crl, now: Date): boolean =>
  (list.number ?? 0n) < (than.number ?? 0n) || (list.thisUpdate < than.thisUpdate && !isAhead(than.thisUpdate, now));

const isAhead = (instant: Date, now: Date): boolean => instant.getTime() > now.getTime() + CLOCK_TOLERANCE_MS;

/** The latest instant that the bundle shows HQ to have reached, in milliseconds. */
const latest = (bundle: ProvenBundle): number =>
  Math.max(bundle.issuedAt.getTime(), ...bundle.lists.map(({ crl }) => crl.thisUpdate.getTime()));

const sameLists = (a: Held, b: Held): boolean =>
  sameDers(a.authorities, b.authorities) &&
  sameDers([a.recovery], [b.recovery]) &&
  sameDers(
    a.lists.map(({ crl }) => crl.raw),
    b.lists.map(({ crl }) => crl.raw),
  );
const sameDers = (a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean =>
  a.length === b.length && a.every((der, index) => sameBytes(der, b[index]));
const sameBytes = (a: Uint8Array, b: Uint8Array | undefined): boolean => b !== undefined && Buffer.compare(a, b) === 0;

type Material = ReturnType<typeof materialOf>;
const materialOf = (root: Uint8Array, held: Held | undefined) => ({
  anchors: [root],
  intermediates: held?.authorities ?? [],
  crls: (held?.lists ?? []).map(({ crl }) => crl),
});

const stateOf = (root: Uint8Array, held: Held | undefined, at: Date): TrustState => {
  if (held === undefined) return 'empty';
  if (at.getTime() < held.lastSeen.getTime() - CLOCK_TOLERANCE_MS) return 'clockTurnedBack';
  const covered = [root, ...held.authorities].every((issuer) => held.lists.some((list) => sameBytes(list.issuer, issuer)));
  if (!covered) return 'empty';
  const ends = Math.min(...held.lists.map(({ crl }) => crl.nextUpdate?.getTime() ?? 0));
  if (at.getTime() < ends) return 'fresh';
  return at.getTime() < ends + CRL_GRACE_MS ? 'stale' : 'expired';
};

const seen = z.object({ lastSeen: instant, numbers: z.record(z.string(), z.string().regex(/^-?\d{1,60}$/)).default({}) });

const load = (root: Uint8Array, file: string, now: Date): Held | undefined => {
  if (!existsSync(file) || statSync(file).size > 2 * endpoints.trust.maxAnswerBytes) return undefined;
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const known = seen.parse(json);
    const lastSeen = new Date(known.lastSeen);
    // With a clock turned back the lists would seem to be of the future; the state says what is wrong, not an empty trust.
    const proven = proveBundle(json, root, new Date(Math.max(now.getTime(), lastSeen.getTime())));
    if (!proven.ok) return undefined;
    const numbers = Object.entries(known.numbers).map(([scope, number]) => [scope, BigInt(number)] as const);
    return {
      ...proven.value,
      lastSeen: new Date(Math.max(lastSeen.getTime(), latest(proven.value))),
      numbers: new Map([...numbers, ...numbersOf(proven.value.lists)]),
    };
  } catch {
    return undefined; // A damaged file: HQ gives another.
  }
};

const save = (file: string, held: Held): void => {
  const bundle: TrustBundle & Readonly<z.input<typeof seen>> = {
    issuedAt: held.issuedAt.toISOString(),
    authorities: held.authorities.map(toBase64),
    crls: held.lists.map(({ crl }) => toBase64(crl.raw)),
    recovery: toBase64(held.recovery),
    lastSeen: held.lastSeen.toISOString(),
    numbers: Object.fromEntries([...held.numbers].map(([scope, number]) => [scope, String(number)])),
  };
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileAtomic(file, new TextEncoder().encode(JSON.stringify(bundle)));
};

const toBase64 = (der: Uint8Array): string => Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64');
