import type { Log } from '../../platform/log/log.ts';
import type { Store } from '../../store/store.ts';
import { writeFolderState } from './state.ts';

/** Keeps, beside the sealed work of an officer, what housekeeping must know of it (state.ts). */
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
  const unlisten = store.onChange((systems) => {
    if (systems.includes('outbox') || systems.includes('drafts')) void write(true);
  });
  void write(false);
  return { mark: () => write(false), stop: unlisten };
};
