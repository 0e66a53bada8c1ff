import type { JournalAction } from '../../contracts/domain/journal.ts';
import type { LockCause } from '../../contracts/ipc/session.ts';
import type { ChainHead } from '../../pki/journal.ts';
import type { Journal } from '../audit/journal.ts';
import { lockDetail } from '../audit/officer-end.ts';
import type { Log } from '../platform/log/log.ts';
import type { Store } from '../store/store.ts';

export interface WorkJournalPorts {
  readonly store: Store;
  /** The device journal. */
  readonly journal: Journal;
  /** Where the device journal says that this officer's own ended at the last lock. */
  readonly lastEnd: ChainHead | undefined;
  readonly tag: string;
  readonly device: string;
  readonly log: Log;
  readonly now: () => Date;
}

/** The session's own entries: in the officer's journal, in the store, and mirrored without content in the device journal. */
export interface WorkJournal {
  /** Rejects when the officer's journal cannot be written: then nothing is shown. */
  signedIn(detail: string): Promise<void>;
  /** In the officer's journal alone. */
  note(action: JournalAction, detail: string): Promise<void>;
  /** The device journal's entry names the end of the officer's own, so that cutting it is noticed. Never rejects. */
  locked(cause: LockCause): Promise<void>;
}

export const openWorkJournal = ({ store, journal, lastEnd, tag, device, log, now }: WorkJournalPorts): WorkJournal => {
  const own = (action: JournalAction, detail: string) =>
    store.write('journal.append', { at: now().toISOString(), action, subject: device, detail });
  const mirror = (action: JournalAction, detail: string): Promise<void> =>
    journal({ action, subject: tag, detail }).catch(() => log('journalFailed', { action })); // A full disk must not keep a store open.
  return {
    async signedIn(detail) {
      if (lastEnd !== undefined && !(await holds(store, lastEnd))) void mirror('journalBroken', `no entry ${lastEnd.seq} as it was`);
      await own('signIn', detail);
      void mirror('signIn', detail);
    },
    note: async (action, detail) => void (await own(action, detail)),
    async locked(cause) {
      const entry = await own('lock', cause).catch(() => undefined);
      await mirror('lock', lockDetail(cause, entry));
    },
  };
};

const holds = async (store: Store, { seq, hash }: ChainHead): Promise<boolean> => {
  const [entry] = await store.read('journal.after', { after: seq - 1, limit: 1 });
  return entry?.hash === hash;
};
