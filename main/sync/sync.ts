import { system as feedSystem, type System } from '../../contracts/hq/feeds.ts';
import { mendJson } from '../../contracts/json.ts';
import type { SystemId } from '../../contracts/systems/ids.ts';
import type { Store } from '../store/store.ts';
import { runBlobUploads } from './blobs/upload.ts';
import { runChangeNotifications } from './change-notifications.ts';
import { type Clock, systemClock } from './clock.ts';
import { type Prove, runFeed } from './feed.ts';
import { createHeld } from './held.ts';
import type { LoopPorts } from './loop.ts';
import { runSender, type Send } from './sender.ts';
import type { Services } from './services.ts';
import type { SyncError } from './sync-error.ts';
import { createWakeSignal, type WakeSignal } from './wake-signal.ts';

/** Longest time that stop() waits. Locking has 300 ms for everything, and nothing that is still under way can be lost. */
const STOP_DEADLINE_MS = 150;

export interface SyncOptions {
  readonly store: Store;
  readonly services: Services;
  /** How the commands of systems that have no feed at HQ go out; those of one that is not here wait. */
  readonly senders?: { readonly [S in SystemId]?: Send };
  /** What of a system's feed must prove itself. */
  readonly proofs?: { readonly [S in System]?: Prove };
  /** A system's feed has been read to its end: what is shown of it is as of now. */
  readonly onRefreshed: (system: System) => void;
  /** For the log: which system, and what class of thing went wrong. It is tried again. */
  readonly onSyncError?: (syncError: SyncError) => void;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
}

/** Brings HQ's changes in and the officer's work out for as long as one officer's store is open. */
export interface Sync {
  /** Ends every wait and tries everything at once; called when the link comes back, and by the officer. */
  tryNow(): void;
  /** Ends everything under way and resolves within STOP_DEADLINE_MS, whatever HQ does. */
  stop(): Promise<void>;
}

/** Starts at once. Ends by itself when the store closes or proves damaged (Store.onFault tells of that). Never throws. */
export const createSync = (options: SyncOptions): Sync => {
  const { store, services, onRefreshed, clock = systemClock, random = Math.random } = options;
  const stopped = new AbortController();
  const ports: LoopPorts = {
    ...{ clock, random, signal: stopped.signal },
    onSyncError: (syncError) => options.onSyncError?.(syncError),
    end: () => stopped.abort(),
  };
  const sendTo = sendersOf(options);
  const feedWake = namedBy<System, WakeSignal>(feedSystem.options, () => createWakeSignal(clock));
  const notificationsUrgent = namedBy<System, WakeSignal>(feedSystem.options, () => createWakeSignal(clock));
  const senderWork = namedBy<SystemId, WakeSignal>([...sendTo.keys()], () => createWakeSignal(clock));
  const senderUrgent = namedBy<SystemId, WakeSignal>([...sendTo.keys()], () => createWakeSignal(clock));
  const held = namedBy([...sendTo.keys()], (system) => createHeld(clock, stopped.signal, () => senderWork(system).wake()));
  const blobWork = createWakeSignal(clock);
  const blobUrgent = createWakeSignal(clock);
  const askFeed = (system: SystemId): void => {
    const feed = feedSystem.safeParse(system);
    if (feed.success) feedWake(feed.data).wake();
  };

  const unlisten = store.onChange((systems) => {
    if (!systems.includes('outbox')) return;
    for (const system of sendTo.keys()) senderWork(system).wake();
    blobWork.wake();
  });
  const running = [
    ...feedSystem.options.map((system) =>
      runFeed({ system, store, services, onRefreshed, prove: options.proofs?.[system], wake: feedWake(system) }, ports),
    ),
    ...feedSystem.options.map((system) =>
      runChangeNotifications({ system, services, onChangeNotification: () => askFeed(system), urgent: notificationsUrgent(system) }, ports),
    ),
    ...(services.blobs === undefined ? [] : [runBlobUploads({ store, hq: services.blobs, work: blobWork, urgent: blobUrgent }, ports)]),
    ...[...sendTo].map(([system, send]) => {
      const own = { work: senderWork(system), urgent: senderUrgent(system), held: held(system) };
      return runSender({ system, store, send, onAnswered: () => askFeed(system), ...own }, ports);
    }),
  ];

  return {
    tryNow() {
      blobUrgent.wake();
      for (const system of feedSystem.options) for (const signalOf of [feedWake, notificationsUrgent]) signalOf(system).wake();
      for (const system of sendTo.keys()) {
        held(system).release();
        for (const signalOf of [senderWork, senderUrgent]) signalOf(system).wake();
      }
    },
    async stop() {
      unlisten();
      stopped.abort();
      // Not the clock above: a deadline is a deadline whatever the loops take for time.
      const deadline = Promise.withResolvers<void>();
      const timer = setTimeout(deadline.resolve, STOP_DEADLINE_MS);
      await Promise.race([Promise.all(running), deadline.promise]);
      clearTimeout(timer);
    },
  };
};

const sendersOf = ({ services, senders: others = {} }: SyncOptions): ReadonlyMap<SystemId, Send> => {
  const senders = new Map<SystemId, Send>(Object.entries(others) as [SystemId, Send][]);
  for (const system of feedSystem.options) {
    senders.set(system, ({ id, command, itemId, baseVersion, payload, blobs }, signal) =>
      // Also what an older program or another laptop wrote: HQ takes no text that it cannot store.
      services.command(
        system,
        id,
        {
          command,
          itemId,
          baseVersion,
          payload: mendJson(payload),
          ...(blobs === undefined || blobs.length === 0 ? {} : { blobs: [...blobs] }),
        },
        signal,
      ),
    );
  }
  return senders;
};

/** One of its kind a system. */
const namedBy = <Name extends string, One>(names: readonly Name[], make: (name: Name) => One): ((name: Name) => One) => {
  const ones = new Map(names.map((name) => [name, make(name)]));
  return (name) => {
    const one = ones.get(name);
    if (one === undefined) throw new RangeError('none of that name');
    return one;
  };
};
