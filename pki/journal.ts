import { createHash } from 'node:crypto';

/** One entry of an audit journal as the chain sees it. What the words mean is the journal's matter (contracts/domain/journal.ts). */
export interface ChainedEntry {
  readonly seq: number;
  /** An instant, ISO 8601. */
  readonly at: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
  /** Hash of the entry before; GENESIS in the first. */
  readonly previous: string;
  readonly hash: string;
}

/** The end of a chain: the number and hash of its last entry. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** What the first entry of a journal has for its previous hash. */
export const GENESIS = '0'.repeat(64);
export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: GENESIS };

/**
 * SHA-256, in lower-case hexadecimal, over the entry's fields and the previous hash as canonical JSON (RFC 8785: keys sorted, no
 * white space; all values are strings and one safe integer, for which JSON.stringify is canonical).
 */
export const hashOf = ({ action, at, detail, previous, seq, subject }: Omit<ChainedEntry, 'hash'>): string =>
  createHash('sha256').update(JSON.stringify({ action, at, detail, previous, seq, subject })).digest('hex');

/** The entry that follows `head`. */
export const chainEntry = <A extends string>(
  head: ChainHead,
  note: { readonly at: string; readonly action: A; readonly subject: string; readonly detail: string },
): ChainedEntry & { readonly action: A } => {
  const { at, action, subject, detail } = note;
  const fields = { seq: head.seq + 1, at, action, subject, detail, previous: head.hash };
  return { ...fields, hash: hashOf(fields) };
};

/** `Malformed`: not an entry. `Sequence`: one is missing or twice. `Link`: not written after the one before. `Hash`: changed since. */
export type ChainFault = 'Malformed' | 'Sequence' | 'Link' | 'Hash';
export type ChainVerdict =
  | { readonly ok: true; readonly head: ChainHead }
  | { readonly ok: false; readonly code: ChainFault /** Number that the first bad entry should have. */; readonly seq: number };

/**
 * Proves that entries are a whole chain, in order, from `after` (the beginning, unless told); names the first break. Never throws. What
 * no chain can show is that its end was cut off: compare the head with one kept elsewhere.
 */
export const verifyJournal = (entries: Iterable<unknown>, after: ChainHead = EMPTY_CHAIN): ChainVerdict => {
  let verdict: ChainVerdict = { ok: true, head: after };
  for (const entry of entries) {
    verdict = followChain(verdict.head, entry);
    if (!verdict.ok) return verdict;
  }
  return verdict;
};

/** Proves that one entry follows `head`, which it then takes the place of. Never throws. */
export const followChain = (head: ChainHead, entry: unknown): ChainVerdict => {
  const seq = head.seq + 1;
  if (!isChainedEntry(entry)) return { ok: false, code: 'Malformed', seq };
  if (entry.seq !== seq) return { ok: false, code: 'Sequence', seq };
  if (entry.previous !== head.hash) return { ok: false, code: 'Link', seq };
  if (entry.hash !== hashOf(entry)) return { ok: false, code: 'Hash', seq };
  return { ok: true, head: { seq, hash: entry.hash } };
};

/** Longest strings of a journal's entry; the same bounds as the contract's, which this room may not import. */
const LONGEST = { at: 40, action: 40, subject: 100, detail: 200, previous: 64, hash: 64 } as const;
const FIELDS = Object.keys(LONGEST) as readonly (keyof typeof LONGEST)[];
const HASH = /^[0-9a-f]{64}$/;

/** Whether something is an entry and nothing more: a field that no hash covers would be a place to hide in. */
export const isChainedEntry = (candidate: unknown): candidate is ChainedEntry => {
  if (typeof candidate !== 'object' || candidate === null || Array.isArray(candidate)) return false;
  const entry = candidate as Partial<Record<string, unknown>>;
  if (Object.keys(entry).length !== FIELDS.length + 1) return false;
  if (!Number.isSafeInteger(entry.seq) || Number(entry.seq) < 1) return false;
  const bounded = FIELDS.every((field) => {
    const value = entry[field];
    return typeof value === 'string' && value.length <= LONGEST[field];
  });
  return bounded && HASH.test(String(entry.hash)) && HASH.test(String(entry.previous));
};
