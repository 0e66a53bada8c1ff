import { type DeviceReport, deviceReport } from '../../contracts/hq/orders.ts';
import { type DeviceIdentity, demandChannel } from '../connections/device-gate.ts';
import type { Query } from '../database/database.ts';
import { HttpError } from '../http/answer.ts';
import { parseJson } from '../http/json-body.ts';

/** POST /v1/device/report: how the laptop stands, for ICT. The newest alone is kept. Throws HttpError 400, 403. */
export const takeReport = async (query: Query, device: DeviceIdentity, body: Uint8Array, at: Date): Promise<void> => {
  const report = parse(body);
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

const parse = (body: Uint8Array): DeviceReport => {
  const report = deviceReport.safeParse(parseJson(body)).data;
  // PostgreSQL's integer; no laptop has so many.
  if (report !== undefined && report.unsent <= MAX_INTEGER && report.policyVersion <= MAX_INTEGER) return report;
  throw new HttpError(400, 'Malformed');
};

const MAX_INTEGER = 2 ** 31 - 1;
