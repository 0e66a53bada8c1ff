import { type JournalEntry, journalEntry } from '../../contracts/domain/journal.ts';
import { type ChainHead, chainEntry, EMPTY_CHAIN } from '../../pki/journal.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../store/db.ts';
import type { JournalNote } from './journal.ts';

const FIELDS = 'seq, at, action, subject, detail, previous, hash';

/** Appends to the journal in the transaction that it is called in, so that an edit and its entry are both there or neither. */
export const appendEntry = (db: WritableDb, note: JournalNote & { readonly at: string }): JournalEntry => {
  const entry = journalEntry.parse(chainEntry(headOf(db), note));
  db.prepareWrite<[number, string, string, string, string, string, string]>(
    `INSERT INTO journal (${FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(entry.seq, entry.at, entry.action, entry.subject, entry.detail, entry.previous, entry.hash);
  return entry;
};

const headOf = (db: ReadableDb): ChainHead =>
  db.prepare<[], ChainHead>('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get() ?? EMPTY_CHAIN;

export const journalReads = {
  /** The entries after number `after`, oldest first, at most `limit`. */
  'journal.after': (db: ReadableDb, { after, limit }: { readonly after: number; readonly limit: number }): JournalEntry[] =>
    db.prepare<[number, number], JournalEntry>(`SELECT ${FIELDS} FROM journal WHERE seq > ? ORDER BY seq LIMIT ?`).all(after, limit),

  /** Where the chain ends: to be kept elsewhere too, since a chain cannot show that its end was cut off. */
  'journal.head': (db: ReadableDb, _: null): ChainHead => headOf(db),
} as const satisfies Reads;

export const journalWrites = {
  /** Appends one entry to the chain and gives it. */
  'journal.append': (db: WritableDb, note: JournalNote & { readonly at: string }): JournalEntry => appendEntry(db, note),
} as const satisfies Writes;

type OwnReads = typeof journalReads;
type OwnWrites = typeof journalWrites;
declare module '../store/store.ts' {
  interface StoreReads extends OwnReads {}
  interface StoreWrites extends OwnWrites {}
}
