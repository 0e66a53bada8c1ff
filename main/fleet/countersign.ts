import { createHash } from 'node:crypto';
import type { OrderSummary } from '../../contracts/hq/fleet.ts';
import type { WaitingOrder } from '../../contracts/ipc/fleet.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import type { SignatureRefusal } from '../card/card-signature.ts';
import { signerOf, signing } from '../card/sign-with-card.ts';
import type { RegisterFault } from '../sync/services/register.ts';
import { signatureOver } from './build-order.ts';
import type { FleetContext } from './context.ts';
import { readOrder, summaryOf } from './read-order.ts';

/**
 * Countersigning: an officer puts a name to exactly what was shown. What is shown is read from the signed bytes and not from HQ's words
 * about them; those bytes are remembered, and when HQ hands out others at the signature, nothing is signed.
 */
export const createCountersigning = () => {
  const shown = new Map<string, string>();
  return {
    /** Orders that wait for this officer's signature; one whose first signature does not hold is not among them. */
    async waiting({ register, trust, force, now }: FleetContext): Promise<Result<{ orders: WaitingOrder[] }, RegisterFault>> {
      const answer = await register.ask('waitingSignatures', {});
      if (!answer.ok) return answer;
      shown.clear();
      const orders = answer.value.orders.flatMap(({ summary, order }) => {
        const read = readOrder(order, trust, force, now());
        if (read === undefined) return [];
        shown.set(order.id, fingerprintOf(read.content));
        return [{ ...summaryOf(read, summary), content: read.order }];
      });
      return ok({ orders });
    },

    /** Adds the second signature, over the same bytes. OrderRefused when they are not those that were shown. */
    async countersign(context: FleetContext, id: string, pin: Uint8Array): Promise<Result<OrderSummary, RegisterFault | SignatureRefusal>> {
      const { register, signature, trust, force, journal, now } = context;
      if (signature === undefined) return fail('NoSignatureKey');
      const documents = await register.ask('orderDocuments', { segments: { id } });
      if (!documents.ok) return documents;
      const { order, summary } = documents.value;
      if (order.id !== id) return fail('HqUnusable');
      // Meanwhile somebody else has signed, or it was cancelled.
      if (summary.state !== 'unsigned') return fail('TooLate');
      const read = readOrder(order, trust, force, now());
      if (read === undefined || shown.get(id) !== fingerprintOf(read.content)) return fail('OrderRefused');
      const signed = await signing(() => signatureOver(read.content, signerOf(signature, pin), now()));
      if (!signed.ok) return signed;
      await journal({ action: 'order', subject: read.order.device, detail: `countersign ${id}` });
      return register.ask('countersignOrder', { segments: { id }, body: { signature: signed.value } });
    },
  };
};

const fingerprintOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
