import { z } from 'zod';
import { ORDERS_WAIT_MS } from '../../../contracts/hq/orders.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';

/** HQ answers within its waiting time; the rest is for a link that is slow. */
const MARGIN_MS = 10_000;
/** Twenty orders of two signatures, each of 32 KiB in base64. */
const MAX_ANSWER_BYTES = 1_400_000;
/** An empty answer that came sooner was no waiting: HQ must not be asked again at once. */
const LEAST_WAIT_MS = ORDERS_WAIT_MS / 5;

/** The list alone: each order is parsed on its own, so that a malformed one does not hide the others. */
const answered = z.object({ orders: z.array(z.unknown()).max(20) });

/**
 * One long poll for orders after a sequence (contracts/hq/orders.ts): those that there are, unread. `waited`: there was none, for as long
 * as HQ waits. Never rejects.
 */
export const askForOrders = async (tunnel: Tunnel, after: number): Promise<readonly unknown[] | 'waited' | 'failed'> => {
  const begun = performance.now();
  try {
    const answer = await tunnel.request({
      method: 'GET',
      path: `/v1/device/orders?after=${after}`,
      maxBytes: MAX_ANSWER_BYTES,
      timeoutMs: ORDERS_WAIT_MS + MARGIN_MS,
    });
    if (answer.status !== 200) return 'failed';
    const { orders } = answered.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.body)));
    if (orders.length > 0) return orders;
    return performance.now() - begun >= LEAST_WAIT_MS ? 'waited' : 'failed';
  } catch {
    return 'failed'; // TunnelError: the tunnel tells its own story. Or no answer that could be read.
  }
};
