import type { Order, OrderRefusal } from '../../../contracts/domain/order.ts';
import type { PolicyRefreshed } from '../policy/policy-refresh.ts';
import type { SessionControl } from '../session-control.ts';
import type { DeviceLock } from './device-lock.ts';
import type { Notices } from './notices.ts';

export interface ExecuteOrderPorts {
  readonly session: Pick<SessionControl, 'lock' | 'withdraw' | 'restore'>;
  readonly deviceLock: DeviceLock;
  readonly notices: Notices;
  /** Fetches HQ's policy now. */
  readonly freshPolicy: () => Promise<PolicyRefreshed>;
  readonly policyVersion: () => number;
  /** Removes every lease, with its device share, from this laptop. */
  readonly dropLeases: () => void;
  /** Destroys everything of the force on this laptop and sends its own receipt; resolves when all is done. */
  readonly wipe: (order: Extract<Order, { kind: 'wipe' }>) => Promise<void>;
}

/**
 * What came of an order. later: it needs HQ, which does not answer now. gone: nothing is left here to write anything down in.
 */
export type Outcome = 'done' | 'later' | 'gone' | { readonly refusal: OrderRefusal };

/** Does what an order that holds says, from `at` on. Each can be done again after a power cut in the midst of it. */
export const executeOrder = async (order: Order, at: string, ports: ExecuteOrderPorts): Promise<Outcome> => {
  const { session, deviceLock, notices } = ports;
  switch (order.kind) {
    case 'lock':
      // The screen first; what is on the disk keeps it so after a restart.
      session.withdraw({ why: 'locked', since: at, reason: order.reason });
      deviceLock.lock(at, order.reason);
      return 'done';
    case 'unlock':
      deviceLock.unlock();
      session.restore();
      return 'done';
    case 'message':
      notices.add({ id: order.id, at, text: order.text });
      return 'done';
    case 'policy':
      return takePolicy(order.version, ports);
    case 'disconnect':
      // HQ has cut this laptop off, as a rule before it could hear of it.
      session.lock('order');
      ports.dropLeases();
      return 'done';
    case 'wipe':
      await ports.wipe(order);
      return 'gone';
  }
};

const takePolicy = async (version: number, { freshPolicy, policyVersion }: ExecuteOrderPorts): Promise<Outcome> => {
  if (policyVersion() >= version) return 'done';
  const fetched = await freshPolicy();
  if (policyVersion() >= version) return 'done';
  return !fetched.ok && fetched.code === 'TunnelDown' ? 'later' : { refusal: 'PolicyUnusable' };
};
