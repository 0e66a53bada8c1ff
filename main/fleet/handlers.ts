import type { Handlers } from '../../contracts/ipc/index.ts';
import { fail, ok } from '../../contracts/result.ts';
import type { Journal } from '../audit/journal.ts';
import { zeroing } from '../card/sign-with-card.ts';
import type { Trust } from '../device/trust/trust.ts';
import { LockedError } from '../platform/ipc/locked.ts';
import type { OpenWork } from '../session/work.ts';
import { whileOpen } from '../store/while-open.ts';
import { checkReceipt } from './check-receipt.ts';
import type { FleetContext } from './context.ts';
import { createCountersigning } from './countersign.ts';
import { createOrder } from './create-order.ts';
import { type ExportPlace, exportReceipt } from './export-receipt.ts';

export interface FleetPorts {
  readonly work: () => Pick<OpenWork, 'register' | 'signature'> | undefined;
  /** Undefined on a laptop with a fault, where no work is ever open. */
  readonly trust: Trust | undefined;
  readonly force: string;
  readonly journal: Journal;
  readonly place: ExportPlace;
  readonly now?: () => Date;
}

/**
 * The Fleet pane's calls. Each asks HQ's register, which alone says who may; nothing of the fleet is kept here. Throws LockedError when
 * no work is open, or when it closes before the answer: what is late for its officer is given to nobody.
 */
export const createFleetHandlers = (ports: FleetPorts): Handlers['fleet'] => {
  const now = ports.now ?? (() => new Date());
  const inFleet = <Value>(ask: (context: FleetContext) => Promise<Value>) =>
    whileOpen(ports.work, async ({ register, signature }) => {
      const { trust, force, journal } = ports;
      if (trust === undefined) throw new LockedError();
      // Without a shift certificate there is no HQ yet.
      return register === undefined ? fail('TunnelDown') : ask({ register, signature, trust, force, journal, now });
    });
  const countersigning = createCountersigning();

  return {
    devices: (query) => inFleet(({ register }) => register.ask('fleetDevices', { query })),
    device: ({ name }) => inFleet(({ register }) => register.ask('fleetDevice', { segments: { name } })),
    enrolmentCode: ({ device, pool }) =>
      inFleet(({ register }) => register.ask('fleetCode', { segments: { name: device }, body: { pool } })),
    give: ({ draft, pin }) => zeroing(pin, () => inFleet((context) => createOrder(context, draft, pin))),
    waiting: () => inFleet(countersigning.waiting),
    countersign: ({ id, pin }) => zeroing(pin, () => inFleet((context) => countersigning.countersign(context, id, pin))),
    cancel: ({ id }) =>
      inFleet(async ({ register, journal }) => {
        const cancelled = await register.ask('cancelOrder', { segments: { id } });
        if (cancelled.ok) await journal({ action: 'order', subject: cancelled.value.device, detail: `cancel ${id}` });
        return cancelled;
      }),
    receipts: ({ id }) =>
      inFleet(async ({ register, trust, force }) => {
        const documents = await register.ask('orderDocuments', { segments: { id } });
        if (!documents.ok) return documents;
        const { summary, receipts } = documents.value;
        if (summary.id !== id) return fail('HqUnusable');
        return ok({ order: summary, receipts: receipts.map((one) => checkReceipt(derOf(one), summary, trust, force, now())) });
      }),
    exportReceipt: ({ id }) =>
      inFleet(async ({ register, trust, journal }) => {
        const documents = await register.ask('orderDocuments', { segments: { id } });
        if (!documents.ok) return documents;
        const { summary, receipts } = documents.value;
        const newest = receipts.at(-1);
        if (summary.id !== id || newest === undefined) return fail('NotFound');
        // Before the file: what could not be journalled is not given out (Data Protection Act 2018 s.62, disclosure).
        await journal({ action: 'export', subject: summary.device, detail: `receipt ${id}` });
        return exportReceipt(derOf(newest), `receipt ${summary.device} ${summary.kind} ${id.slice(0, 8)}`, trust, ports.place);
      }),
    officers: (query) => inFleet(({ register }) => register.ask('fleetOfficers', { query })),
    revokeOfficer: ({ staffId }) => inFleet(({ register }) => register.ask('revokeOfficer', { segments: { staffId } })),
    restoreOfficer: ({ staffId }) => inFleet(({ register }) => register.ask('restoreOfficer', { segments: { staffId } })),
    setRoles: ({ staffId, roles }) => inFleet(({ register }) => register.ask('setRoles', { segments: { staffId }, body: { roles } })),
    revokeCard: ({ staffId, serial }) => inFleet(({ register }) => register.ask('revokeCard', { segments: { staffId, serial } })),
  };
};

const derOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));
