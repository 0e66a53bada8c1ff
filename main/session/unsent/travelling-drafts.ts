import { type TravellingDrafts, travellingDrafts } from '../../../contracts/domain/draft.ts';
import { openEnvelope, PkiError, type RecipientKey, sealEnvelope } from '../../../pki/index.ts';
import type { Trust } from '../../device/trust/trust.ts';
import type { Caller } from '../../device/tunnel/call.ts';
import { NotAnsweredError } from '../../device/unsent/not-answered.ts';
import { readWriting, signWork, type Vouch } from '../../device/unsent/voucher.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Store } from '../../store/store.ts';
import { travellingOf } from '../../sync/drafts/travelling.ts';

export interface TravelPorts {
  readonly store: Store;
  readonly staffId: string;
  readonly device: string;
  /** Policy: whether drafts may leave this laptop, and come to it. Asked each time. */
  readonly mayTravel: () => boolean;
  readonly vouch: Vouch;
  /** The card's key management key (9D). */
  readonly key: RecipientKey;
  /** The force's recovery certificate, DER, once it is known: without it nothing is sealed. */
  readonly recovery: () => Uint8Array | undefined;
  readonly trust: Trust;
  readonly now: () => Date;
  readonly log: Log;
  readonly timing?: TravelTiming;
}

/** HQ's services with the officer's shift certificate, for one round. */
export interface TravelLine {
  readonly call: Caller<'shift'>;
  close(): void;
}

/** An officer's drafts on their way to the officer's other laptops, and from them, while work is open. */
export interface DraftTravel {
  /** HQ is in reach for this officer; `connect` opens a way there. Called again with every shift certificate. */
  onShift(connect: () => TravelLine): void;
  close(): void;
}

/** In milliseconds. */
interface TravelTiming {
  readonly afterFeedsMs: number;
  readonly pauseMs: number;
  readonly intervalMs: number;
}
const TIMING: TravelTiming = {
  // What the officer looks at comes first.
  afterFeedsMs: 4_000,
  // A pause in writing, not in typing: a draft is changed twice a second.
  pauseMs: 5_000,
  // However long the writing goes on: two small requests a minute.
  intervalMs: 30_000,
};

/**
 * First brings what the officer's other laptops gave HQ, once a session; then gives HQ what is here, whenever it has changed. HQ keeps what
 * only the officer's card and the force's recovery key open; what it gives counts only with the word of the officer's card (voucher.ts), so
 * that nobody puts words into an officer's drafts. Its failure is logged and stops nothing: drafts are on this laptop in any case.
 */
export const travelDrafts = (ports: TravelPorts): DraftTravel => {
  const { store, log, timing = TIMING } = ports;
  const ended = new AbortController();
  let connect: (() => TravelLine) | undefined;
  let hasCome = false;
  /** As HQ has it from this laptop. */
  let given: string | undefined;
  let earliest = 0;
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  let again = false;

  const schedule = (ms: number): void => {
    if (connect === undefined || ended.signal.aborted) return;
    if (busy) again = true;
    else timer ??= setTimeout(() => void round(), Math.max(ms, earliest - performance.now())).unref();
  };

  const round = async (): Promise<void> => {
    timer = undefined;
    if (connect === undefined || !ports.mayTravel()) return;
    busy = true;
    earliest = performance.now() + timing.intervalMs;
    const line = connect();
    try {
      if (!hasCome) await bring(ports, line, ended.signal);
      hasCome = true;
      given = await give(ports, line, given, ended.signal);
    } catch (error) {
      if (ended.signal.aborted) return;
      log('draftsStayed', { cause: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' });
      again = true;
    } finally {
      line.close();
      busy = false;
    }
    if (again) schedule(timing.pauseMs);
    again = false;
  };

  const unlisten = store.onChange((topics) => {
    if (topics.includes('drafts')) schedule(timing.pauseMs);
  });
  return {
    onShift(next) {
      connect = next;
      schedule(timing.afterFeedsMs);
    },
    close() {
      ended.abort();
      clearTimeout(timer);
      unlisten();
    },
  };
};

/**
 * What HQ has from this laptop itself counts once in a store's life, before anything is given from it: a laptop that was wiped, or whose
 * officer's folder went, has its drafts again. After that it is what this store gave, and older than what is in it.
 */
const bring = async (ports: TravelPorts, line: TravelLine, signal: AbortSignal): Promise<void> => {
  const listed = await line.call('drafts', {}, signal);
  if (listed.kind !== 'answered') throw new NotAnsweredError(listed.code);
  const isOwnTaken = await ports.store.read('drafts.isOwnTaken', null);
  let came = 0;
  for (const { envelope } of listed.value.laptops) {
    const drafts = await open(ports, Buffer.from(envelope, 'base64'));
    signal.throwIfAborted();
    if (drafts === undefined || (isOwnTaken && drafts.device === ports.device)) continue;
    came += await ports.store.write('drafts.import', withOrigin(drafts));
  }
  await ports.store.write('drafts.ownTaken', null);
  if (came > 0) ports.log('draftsCame', { drafts: came });
};

/** Of each attachment, on which laptop its bytes are. */
const withOrigin = ({ drafts, ended, device }: TravellingDrafts) => ({
  ended,
  drafts: drafts.map((draft) => ({ ...draft, blobs: draft.blobs.map((blob) => ({ ...blob, from: blob.from ?? device })) })),
});

/** Undefined when it is not sealed for this card, or not proven to be this officer's: sealed for a card before it, or not by HQ's doing. */
const open = async ({ key, trust, staffId, now, log }: TravelPorts, envelope: Uint8Array): Promise<TravellingDrafts | undefined> => {
  let content: Uint8Array;
  try {
    content = await openEnvelope(envelope, key);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    log('draftsNotOpened', { code: error.code });
    return undefined;
  }
  const read = readWriting(content, travellingDrafts, { staffId, trust, at: now() });
  content.fill(0);
  if (read.ok) return read.value;
  log('draftsNotTaken', { code: read.code });
  return undefined;
};

/** Returns what HQ has from this laptop now: `before` when nothing has changed since, or it cannot be sealed now. */
const give = async (ports: TravelPorts, line: TravelLine, before: string | undefined, signal: AbortSignal): Promise<string | undefined> => {
  const content = contentOf(ports, await ports.store.read('drafts.export', null));
  const stand = JSON.stringify([content.drafts, content.ended]);
  if (stand === before || (before === undefined && content.drafts.length + content.ended.length === 0)) return before;
  const recovery = ports.recovery();
  const voucher = await ports.vouch();
  if (recovery === undefined || voucher === undefined) {
    ports.log('draftsNotSealed', { recovery: recovery !== undefined });
    return before;
  }
  const envelope = await sealEnvelope(signWork(JSON.stringify(content), voucher), [ports.key.certificate, recovery]);
  const kept = await line.call('keepDrafts', { body: { envelope: Buffer.from(envelope).toString('base64') } }, signal);
  if (kept.kind !== 'answered') throw new NotAnsweredError(kept.code);
  return stand;
};

/** Of more than travels at once, some stay on this laptop, which the list of drafts says. */
const contentOf = ({ staffId, device, now, log }: TravelPorts, all: Pick<TravellingDrafts, 'drafts' | 'ended'>): TravellingDrafts => {
  const { drafts, ended } = travellingOf(all);
  if (drafts.length < all.drafts.length) log('draftsTooLarge', { left: all.drafts.length - drafts.length });
  return { purpose: 'drafts', staffId, device, sealedAt: now().toISOString(), drafts, ended };
};
