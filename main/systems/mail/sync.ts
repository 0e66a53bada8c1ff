import type { Store } from '../../store/store.ts';
import { backoff, FIRST_WAIT_MS } from '../../sync/backoff.ts';
import { type Clock, systemClock } from '../../sync/clock.ts';
import { endsSync } from '../../sync/sync-error.ts';
import { createWakeSignal } from '../../sync/wake-signal.ts';
import type { Mailbox } from './adapter.ts';
import { MailError, type MailErrorCode } from './errors.ts';
import type { RemoteFolder } from './messages.ts';
import type { MailReader } from './reader/client.ts';
import type { MailService } from './service.ts';
import { fetchBodies } from './sync/bodies.ts';
import { syncFolder } from './sync/folder.ts';

/** Folders are looked at this often even when nothing was told: IDLE tells of the inbox only, and the others are to be right within a minute. One round trip. */
const POLL_MS = 50_000;
/** The same where the server tells of all folders (NOTIFY): it may have lost count. */
const RARE_POLL_MS = 300_000;
/** News come in bursts, one line a message; they are read together. */
const SETTLE_MS = 150;
/** Longest time that stop() waits, as a lock does. */
const STOP_DEADLINE_MS = 150;

export interface MailSyncOptions {
  readonly store: Store;
  readonly service: MailService;
  readonly reader: MailReader;
  /** Every folder is listed as of now. */
  readonly onRefreshed: () => void;
  /** For the log: what class of thing went wrong. It is tried again. */
  readonly onSyncError?: (code: MailErrorCode | 'Internal') => void;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
}

/** Keeps the officer's mail on the laptop for as long as their store is open. */
export interface MailSync {
  /** Ends every wait and asks at once; called when the link comes back, and by the officer. */
  tryNow(): void;
  /** Ends everything under way; resolves within STOP_DEADLINE_MS. The service is the caller's to close. */
  stop(): Promise<void>;
}

/** Starts at once: lists folders and messages, fetches bodies ahead, then waits for news. Never throws. */
export const createMailSync = (options: MailSyncOptions): MailSync => {
  const { service, onSyncError, clock = systemClock, random = Math.random } = options;
  const stopped = new AbortController();
  const wakeSignal = createWakeSignal(clock);
  const watched = new WeakSet<Mailbox>();

  const watch = (mailbox: Mailbox): void => {
    if (watched.has(mailbox)) return;
    watched.add(mailbox);
    mailbox.onNews(() => wakeSignal.wake());
    mailbox.onClosed(() => wakeSignal.wake());
  };

  const run = async (): Promise<void> => {
    let failures = 0;
    while (!stopped.signal.aborted) {
      try {
        const mailbox = await service.mailbox();
        watch(mailbox);
        const moreCame = await syncAll(options, mailbox, stopped.signal, clock);
        failures = 0;
        if (!mailbox.closed && !moreCame) await wakeSignal.wait(mailbox.tellsOfAll ? RARE_POLL_MS : POLL_MS, stopped.signal);
        await clock.sleep(SETTLE_MS, stopped.signal);
      } catch (error) {
        if (stopped.signal.aborted || endsSync(error)) return;
        onSyncError?.(error instanceof MailError ? error.code : 'Internal');
        failures += 1;
        const wait = backoff(failures, random);
        // The broken connection has woken the loop; a server that drops us again and again is not to be asked without a pause.
        const least = Math.min(wait, FIRST_WAIT_MS);
        await clock.sleep(least, stopped.signal);
        await wakeSignal.wait(wait - least, stopped.signal);
      }
    }
  };
  const running = run();

  return {
    tryNow: () => wakeSignal.wake(),
    async stop() {
      stopped.abort();
      await Promise.race([running, systemClock.sleep(STOP_DEADLINE_MS, AbortSignal.any([]))]);
    },
  };
};

/** One pass over everything: lists first, so that the pane is whole soon, then bodies. Tells whether the inbox changed meanwhile. */
const syncAll = async (
  { store, reader, onRefreshed }: MailSyncOptions,
  mailbox: Mailbox,
  signal: AbortSignal,
  clock: Clock,
): Promise<boolean> => {
  const folders = [...(await mailbox.folders())].sort((a, b) => Number(b.special === 'inbox') - Number(a.special === 'inbox'));
  await store.write('mail.saveFolders', { folders });
  const listed: RemoteFolder[] = [];
  for (const folder of folders) {
    if (signal.aborted) return false;
    // A folder that was deleted while we came to it is left out of this pass, not a reason to end it.
    if (await syncFolder({ store, mailbox, reader, folder, at: clock.now().toISOString(), signal }).then(() => true, unlessGone))
      listed.push(folder);
  }
  onRefreshed();
  await fetchBodies({ store, mailbox, reader, folders: listed, signal });
  const inbox = folders.find((folder) => folder.special === 'inbox');
  return inbox !== undefined && !signal.aborted && (await mailbox.watch(inbox));
};

const unlessGone = (error: unknown): false => {
  if (error instanceof MailError && error.code === 'FolderGone') return false;
  throw error;
};
