import type { Order, OrderRefusal } from '../../../contracts/domain/order.ts';
import type { Journal } from '../../audit/journal.ts';
import type { Log } from '../../platform/log/log.ts';
import { createPause, retryDelay } from '../tunnel/backoff.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';
import { checkOrder, type OrderClaim, type OrderContext } from './check-order.ts';
import type { Outcome } from './execute-order.ts';
import type { OrderLog } from './order-log.ts';
import { askForOrders } from './poll-orders.ts';
import type { Receipts } from './receipts.ts';

export interface OrdersPorts {
  readonly tunnel: Tunnel;
  readonly context: () => Omit<OrderContext, 'lastSequence' | 'enrolledAt' | 'now'>;
  readonly orderLog: OrderLog;
  readonly receipts: Pick<Receipts, 'give'>;
  readonly executeOrder: (order: Order, at: string) => Promise<Outcome>;
  /** Brings policy and revocation lists up to date, as far as HQ has newer ones; false when HQ cannot be asked. */
  readonly refresh: () => Promise<boolean>;
  readonly journal: Journal;
  readonly log: Log;
  readonly now: () => Date;
}

export interface Orders {
  /** No further order is begun; resolves once the one that is being carried out is over. */
  stop(): Promise<void>;
}

/** `progress`: an order is over. `nothing`: none was. `later`: HQ has to be asked again before one can be decided or done. */
type Round = 'progress' | 'nothing' | 'later' | 'gone';

/** Remembered until the program ends, so that an order which HQ keeps sending is refused once. */
const MAX_REFUSED = 200;

/**
 * Waits for HQ's orders for as long as the program runs, whoever is signed in, and does what holds (check-order.ts). An order is written
 * down before it is begun; one that a power cut interrupted is gone on with first.
 */
export const followOrders = (ports: OrdersPorts): Orders => {
  const { tunnel, orderLog, receipts, log, now } = ports;
  const pause = createPause();
  const refused = new Set<string>();
  let stopped = false;
  let acting: Promise<unknown> = Promise.resolve();

  const run = async (): Promise<void> => {
    let failures = 0;
    while (!stopped) {
      const round = await oneRound().catch((error: unknown): Round => {
        log('ordersFailed', { cause: error instanceof Error ? error.name : 'unknown' }); // A full disk: nothing was begun.
        return 'later';
      });
      if (round === 'gone') return;
      failures = round === 'progress' ? 0 : failures + 1;
      // Also when HQ answers at once and brings nothing new: it must not be asked in circles.
      if (failures > 0 && !stopped) await pause.for(retryDelay(failures, false));
    }
  };

  const oneRound = async (): Promise<Round> => {
    const { begun } = orderLog;
    if (begun !== undefined) return act(() => goOn(begun.order, begun.at));
    if (tunnel.status.link === 'offline') return 'later';
    const asked = await askForOrders(tunnel, orderLog.lastSequence);
    if (asked === 'waited') return 'progress';
    if (asked === 'failed') return 'later';
    let round: Round = 'nothing';
    for (const received of asked) {
      if (stopped) return round;
      const handled = await act(() => handle(received));
      if (handled === 'gone' || handled === 'later') return handled;
      if (handled === 'progress') round = 'progress';
    }
    return round;
  };

  const act = (work: () => Promise<Round>): Promise<Round> => {
    const acted = work();
    acting = acted.catch(() => undefined);
    return acted;
  };

  const handle = async (received: unknown): Promise<Round> => {
    const check = () =>
      checkOrder(received, { ...ports.context(), lastSequence: orderLog.lastSequence, enrolledAt: orderLog.since, now: now() });
    let verdict = check();
    if (!verdict.ok && mayBeOutdated.has(verdict.code)) {
      // The laptop may lag behind HQ: a new officer, new lists, a new policy. A refusal is final, so it is not given on old knowledge.
      if (verdict.claim !== undefined && refused.has(verdict.claim.id)) return 'nothing';
      if (!(await ports.refresh())) return 'later';
      verdict = check();
    }
    if (!verdict.ok) return refuse(verdict.code, verdict.claim);
    const { order } = verdict;
    const at = now();
    orderLog.begin(order, at);
    // By whom, HQ knows and the order says; the journal lies on the disk for everybody to read.
    await note(order.id, `${order.kind} delivered`);
    await receipts.give({ order: order.id, sequence: order.sequence, kind: order.kind, state: 'delivered' });
    return goOn(order, at.toISOString());
  };

  const goOn = async (order: Order, at: string): Promise<Round> => {
    const outcome = await ports.executeOrder(order, at);
    if (outcome === 'gone' || outcome === 'later') return outcome;
    const { id, sequence, kind } = order;
    const refusal = outcome === 'done' ? undefined : outcome.refusal;
    await note(id, refusal === undefined ? `${kind} done` : `${kind} refused: ${refusal}`);
    // The receipt is on the disk before the order counts as over: no power cut leaves HQ without it.
    await receipts.give({ order: id, sequence, kind, ...(refusal === undefined ? { state: 'done' } : { state: 'refused', refusal }) });
    orderLog.finish();
    return 'progress';
  };

  const refuse = async (code: OrderRefusal, claim: OrderClaim | undefined): Promise<Round> => {
    const key = claim?.id ?? code;
    if (refused.has(key) || refused.size >= MAX_REFUSED) return 'nothing';
    refused.add(key);
    log('orderRefused', { code });
    await note(claim?.id ?? 'unreadable', `refused: ${code}`);
    if (claim !== undefined)
      await receipts.give({ order: claim.id, sequence: claim.sequence, kind: claim.kind, state: 'refused', refusal: code });
    return 'nothing';
  };

  /** A journal that cannot be written stops no order: the receipt says what was done. */
  const note = async (subject: string, detail: string): Promise<void> => {
    await ports.journal({ action: 'order', subject, detail }).catch(() => log('orderNotJournalled'));
  };

  const unlisten = tunnel.onStatus(({ link }) => {
    if (link !== 'offline') pause.wake();
  });
  void run();
  return {
    async stop() {
      stopped = true;
      unlisten();
      pause.wake();
      await acting;
    },
  };
};

/** Refusals that newer lists or a newer policy may lift. */
const mayBeOutdated: ReadonlySet<OrderRefusal> = new Set([
  'SignerUntrusted',
  'RevocationUnknown',
  'SignerNotAllowed',
  'CountersignatureMissing',
  'PolicyUnusable',
]);
