import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { journalEntry } from '../../contracts/domain/journal.ts';
import { type ChainedEntry, type ChainHead, chainEntry, EMPTY_CHAIN } from '../../pki/journal.ts';
import type { Journal, JournalNote } from './journal.ts';
import { appendToJournalFile, keepAside, readJournalFile, readUploaded, writeJournalFile, writeUploaded } from './journal-file.ts';

/**
 * What happened on this laptop, whoever was at it: one hash-chained journal without content. `subject` is an officer's tag
 * (contracts/hq/orders.ts) or an id without a name, for the file is readable on the disk.
 */
export interface DeviceJournal {
  /** Appends a note; one after the other, durable when it resolves. Once the journal is closed nothing is written. */
  readonly note: Journal;
  /** The end of the chain. */
  readonly head: ChainHead;
  /** How far HQ is known to have it. */
  readonly uploaded: ChainHead;
  /** The entries that are here after number `seq`, oldest first, at most `limit`. */
  after(seq: number, limit: number): readonly ChainedEntry[];
  /** Whether `head` is one of this chain, as far as it is still here. */
  knows(head: ChainHead): boolean;
  /** HQ has the chain up to `head`. What it has is removed here once the file is large. */
  taken(head: ChainHead): Promise<void>;
  /**
   * HQ's chain ends at a head that this one does not know: an older copy of the folder was put back, or the file was lost. Goes on behind
   * HQ's head with an entry that says so, followed by what HQ is not known to have.
   */
  goOnAfter(head: ChainHead): Promise<void>;
  /** Called after every note; returns the way to stop. */
  onNote(listener: () => void): () => void;
  /** Waits for the notes already made; later ones are dropped. Before a wipe, which would find the file made again. */
  close(): Promise<void>;
}

/** A year of a busy laptop is some megabytes; what HQ has is kept up to here, so that ICT can read the last weeks on the laptop itself. */
const KEPT_BYTES = 1024 * 1024;

/**
 * Opens the journal in `<data>/journal`, made at its first note. What is broken in its chain is kept aside as it was found
 * (`device.broken.jsonl`) and noted; the chain goes on after the last whole entry, and never behind what HQ has.
 */
export const openDeviceJournal = (
  dataFolder: string,
  options: { readonly now?: () => Date; readonly keptBytes?: number } = {},
): DeviceJournal => {
  const { now = () => new Date(), keptBytes = KEPT_BYTES } = options;
  const folder = join(dataFolder, 'journal');
  const file = join(folder, 'device.jsonl');
  const aside = join(folder, 'device.broken.jsonl');
  const markFile = join(folder, 'uploaded.json');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = readJournalFile(file);
  let entries: readonly ChainedEntry[] = found.entries;
  let uploaded = readUploaded(markFile) ?? beginOf(entries);
  /** Bytes of the file that are whole entries; undefined: not known, so it is written anew. */
  let length: number | undefined;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();
  const listeners = new Set<() => void>();

  const rewrite = (next: readonly ChainedEntry[]): void => {
    length = writeJournalFile(file, next);
    entries = next;
  };
  const append = async (note: JournalNote): Promise<void> => {
    if (closed) return;
    const entry = following(headOf(entries), { ...note, at: now().toISOString() });
    length = length === undefined ? undefined : await appendToJournalFile(file, length, entry);
    if (length === undefined) rewrite([...entries, entry]);
    else entries = [...entries, entry];
    for (const listener of listeners) listener();
  };
  const goOn = (head: ChainHead, why: string, rest: readonly ChainedEntry[]): void => {
    keepAside(file, aside);
    const anew = [following(head, { action: 'journalBroken', subject: 'journal', detail: why, at: now().toISOString() })];
    // What HQ's contract does not know would end the upload for good; it is in the file that was kept.
    for (const entry of rest) if (journalEntry.safeParse(entry).success) anew.push(following(headOf(anew), entry));
    rewrite(anew);
  };
  const inOrder = (work: () => Promise<void> | void): Promise<void> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined); // Whoever asked hears of it; the next one has its own try.
    return mine;
  };

  const { broken } = found;
  if (!knows(entries, uploaded)) goOn(uploaded, `what HQ has to ${uploaded.seq} is not here`, newerThan(entries, uploaded));
  else if (broken !== undefined) {
    keepAside(file, aside);
    const why = `${broken.code} at ${broken.seq}`;
    rewrite([
      ...entries,
      following(headOf(entries), { action: 'journalBroken', subject: 'journal', detail: why, at: now().toISOString() }),
    ]);
  }

  return {
    get head() {
      return headOf(entries);
    },
    get uploaded() {
      return uploaded;
    },
    note: (note) => inOrder(() => append(note)),
    after: (seq, limit) => newerThan(entries, { seq }).slice(0, limit),
    knows: (head) => knows(entries, head),
    taken: ({ seq, hash }) =>
      inOrder(() => {
        if (closed || (seq === uploaded.seq && hash === uploaded.hash)) return;
        writeUploaded(markFile, { seq, hash });
        uploaded = { seq, hash };
        // The last one stays, whatever HQ has: the next is chained to it.
        if ((length ?? 0) > keptBytes) rewrite(entries.filter((entry, index) => entry.seq > seq || index === entries.length - 1));
      }),
    goOnAfter: (head) =>
      inOrder(() => {
        if (!closed && !knows(entries, head)) goOn(head, `HQ is at ${head.seq}`, newerThan(entries, uploaded));
      }),
    onNote: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () =>
      inOrder(() => {
        closed = true;
      }),
  };
};

/** Where the entries that are here begin: only what HQ has was ever removed. */
const beginOf = ([first]: readonly ChainedEntry[]): ChainHead =>
  first === undefined ? EMPTY_CHAIN : { seq: first.seq - 1, hash: first.previous };

const headOf = (entries: readonly ChainedEntry[]): ChainHead => {
  const { seq, hash } = entries.at(-1) ?? EMPTY_CHAIN;
  return { seq, hash };
};

/** Throws when it is not what the contract calls an entry: HQ would refuse all that follows it. */
const following = (head: ChainHead, note: Pick<ChainedEntry, 'at' | 'action' | 'subject' | 'detail'>): ChainedEntry =>
  journalEntry.parse(chainEntry(head, note));

const newerThan = (entries: readonly ChainedEntry[], { seq }: Pick<ChainHead, 'seq'>): readonly ChainedEntry[] =>
  entries.filter((entry) => entry.seq > seq);

const knows = (entries: readonly ChainedEntry[], { seq, hash }: ChainHead): boolean => {
  const begin = beginOf(entries);
  if (seq === begin.seq) return hash === begin.hash;
  return entries.find((entry) => entry.seq === seq)?.hash === hash;
};
