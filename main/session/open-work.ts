import type { JournalAction } from '../../contracts/domain/journal.ts';
import type { Officer } from '../../contracts/domain/officer.ts';
import type { LockCause } from '../../contracts/ipc/session.ts';
import type { CardService } from '../card/service.ts';
import { destroyLease, type HeldLease, sawInstant } from '../fleet/lease.ts';
import type { Log } from '../log/log.ts';
import { takeShiftCertificate } from '../services/shift-certificate.ts';
import type { Trust } from '../trust/trust.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';
import { type Online, startOnline } from './online.ts';
import type { StartStreams, Streams } from './streams.ts';
import { cardSigner, type WorkParts } from './unlock.ts';
import type { OpenWork } from './work.ts';

export interface WorkPorts {
  readonly card: CardService;
  readonly tunnel: Tunnel;
  readonly trust: Trust;
  readonly device: string;
  readonly startStreams: StartStreams;
  readonly log: Log;
  readonly now: () => Date;
}

/** The clock's highest mark is kept with the lease this often, so that turning it back wins little. */
const MARK_INTERVAL_MS = 5 * 60_000;
/** setTimeout counts in 32 bits; a lease that ends later is looked at again then. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Brings what a PIN has opened to life, and holds all that must end together at a lock. */
export const beginWork = async (ports: WorkPorts, parts: WorkParts): Promise<OpenWork> => {
  const { store, place } = parts;
  let held: HeldLease = parts.held;
  let unsent = await store.read('outbox.count', null);
  let streams: Streams | undefined;
  let closed = false;
  const leaseListeners: ((officer: Officer, until: Date) => void)[] = [];
  const endListeners: ((cause: LockCause) => void)[] = [];
  const unsentListeners: (() => void)[] = [];
  const end = (cause: LockCause): void => {
    if (!closed) for (const listener of endListeners) listener(cause);
  };
  const note = (action: JournalAction, detail: string) =>
    store.write('journal.append', { at: ports.now().toISOString(), action, subject: ports.device, detail });

  await note('signIn', parts.shift === undefined ? 'onLaptop' : 'withHq');
  held = await sawInstant(place, held, ports.now());

  const leaseTimer = createLeaseTimer(
    () => Date.parse(held.lease.notAfter) - ports.now().getTime(),
    () => end('leaseEnded'),
  );
  const markTimer = setInterval(() => {
    void sawInstant(place, held, ports.now()).then(
      (later) => {
        held = later;
      },
      () => ports.log('leaseMarkFailed'),
    );
  }, MARK_INTERVAL_MS).unref();
  const unlisten = store.onChange((systems) => {
    if (systems.includes('outbox')) void count();
  });
  store.onFault(() => end('command'));

  const count = async (): Promise<void> => {
    unsent = await store.read('outbox.count', null).catch(() => unsent);
    if (!closed) for (const listener of unsentListeners) listener();
  };

  const online: Online = startOnline(
    {
      tunnel: ports.tunnel,
      device: ports.device,
      staffId: parts.card.holder.staffId,
      place,
      log: ports.log,
      now: ports.now,
      takeShift: () =>
        takeShiftCertificate({
          tunnel: ports.tunnel,
          trust: ports.trust,
          device: ports.device,
          signer: cardSigner(ports.card, parts.card),
          at: ports.now(),
        }),
      onShift: (shift) => {
        const before = streams;
        streams = ports.startStreams(parts, shift);
        void before?.stop();
        void note('shiftCertificate', '').catch(() => undefined); // A store that closes meanwhile has its lock entry.
      },
      onLease: (taken) => {
        held = taken;
        leaseTimer.restart();
        void note('leaseTaken', '').catch(() => undefined);
        for (const listener of leaseListeners) listener(taken.lease.officer, new Date(taken.lease.notAfter));
      },
      onRevoked: () => {
        destroyLease(place.folder);
        end('order');
      },
    },
    parts.shift,
    held.lease,
  );
  const offStatus = ports.tunnel.onStatus(({ link }) => {
    if (link !== 'offline') streams?.tryNow();
  });

  return {
    get officer() {
      return held.lease.officer;
    },
    get leaseUntil() {
      return new Date(held.lease.notAfter);
    },
    get unsent() {
      return unsent;
    },
    get mail() {
      return streams?.mail;
    },
    store,
    onLease: (listener) => void leaseListeners.push(listener),
    onEnded: (listener) => void endListeners.push(listener),
    onUnsent: (listener) => void unsentListeners.push(listener),
    async close(cause) {
      if (closed) return;
      closed = true;
      online.stop();
      offStatus();
      unlisten();
      leaseTimer.stop();
      clearInterval(markTimer);
      await Promise.allSettled([note('lock', cause), streams?.stop(), ports.card.logout(parts.card.cardId)]);
      await store.close().catch(() => ports.log('storeCloseFailed'));
    },
  };
};

const createLeaseTimer = (remaining: () => number, onEnd: () => void) => {
  let timer: NodeJS.Timeout | undefined;
  const restart = (): void => {
    clearTimeout(timer);
    const left = remaining();
    if (left <= 0) onEnd();
    else timer = setTimeout(restart, Math.min(left, LONGEST_TIMER_MS)).unref();
  };
  restart();
  return { restart, stop: () => clearTimeout(timer) };
};
