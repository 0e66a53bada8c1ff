import type { Handlers } from '../../contracts/ipc/index.ts';
import { fail, ok } from '../../contracts/result.ts';
import { LockedError } from '../platform/ipc/locked.ts';
import type { OfficerRecords } from '../session/officers/records.ts';
import type { Session } from '../session/session.ts';
import type { FirstRun } from './enrolment/first-run.ts';
import type { Laptop } from './laptop.ts';
import type { Notices } from './orders/notices.ts';

export interface DeviceHandlerPorts {
  readonly session: Pick<Session, 'work'>;
  /** Undefined while HQ does not know this laptop. */
  readonly known: () => { readonly laptop: Laptop; readonly records: OfficerRecords } | undefined;
  readonly notices: Notices;
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
    dismissNotice: async ({ id }) => {
      notices.dismiss(id);
      return ok(null);
    },
    storage: async () => {
      const known = ports.known();
      const work = ports.session.work;
      if (known === undefined || work === undefined) throw new LockedError();
      const { policy, config } = known.laptop;
      const { version, unusedFolderDays } = policy.current();
      const setAside = await work.store.read('feed.setAside', null);
      return ok({
        ...known.records.storage(work.officer.staffId),
        unusedFolderDays,
        policyVersion: version,
        unread: setAside.reduce((sum, { count }) => sum + count, 0),
        pool: config.pool,
      });
    },
  };
};
