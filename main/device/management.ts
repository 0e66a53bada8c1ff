import { join } from 'node:path';
import type { Order } from '../../contracts/domain/order.ts';
import type { UpdateReport } from '../../contracts/domain/release.ts';
import type { Journal } from '../audit/journal.ts';
import type { Log } from '../platform/log/log.ts';
import type { Secrets } from '../platform/shell/port.ts';
import type { Laptop } from './laptop.ts';
import { destroyLease } from './lease/lease.ts';
import { openDeviceLock } from './orders/device-lock.ts';
import { executeOrder } from './orders/execute-order.ts';
import type { Notices } from './orders/notices.ts';
import { ORDER_LOG, openOrderLog } from './orders/order-log.ts';
import { followOrders } from './orders/orders.ts';
import { createReceipts } from './orders/receipts.ts';
import { followRejection } from './rejection.ts';
import { diskBytesOf, keepReported } from './report.ts';
import type { SessionControl } from './session-control.ts';
import { setAsideOnLaptop } from './set-aside.ts';
import { officerFoldersIn, unsentOnLaptop } from './unsent/unsent-on-laptop.ts';
import { startWipe } from './wipe/index.ts';
import { configurationOf, isOver, wipePorts } from './wipe/wipe-ports.ts';

export interface ManagementPorts {
  readonly dataFolder: string;
  readonly configFile: string;
  readonly version: string;
  readonly secrets: Secrets;
  readonly laptop: Laptop;
  readonly session: SessionControl;
  readonly notices: Notices;
  /** What happens with orders is noted there too. */
  readonly journal: Journal;
  /** How far the program's next version is. */
  readonly update: () => UpdateReport;
  /** Ends whatever else writes into the data folder. Before a wipe. */
  readonly quiet: () => Promise<void>;
  readonly log: Log;
}

/** This laptop as one of the force's: under HQ's orders for as long as the program runs, whoever is signed in. */
export interface Management {
  stop(): Promise<void>;
}

/** ICT's lock holds from here on; orders, receipts and reports begin. */
export const startManagement = (ports: ManagementPorts): Management => {
  const { dataFolder, laptop, session, notices, log } = ports;
  const { tunnel, credential, policy, trust, config, refresh } = laptop;
  const folder = join(dataFolder, 'device');
  const now = (): Date => new Date();
  const deviceLock = openDeviceLock(join(folder, 'locked.json'), credential().device);
  const withdrawn = deviceLock.current(now());
  if (withdrawn !== undefined) session.withdraw(withdrawn);

  const receipts = createReceipts({ folder: join(folder, 'receipts'), tunnel, credential, log, now });
  const dropLeases = (): void => {
    for (const { path } of officerFoldersIn(dataFolder)) destroyLease(path);
  };
  policy.onChange(({ version }) => {
    ports.journal({ action: 'policy', subject: 'policy', detail: `version ${version}` }).catch(() => log('policyNotJournalled'));
  });
  const rejection = followRejection({
    tunnel,
    session,
    dropLeases,
    log,
    restore: () => deviceLock.current(now()) === undefined && session.restore(),
  });
  const stopReporting = keepReported({
    tunnel,
    read: async () => ({
      version: ports.version,
      diskBytes: await diskBytesOf(dataFolder),
      unsent: unsentOnLaptop(dataFolder),
      policyVersion: policy.current().version,
      setAside: setAsideOnLaptop(dataFolder),
      update: ports.update(),
    }),
  });

  const wipe = (order: Extract<Order, { kind: 'wipe' }>): Promise<void> =>
    startWipe(
      order,
      wipePorts({
        dataFolder,
        configuration: configurationOf(ports.configFile),
        secrets: ports.secrets,
        channel: () => ({ link: laptop, receipts }),
        log,
        async lockNow() {
          session.withdraw({ why: 'wiping', since: now().toISOString(), done: 0 });
          notices.clear();
          stopReporting();
          rejection.stop();
          laptop.quiet();
          await Promise.all([session.closed(), ports.quiet()]);
        },
        show(deviceBlock) {
          session.withdraw(deviceBlock);
          // Nothing is left to speak for, and nothing may be written here again.
          if (isOver(deviceBlock)) void laptop.close();
        },
      }),
    );
  const orders = followOrders({
    tunnel,
    receipts,
    log,
    now,
    journal: ports.journal,
    context: () => ({ trust, policy: policy.signed(), device: credential().device, force: config.force }),
    orderLog: openOrderLog(join(folder, ORDER_LOG), credential().device, () => log('orderLogDamaged')),
    refresh: async () => {
      if ((await refresh.trust()) === 'TunnelDown') return false;
      const policy = await refresh.policy();
      return policy.ok || policy.code !== 'TunnelDown';
    },
    executeOrder: (order, at) =>
      executeOrder(order, at, {
        session,
        deviceLock,
        notices,
        dropLeases,
        wipe,
        freshPolicy: refresh.policy,
        policyVersion: () => policy.current().version,
      }),
  });
  return {
    async stop() {
      rejection.stop();
      stopReporting();
      receipts.stop();
      await orders.stop();
    },
  };
};
