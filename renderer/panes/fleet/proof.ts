import type { OrderSummary } from '../../../contracts/hq/fleet.ts';
import type { CheckedReceipt } from '../../../contracts/ipc/fleet.ts';
import { clock } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';

/** A receipt whose signature held when it was checked on this laptop. */
export type ProvenReceipt = Extract<CheckedReceipt, { readonly valid: true }>['receipt'];

export interface Proof {
  /** proven: by a receipt that was checked here, or because HQ itself did it. waiting: only expected. none: over without a proof. */
  readonly kind: 'proven' | 'waiting' | 'none' | 'refused';
  readonly words: readonly [string, string];
}

/** The receipt that says how the order ended, if one that holds does. */
export const endOf = (receipts: readonly CheckedReceipt[], state: 'done' | 'refused' | 'delivered'): ProvenReceipt | undefined =>
  receipts.flatMap((one) => (one.valid && one.receipt.state === state ? [one.receipt] : [])).at(-1);

/**
 * What is proven of an order, and what is only expected. `receipts` is undefined while they are being fetched and checked: "done" is said
 * on the strength of a signature and never because HQ says so; HQ's own doing, cutting a laptop off, needs no receipt.
 */
export const proofOf = (order: OrderSummary, receipts: readonly CheckedReceipt[] | undefined): Proof => {
  const { proof, provenDone, provenRefused, refusedUnproven } = strings.fleet.order;
  const wipe = order.kind === 'wipe';
  switch (order.state) {
    case 'unsigned':
      return { kind: 'waiting', words: proof.unsigned };
    case 'pending':
      return { kind: 'waiting', words: wipe ? proof.pendingWipe : proof.pending };
    case 'delivered':
      return { kind: 'waiting', words: wipe ? proof.deliveredWipe : proof.delivered };
    case 'cancelled':
      return { kind: 'none', words: proof.cancelled };
    case 'expired':
      return { kind: 'none', words: proof.expired };
    case 'done': {
      if (order.kind === 'disconnect') return { kind: 'proven', words: proof.cutOff };
      if (receipts === undefined) return { kind: 'waiting', words: proof.checking };
      const end = endOf(receipts, 'done');
      return end === undefined
        ? { kind: 'refused', words: proof.unproven }
        : { kind: 'proven', words: provenDone(order.kind, clock(end.at)) };
    }
    case 'refused': {
      if (receipts === undefined) return { kind: 'waiting', words: proof.checking };
      const end = endOf(receipts, 'refused');
      return { kind: 'refused', words: end === undefined ? refusedUnproven : provenRefused(end.refusal) };
    }
  }
};
