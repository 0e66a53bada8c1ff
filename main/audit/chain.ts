import { createHash } from 'node:crypto';
import { type JournalEntry, journalEntry } from '../../contracts/domain/journal.ts';

/** What the first entry of a journal has for its previous hash. */
export const GENESIS = '0'.repeat(64);

/** The end of a chain: the number and hash of its last entry. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}
export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: GENESIS };

/**
 * SHA-256, in lower-case hexadecimal, over the entry's fields and the previous hash as canonical JSON (RFC 8785: keys sorted, no
 * white space; all values are strings and one safe integer, for which JSON.stringify is canonical).
 */
export const hashOf = ({ action, at, detail, previous, seq, subject }: Omit<JournalEntry, 'hash'>): string =>
  createHash('sha256').update(JSON.stringify({ action, at, detail, previous, seq, subject })).digest('hex');

/** `Malformed`: not an entry. `Sequence`: one is missing or twice. `Link`: not written after the one before. `Hash`: changed since. */
export type ChainFault = 'Malformed' | 'Sequence' | 'Link' | 'Hash';
export type ChainVerdict =
  | { readonly ok: true; readonly head: ChainHead }
  | { readonly ok: false; readonly code: ChainFault /** Number that the first bad entry should have. */; readonly seq: number };

/**
 * Proves that entries are a whole chain, in order, from `after` (the beginning, unless told); names the first break. What no
 * chain can show is that its end was cut off: compare the head with one kept elsewhere.
 */
export const verifyJournal = (entries: Iterable<unknown>, after: ChainHead = EMPTY_CHAIN): ChainVerdict => {
  let head = after;
  for (const candidate of entries) {
    const seq = head.seq + 1;
    const parsed = journalEntry.safeParse(candidate);
    if (!parsed.success) return { ok: false, code: 'Malformed', seq };
    const entry = parsed.data;
    if (entry.seq !== seq) return { ok: false, code: 'Sequence', seq };
    if (entry.previous !== head.hash) return { ok: false, code: 'Link', seq };
    if (entry.hash !== hashOf(entry)) return { ok: false, code: 'Hash', seq };
    head = { seq, hash: entry.hash };
  }
  return { ok: true, head };
};
