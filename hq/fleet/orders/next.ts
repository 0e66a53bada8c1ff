import { ORDERS_WAIT_MS, type WaitingOrders } from '../../../contracts/hq/orders.ts';
import type { DeviceIdentity } from '../../connections/device-gate.ts';
import type { Database, Query } from '../../database/database.ts';
import type { OrderWaits } from './waits.ts';

export interface NextOrdersParts {
  readonly database: Database;
  readonly waits: OrderWaits;
}

/** Of the contract: a laptop that was off for a quarter asks again for the rest. */
const MAX_ORDERS = 20;
/** A laptop asks every 25 seconds: writing that down at every second question is enough to say when it was last here. */
const SEEN_AGAIN_MS = 45_000;

/**
 * The orders for this laptop past that sequence, in their order; when there is none, as soon as one
 * comes, or none after 25 seconds.
 */
export const nextOrders = async (
  parts: NextOrdersParts,
  { device }: DeviceIdentity,
  after: number,
  signal: AbortSignal,
): Promise<WaitingOrders> => {
  const { query } = parts.database;
  await sawAgain(query, device, new Date());
  // Before the first look: an order that comes right after it must wake this wait.
  const wait = parts.waits.begin(device, ORDERS_WAIT_MS, signal);
  try {
    const now = await openOrders(query, device, after, new Date());
    if (now.orders.length > 0) return now;
    await wait.over;
    return signal.aborted ? now : await openOrders(query, device, after, new Date());
  } finally {
    wait.end();
  }
};

const openOrders = async (query: Query, device: string, after: number, at: Date): Promise<WaitingOrders> => ({
  orders: await query
    .selectFrom('fleet_order')
    .select(['id', 'signatures'])
    .where('device', '=', device)
    .where('sequence', '>', after)
    .where('state', 'in', ['pending', 'delivered'])
    .where('not_after', '>', at)
    .orderBy('sequence')
    .limit(MAX_ORDERS)
    .execute(),
});

const sawAgain = async (query: Query, device: string, at: Date): Promise<void> => {
  await query
    .updateTable('device')
    .set({ last_seen: at })
    .where('name', '=', device)
    .where((row) => row.or([row('last_seen', 'is', null), row('last_seen', '<', new Date(at.getTime() - SEEN_AGAIN_MS))]))
    .execute();
};
