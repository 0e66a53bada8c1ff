import type { LockCause } from '../../contracts/ipc/session.ts';
import type { ChainedEntry, ChainHead } from '../../pki/journal.ts';

/**
 * The detail of a lock in the device journal: its cause and where the officer's own journal ends, as `mobile-office-hq audit verify --head` takes it.
 * Without an end when that journal could not be written any more.
 */
export const lockDetail = (cause: LockCause, end: ChainHead | undefined): string =>
  end === undefined ? cause : `${cause} ${end.seq}:${end.hash}`;

const LOCK = /^\w+ (\d{1,15}):([0-9a-f]{64})$/;

/**
 * Where an officer's own journal ended at the last lock that these entries tell of; undefined when they tell of none, or when the folder
 * with that journal was shredded since. Its end cannot have been cut off, and no older copy put back, while that entry is in it.
 */
export const lastEndOf = (entries: readonly ChainedEntry[], tag: string): ChainHead | undefined => {
  const last = entries.findLast((entry) => entry.subject === tag && (entry.action === 'folderShredded' || isLock(entry)));
  const [, seq, hash] = LOCK.exec(last?.detail ?? '') ?? [];
  return last?.action !== 'lock' || seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash };
};

const isLock = (entry: ChainedEntry): boolean => entry.action === 'lock' && LOCK.test(entry.detail);
