import type { DeviceDetail } from '../../contracts/hq/fleet.ts';
import type { Database } from '../database/database.ts';
import { findDevice } from '../database/devices.ts';
import { nextSequence, ordersOf, summaryOf } from '../fleet/orders/rows.ts';
import type { PolicyInForce } from '../fleet/policy/policy-in-force.ts';
import { HttpError } from '../http/answer.ts';
import { findDeviceRow } from './devices.ts';
import { historyOf } from './history.ts';

/** As many as the contract lets a page show. */
const ORDERS_SHOWN = 100;
const LINES_SHOWN = 200;

/** A laptop with its orders and history. Throws HttpError NotFound. */
export const describeDevice = async (
  parts: { readonly database: Database; readonly policy: PolicyInForce },
  name: string,
  at: Date,
): Promise<DeviceDetail> => {
  const { query } = parts.database;
  const device = await findDeviceRow(query, name);
  const registered = await findDevice(query, name);
  if (device === undefined || registered === undefined) throw new HttpError('NotFound');
  const orders = await ordersOf(query, name, ORDERS_SHOWN);
  const inForce = await parts.policy.current();
  const until = await certificateEnd(parts.database, name, registered.certificate_serial);
  return {
    device,
    ...(until === undefined ? {} : { certificateUntil: until.toISOString() }),
    ...(registered.policy_version === null ? {} : { policyVersion: registered.policy_version }),
    ...(registered.set_aside.length === 0 ? {} : { setAside: registered.set_aside }),
    orders: orders.map((row) => summaryOf(row, at)),
    history: await historyOf(query, name, LINES_SHOWN),
    nextSequence: await nextSequence(query, name),
    countersign: inForce?.policy.orders.countersign ?? [],
  };
};

/** When the laptop's present certificate ends by itself; undefined when it has none, or none that stands. */
const certificateEnd = async ({ query }: Database, device: string, serial: string | null): Promise<Date | undefined> => {
  if (serial === null) return undefined;
  const found = await query
    .selectFrom('certificate')
    .select('not_after')
    .where('kind', '=', 'device')
    .where('serial', '=', serial)
    .where('device', '=', device)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return found?.not_after;
};
