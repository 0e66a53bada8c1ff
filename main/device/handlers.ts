import type { Officer } from '../../contracts/domain/officer.ts';
import type { WaitingJobs } from '../../contracts/ipc/device.ts';
import type { Handlers } from '../../contracts/ipc/index.ts';
import { fail, ok } from '../../contracts/result.ts';
import { LockedError } from '../platform/ipc/locked.ts';
import type { Store } from '../store/store.ts';
import { whileOpen } from '../store/while-open.ts';
import type { FirstRun } from './enrolment/first-run.ts';
import type { Laptop } from './laptop.ts';
import type { Notices } from './orders/notices.ts';

/** What the program's data takes on this laptop, in bytes, and how many officers have work here. */
export interface StorageRecords {
  storage(staffId: string | undefined): { readonly totalBytes: number; readonly ownBytes: number; readonly officers: number };
}

export interface DeviceHandlerPorts {
  /** The officer's open work. */
  readonly work: () => { readonly officer: Officer; readonly store: Store } | undefined;
  /** Undefined while HQ does not know this laptop. */
  readonly known: () => { readonly laptop: Pick<Laptop, 'policy' | 'config'>; readonly records: StorageRecords } | undefined;
  readonly notices: Notices;
  readonly waitingJobs: () => WaitingJobs;
  readonly firstRun: FirstRun;
}

/** This laptop, for the window: how it becomes known, what ICT says to it, what it holds. */
export const createDeviceHandlers = (ports: DeviceHandlerPorts): Handlers['device'] => {
  const { notices } = ports;
  return {
    enrol: async (asked) => {
      const enrolled = await ports.firstRun.enrol(asked);
      return enrolled.ok ? ok(null) : fail(enrolled.code);
    },
    notices: async () => ok({ notices: [...notices.list()] }),
    waitingJobs: async () => ok(ports.waitingJobs()),
    dismissNotice: async ({ id }) => {
      notices.dismiss(id);
      return ok(null);
    },
    storage: () =>
      whileOpen(ports.work, async ({ store, officer }) => {
        const known = ports.known();
        if (known === undefined) throw new LockedError();
        const { policy, config } = known.laptop;
        const { version, unusedFolderDays } = policy.current();
        const setAside = await store.read('feed.setAside', null);
        return ok({
          ...known.records.storage(officer.staffId),
          unusedFolderDays,
          policyVersion: version,
          unread: setAside.reduce((sum, { count }) => sum + count, 0),
          pool: config.pool,
        });
      }),
  };
};
