import type { Officer } from '../../contracts/domain/officer.ts';
import type { LockCause } from '../../contracts/ipc/session.ts';
import type { ChainHead } from '../../pki/journal.ts';
import type { Journal } from '../audit/journal.ts';
import { cardDecryption } from '../card/card-decryption.ts';
import { cardSignature } from '../card/card-signature.ts';
import type { CardService } from '../card/service.ts';
import { destroyLease, type HeldLease, saveLease, sawInstant, withProvenShare } from '../device/lease/lease.ts';
import type { Trust } from '../device/trust/trust.ts';
import type { Tunnel } from '../device/tunnel/tunnel.ts';
import type { Log } from '../platform/log/log.ts';
import { tidyBlobs } from '../sync/blobs/receive.ts';
import { takeShiftCertificate } from '../sync/services/shift-certificate.ts';
import { followAlerts } from '../systems/follow-alerts.ts';
import type { MailReader } from '../systems/mail/reader/client.ts';
import { cardSigner, otherCertificates } from './card-signer.ts';
import { keepFolderState } from './officers/keep-state.ts';
import { type Online, startOnline } from './online.ts';
import type { OnlineServices, StartOnlineServices } from './online-services.ts';
import { reindex } from './reindex.ts';
import type { WorkParts } from './unlock-ports.ts';
import { sealUnsentWork } from './unsent/seal-unsent.ts';
import type { OpenWork } from './work.ts';
import { openWorkJournal } from './work-journal.ts';

export interface WorkPorts {
  readonly card: CardService;
  readonly tunnel: Tunnel;
  readonly trust: Trust;
  readonly device: string;
  readonly startOnlineServices: StartOnlineServices;
  /** Policy, in bytes: how much of what unsent work carries is sealed beside the store, and how much may be brought home from HQ. */
  readonly unsentBytes: () => number;
  readonly blobBytes: () => number;
  /** Reads this officer's mail; ends with the work. */
  readonly reader: MailReader;
  /** Policy: whether drafts go by way of HQ to the officer's other laptops. */
  readonly draftsTravel: () => boolean;
  /** Notes in the device journal. */
  readonly journal: Journal;
  /** Where the device journal says that the own journal of the officer with this tag ended. */
  readonly lastEnd: (tag: string) => ChainHead | undefined;
  readonly log: Log;
  readonly now: () => Date;
}

/** The clock's highest mark is kept with the lease this often, so that turning it back wins little. */
const MARK_INTERVAL_MS = 5 * 60_000;
/** What a lock still writes takes some 20 ms. A disk that takes longer does not keep the store open: what is left out is noticed and told. */
const LAST_WORDS_MS = 250;
/** A card that is in answers in a tenth of a second; one that has gone, at once. */
const SIGN_OUT_MS = 1000;
/** setTimeout counts in 32 bits; a lease that ends later is looked at again then. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Brings what a PIN has opened to life, and holds all that must end together at a lock. */
export const beginWork = async (ports: WorkPorts, parts: WorkParts): Promise<OpenWork> => {
  const { store, place } = parts;
  let held: HeldLease = parts.held;
  const countOutbox = async (): Promise<Pick<OpenWork, 'unsent' | 'undecided'>> => ({
    unsent: await store.read('outbox.count', null),
    undecided: await store.read('outbox.undecided', null),
  });
  let counted = await countOutbox();
  let streams: OnlineServices | undefined;
  let closed = false;
  const closing = new AbortController();
  const leaseListeners: ((officer: Officer, until: Date) => void)[] = [];
  const endListeners: ((cause: LockCause) => void)[] = [];
  const unsentListeners: (() => void)[] = [];
  const end = (cause: LockCause): void => {
    if (!closed) for (const listener of endListeners) listener(cause);
  };
  const journal = openWorkJournal({ ...ports, store, tag: parts.tag, lastEnd: ports.lastEnd(parts.tag) });

  // Both are flushed to the disk, and neither waits for the other.
  const [seen] = await Promise.all([
    sawInstant(place, held, ports.now()),
    journal.signedIn(parts.shift === undefined ? 'onLaptop' : 'withHq'),
  ]);
  held = seen;

  const state = keepFolderState({ folder: place.folder, store, now: ports.now, log: ports.log });
  const leaseTimer = createLeaseTimer(
    () => Date.parse(held.lease.notAfter) - ports.now().getTime(),
    () => end('leaseEnded'),
  );
  const markTimer = setInterval(() => {
    void state.mark();
    void sawInstant(place, held, ports.now()).then(
      (later) => {
        if (later.lease === held.lease) held = later; // Else HQ has renewed it meanwhile.
      },
      () => ports.log('leaseMarkFailed'),
    );
  }, MARK_INTERVAL_MS).unref();
  const unlisten = store.onChange((systems) => {
    if (systems.includes('outbox')) void count();
  });
  store.onFault(() => end('command'));
  void tidyBlobs(store, ports.now).catch(() => undefined); // It ends with the store, and is done again at the next opening.
  void reindex(store, ports.reader).catch(() => undefined); // So does this.

  const count = async (): Promise<void> => {
    counted = await countOutbox().catch(() => counted);
    if (!closed) for (const listener of unsentListeners) listener();
  };

  let noted = false;
  const noteOtherShare = async ({ lease }: HeldLease): Promise<void> => {
    if (noted) return;
    noted = true;
    await ports.journal({ action: 'deviceShareDiffers', subject: parts.tag, detail: lease.id });
  };

  const unfollowAlerts = followAlerts({
    store,
    officer: () => held.lease.officer,
    now: ports.now,
    failed: () => {
      if (!closed) ports.log('jobsNotCounted');
    },
  });
  // Today is what the page asks for first: its rows are decrypted while the page is drawn.
  void store.read('today.view', { officer: held.lease.officer, now: ports.now().toISOString() }).catch(() => undefined);
  const unsentWork = sealUnsentWork(ports, parts);
  unsentWork.onUnsealed(() => {
    for (const listener of unsentListeners) listener();
  });
  const online: Online = startOnline(
    {
      tunnel: ports.tunnel,
      device: ports.device,
      staffId: parts.card.holder.staffId,
      log: ports.log,
      now: ports.now,
      takeShift: () =>
        takeShiftCertificate({
          tunnel: ports.tunnel,
          trust: ports.trust,
          device: ports.device,
          signer: cardSigner(ports.card, parts.card),
          cardCertificates: otherCertificates(parts.card),
          at: ports.now(),
        }),
      onShift: (shift) => {
        const before = streams;
        streams = ports.startOnlineServices(parts, shift);
        void before?.stop();
        unsentWork.onShift(shift);
        void journal.note('shiftCertificate', '').catch(() => undefined); // A store that closes meanwhile has its lock entry.
      },
      async onLease(taken) {
        const proven = withProvenShare(taken, held);
        await saveLease(place, proven);
        held = proven;
        if (taken.lease.deviceShare !== proven.lease.deviceShare) await noteOtherShare(taken);
        leaseTimer.restart();
        void journal.note('leaseTaken', '').catch(() => undefined);
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
      return counted.unsent;
    },
    get undecided() {
      return counted.undecided;
    },
    get unsealed() {
      return unsentWork.unsealed;
    },
    get mail() {
      return streams?.mail;
    },
    get lookup() {
      return streams?.lookup;
    },
    get register() {
      return streams?.register;
    },
    get attachments() {
      return streams?.attachments;
    },
    get video() {
      return streams?.video;
    },
    get callForHelp() {
      return streams?.callForHelp;
    },
    get searchAtHq() {
      return streams?.searchAtHq;
    },
    signature: cardSignature(ports.card, parts.card.cardId, parts.card.signature),
    decryption: cardDecryption(ports.card, parts.card.cardId, parts.card.keyManagement, closing.signal),
    store,
    reader: ports.reader,
    onLease: (listener) => void leaseListeners.push(listener),
    onEnded: (listener) => void endListeners.push(listener),
    onUnsent: (listener) => void unsentListeners.push(listener),
    async close(cause) {
      if (closed) return;
      closed = true;
      closing.abort();
      online.stop();
      offStatus();
      unlisten();
      unfollowAlerts();
      leaseTimer.stop();
      clearInterval(markTimer);
      state.stop();
      // Servers and messages keep nobody waiting: what is under way with them ends without an answer.
      void streams?.stop();
      ports.reader.end();
      const signedOut = ports.card.logout(parts.card.cardId).catch(() => undefined); // It may have gone.
      const written = Promise.allSettled([unsentWork.close(), journal.locked(cause), state.mark(), sawInstant(place, held, ports.now())]);
      await within(LAST_WORDS_MS, written);
      await store.close().catch(() => ports.log('storeCloseFailed'));
      await written; // Only this laptop's own disk: nobody may shred the folder while something is written there.
      parts.release();
      await within(SIGN_OUT_MS, signedOut);
    },
  };
};

/** Resolves when `work` has ended, well or not, or after `ms`, whichever comes first. */
const within = async (ms: number, work: Promise<unknown>): Promise<void> => {
  const passed = Promise.withResolvers<void>();
  const timer = setTimeout(passed.resolve, ms);
  await Promise.race([Promise.allSettled([work]), passed.promise]);
  clearTimeout(timer);
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
