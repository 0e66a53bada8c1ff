import { randomUUID } from 'node:crypto';
import { type Order, order, type SignedOrder } from '../../contracts/domain/order.ts';
import type { DeviceDetail } from '../../contracts/hq/fleet.ts';
import type { OrderDraft } from '../../contracts/ipc/fleet.ts';
import { type Signer, signCms } from '../../pki/index.ts';

const DAY_MS = 24 * 60 * 60_000;
/** A lost laptop may be found, and switched on, weeks later; HQ takes no order for longer than 90 days. */
const LIFE_MS = 30 * DAY_MS;
/** A lock that reaches a laptop after a week locks out whoever has got it back meanwhile. */
const LOCK_LIFE_MS = 7 * DAY_MS;

/** What ICT decided, as an order: the next in the laptop's sequence, new, and not for ever. */
export const buildOrder = (draft: OrderDraft, nextSequence: DeviceDetail['nextSequence'], force: string, at: Date): Order => {
  const life = draft.kind === 'lock' ? LOCK_LIFE_MS : LIFE_MS;
  return order.parse({
    ...draft,
    id: randomUUID(),
    force,
    sequence: nextSequence,
    at: at.toISOString(),
    notAfter: new Date(at.getTime() + life).toISOString(),
  });
};

/** The bytes that are signed, and again by a second signer: JSON in UTF-8. */
export const contentOf = (given: Order): Uint8Array => new TextEncoder().encode(JSON.stringify(given));

/** The order as it travels, with its first signature. What the signer throws passes through. */
export const signOrder = async (given: Order, signer: Signer): Promise<SignedOrder> => ({
  id: given.id,
  signatures: [await signatureOver(contentOf(given), signer, new Date(given.at))],
});

/** One signer's SignedData over the content, base64 of DER. */
export const signatureOver = async (content: Uint8Array, signer: Signer, at: Date): Promise<string> =>
  Buffer.from(await signCms({ content, signer, at })).toString('base64');
