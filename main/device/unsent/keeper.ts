import { setTimeout as delay } from 'node:timers/promises';
import { type SealedWork, sealedWork, type UnsentCommand } from '../../../contracts/domain/unsent.ts';
import { sealEnvelope } from '../../../pki/index.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Store } from '../../store/store.ts';
import type { LeasePlace } from '../lease/lease.ts';
import { removePacket, saveCount, savePacket, shareAtRest } from './files.ts';
import { signWork, type Vouch } from './voucher.ts';

export interface UnsentPorts {
  readonly store: Store;
  readonly place: LeasePlace;
  readonly staffId: string;
  readonly device: string;
  readonly vouch: Vouch;
  /** The card's key management certificate (9D), DER. */
  readonly keyManagement: Uint8Array;
  /** The force's recovery certificate, DER, once it is known. */
  readonly recovery: () => Uint8Array | undefined;
  readonly now: () => Date;
  readonly log: Log;
  readonly timing?: UnsentTiming;
}

export interface UnsentKeeper {
  /** Resolves once the sealing that is due has been done. */
  sealed(): Promise<void>;
  /** Seals what is not sealed yet, within `closeMs`, and ends. Before the store closes. Never rejects. */
  close(): Promise<void>;
}

/** In milliseconds. */
interface UnsentTiming {
  readonly pauseMs: number;
  readonly closeMs: number;
}

const TIMING: UnsentTiming = {
  // A sealed copy is at most so much older than the outbox. In most of that time a link that is up has emptied the outbox again.
  pauseMs: 700,
  // Locking has 300 ms for everything; what is not sealed by then is in the store, and was sealed as it stood a second ago.
  closeMs: 150,
};
/** Characters of work: with its signature and as JSON within JSON it stays under what a parcel may carry. */
const MAX_WORK_LENGTH = 4 * 1024 * 1024;

/**
 * Keeps a sealed copy of the officer's unsent work beside the store, which nobody can read while it is locked: so that a laptop that is
 * to be wiped can still hand over what was written on it. While the outbox is empty there is none. Its failure is logged and stops nothing.
 */
export const keepUnsentSealed = (ports: UnsentPorts): UnsentKeeper => {
  const { store, place, log, timing = TIMING } = ports;
  let dirty = true;
  let closed = false;
  /** What lies there is under the device share that lay beside it. */
  let locked = false;
  let sealing: Promise<void> = Promise.resolve();

  const seal = async (): Promise<void> => {
    dirty = false;
    const items = await store.read('outbox.export', null);
    if (items.length === 0) {
      locked = false;
      return removePacket(place.folder);
    }
    saveCount(place.folder, items.length);
    const recovery = ports.recovery();
    const voucher = await ports.vouch();
    if (recovery === undefined || voucher === undefined) return log('unsentNotSealed', { recovery: recovery !== undefined });
    const share = await shareAtRest(place);
    try {
      // Without a share at rest the card alone could open it, and disk, card and PIN must open nothing then.
      const recipients = share === undefined ? [recovery] : [ports.keyManagement, recovery];
      savePacket(place.folder, await sealEnvelope(signWork(workOf(ports, items), voucher), recipients), share);
      locked = share !== undefined;
    } finally {
      share?.fill(0);
    }
  };
  /** One after the other; what changes meanwhile makes it dirty again. */
  const sealOnce = (): Promise<void> => {
    sealing = sealing.then(seal).catch((error: unknown) => {
      dirty = true;
      log('unsentSealFailed', { cause: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' });
    });
    return sealing;
  };
  /** The lease was taken away meanwhile: what is locked under its share would open to nobody. */
  const isLockedOut = async (): Promise<boolean> => {
    if (!locked) return false;
    const share = await shareAtRest(place);
    share?.fill(0);
    return share === undefined;
  };

  /** The sealing that is due; one serves all changes until it begins. */
  let due: { readonly done: Promise<void>; readonly forget: () => void } | undefined;
  const schedule = (): void => {
    if (due !== undefined) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      due = undefined;
      // Also while there is nothing to seal: at the end, when the card is gone, it is too late.
      void ports.vouch().then(sealOnce).then(resolve);
    }, timing.pauseMs).unref();
    due = { done: promise, forget: () => clearTimeout(timer) };
  };
  const unlisten = store.onChange((systems) => {
    if (!systems.includes('outbox')) return;
    dirty = true;
    schedule();
  });
  schedule();

  return {
    sealed: () => due?.done ?? sealing,
    async close() {
      if (closed) return;
      closed = true;
      unlisten();
      due?.forget();
      const settle = async (): Promise<void> => {
        if (!dirty && !(await isLockedOut())) return sealing;
        return sealOnce(); // If work was open for less than the first pause and the card has gone, the count alone is kept.
      };
      await Promise.race([settle(), delay(timing.closeMs, undefined, { ref: false })]);
    },
  };
};

/** The oldest work first; what does not fit into a parcel any more is left to the store. */
const workOf = ({ staffId, device, now, log }: UnsentPorts, items: readonly UnsentCommand[]): string => {
  let length = 0;
  const fitting = items.filter((item) => {
    length += JSON.stringify(item).length;
    return length <= MAX_WORK_LENGTH;
  });
  if (fitting.length < items.length) log('unsentTooLarge', { left: items.length - fitting.length });
  const work: SealedWork = { staffId, device, sealedAt: now().toISOString(), items: fitting };
  return JSON.stringify(sealedWork.parse(work));
};
