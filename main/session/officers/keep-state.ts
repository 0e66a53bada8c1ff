import { writeSetAside } from '../../device/set-aside.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Store } from '../../store/store.ts';
import { writeFolderState } from './state.ts';

/** Keeps, beside the sealed work of an officer, what housekeeping (state.ts) and HQ's report (device/set-aside.ts) must know of it. */
export interface FolderStateKeeper {
  /** Now, durably. Never rejects: an older state says less, never too little, for it is written at every change from or to nothing. */
  mark(): Promise<void>;
  stop(): void;
}

/** Marks at once, whenever there comes to be unsent work or none any more, and when told. */
export const keepFolderState = (ports: {
  readonly folder: string;
  readonly store: Store;
  readonly now: () => Date;
  readonly log: Log;
}): FolderStateKeeper => {
  const { folder, store, now, log } = ports;
  let marked: number | undefined;
  let counted: string | undefined;
  const write = async (onlyIfNews: boolean): Promise<void> => {
    try {
      const unsent = await store.read('work.unfinished', null);
      if (onlyIfNews && marked !== undefined && marked > 0 === unsent > 0) return;
      marked = unsent;
      writeFolderState(folder, { lastOpened: now(), unsent });
    } catch {
      log('folderStateFailed'); // A full disk, or a store that closes: the state before stands.
    }
  };
  /** What could not be read of the feeds, for HQ's report: at every change, since the work may be open for days. */
  const count = async (): Promise<void> => {
    try {
      const counts = await store.read('feed.setAside', null);
      const now = JSON.stringify(counts);
      if (now === counted) return;
      writeSetAside(folder, counts);
      counted = now;
    } catch {
      log('setAsideNotCounted'); // As above: the counts before stand.
    }
  };
  const unlisten = store.onChange((systems) => {
    if (systems.includes('outbox') || systems.includes('drafts')) void write(true);
    if (systems.some((system) => system !== 'outbox' && system !== 'drafts')) void count();
  });
  const mark = async (): Promise<void> => void (await Promise.all([write(false), count()]));
  void mark();
  return { mark, stop: unlisten };
};
