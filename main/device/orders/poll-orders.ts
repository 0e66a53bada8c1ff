import { ORDERS_WAIT_MS } from '../../../contracts/hq/orders.ts';
import { deviceCaller } from '../tunnel/call.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';

/** An empty answer that came sooner was no waiting: HQ must not be asked again at once. */
const LEAST_WAIT_MS = ORDERS_WAIT_MS / 5;

/**
 * One long poll for orders after a sequence: those that there are, unread. `waited`: there was none, for as long as HQ waits. Never
 * rejects.
 */
export const askForOrders = async (tunnel: Tunnel, after: number): Promise<readonly unknown[] | 'waited' | 'failed'> => {
  const begun = performance.now();
  const called = await deviceCaller(tunnel)('waitingOrders', { query: { after } });
  if (called.kind !== 'answered') return 'failed'; // The tunnel tells its own story.
  const { orders } = called.value;
  if (orders.length > 0) return orders;
  return performance.now() - begun >= LEAST_WAIT_MS ? 'waited' : 'failed';
};
