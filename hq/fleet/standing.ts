import { sql } from 'kysely';
import { announceRevocation } from '../database/announce.ts';
import { appendAudit } from '../database/audit.ts';
import type { Transaction } from '../database/database.ts';

/**
 * Sets the laptop's state by its orders: wiping while a wipe waits for it or is under way, else locked or active. Leaves one
 * that is revoked, wiped or not enrolled as it is. Its live connections are judged anew, in every HQ process.
 */
export const settleDevice = async (transaction: Transaction, device: string): Promise<void> => {
  await transaction
    .updateTable('device')
    .set({
      state: sql`case
        when exists (select from fleet_order o where o.device = device.name and o.kind = 'wipe' and o.state in ('pending', 'delivered'))
          then 'wiping'
        when locked then 'locked'
        else 'active' end`,
    })
    .where('name', '=', device)
    .where('state', 'in', ['active', 'locked', 'wiping'])
    .execute();
  await announceRevocation(transaction, `device:${device}`);
};

/**
 * The laptop enrolled anew with ICT's code: a new installation that nobody locked. What the former one had taken and not
 * finished it never will; what still waits, waits for the new one.
 */
export const beginAnew = async (transaction: Transaction, device: string, at: Date): Promise<void> => {
  const { numUpdatedRows } = await transaction
    .updateTable('fleet_order')
    .set({ state: 'expired' })
    .where('device', '=', device)
    .where('state', '=', 'delivered')
    .executeTakeFirst();
  await transaction.updateTable('device').set({ locked: false }).where('name', '=', device).execute();
  await settleDevice(transaction, device);
  if (numUpdatedRows === 0n) return;
  const detail = `${numUpdatedRows} delivered`;
  await appendAudit(transaction, { actor: 'hq', action: 'orderExpired', subject: device, detail }, at);
};
