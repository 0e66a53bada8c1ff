import type { DeviceReport } from '../../contracts/hq/orders.ts';
import { type DeviceIdentity, demandChannel } from '../connections/device-gate.ts';
import type { Query } from '../database/database.ts';
import type { Log } from '../log.ts';
import { noteFailure } from '../releases/failures.ts';

/** How the laptop stands, for ICT. The newest alone is kept, but for the versions that failed there. Throws HttpError. */
export const takeReport = async (query: Query, device: DeviceIdentity, report: DeviceReport, at: Date, log: Log): Promise<void> => {
  const { setAside = [], update } = report;
  const before = await query.transaction().execute(async (transaction) => {
    await demandChannel(transaction, device, at);
    const row = await transaction.selectFrom('device').select('set_aside').where('name', '=', device.device).executeTakeFirst();
    await transaction
      .updateTable('device')
      .set({
        version: report.version,
        disk_bytes: report.diskBytes,
        unsent: report.unsent,
        policy_version: report.policyVersion,
        set_aside: JSON.stringify(setAside),
        update_state: update === undefined ? null : JSON.stringify(update),
        last_seen: at,
      })
      .where('name', '=', device.device)
      .execute();
    await noteFailure(transaction, device.device, report);
    return row?.set_aside ?? [];
  });
  // Once for each: a feed that this laptop's program cannot read whole is HQ's to look into.
  for (const one of setAside) {
    const { system, kind, reason, count } = one;
    if (!before.some((old) => old.system === system && old.kind === kind && old.reason === reason))
      log('recordsSetAside', { device: device.device, system, kind, reason, count });
  }
};
