import type { DeviceReport } from '../../contracts/hq/orders.ts';
import { type DeviceIdentity, demandChannel } from '../connections/device-gate.ts';
import type { Query } from '../database/database.ts';

/** How the laptop stands, for ICT. The newest alone is kept. Throws HttpError. */
export const takeReport = async (query: Query, device: DeviceIdentity, report: DeviceReport, at: Date): Promise<void> => {
  await query.transaction().execute(async (transaction) => {
    await demandChannel(transaction, device, at);
    await transaction
      .updateTable('device')
      .set({
        version: report.version,
        disk_bytes: report.diskBytes,
        unsent: report.unsent,
        policy_version: report.policyVersion,
        last_seen: at,
      })
      .where('name', '=', device.device)
      .execute();
  });
};
