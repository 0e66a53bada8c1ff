import { randomBytes, randomUUID } from 'node:crypto';
import type { Transaction } from './database.ts';

/** Half of a store key (the other half is on the card); AES-256 strength by itself. */
const DEVICE_SHARE_BYTES = 32;

export interface HeldLease {
  readonly id: string;
  readonly deviceShare: Uint8Array;
}

/** Lends the officer's device share on this device until `notAfter`: the same share as before, or a new one when there is none. */
export const holdLease = async (
  transaction: Transaction,
  lease: { readonly staffId: string; readonly device: string; readonly issuedAt: Date; readonly notAfter: Date },
): Promise<HeldLease> => {
  const row = await transaction
    .insertInto('lease')
    .values({
      id: randomUUID(),
      staff_id: lease.staffId,
      device: lease.device,
      device_share: randomBytes(DEVICE_SHARE_BYTES),
      issued_at: lease.issuedAt,
      not_after: lease.notAfter,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['staff_id', 'device'])
        .where('dropped_at', 'is', null)
        .doUpdateSet({ issued_at: lease.issuedAt, not_after: lease.notAfter }),
    )
    .returning(['id', 'device_share'])
    .executeTakeFirstOrThrow();
  if (row.device_share === null) throw new Error('a held lease has its share');
  return { id: row.id, deviceShare: row.device_share };
};

/** Destroys every device share of the laptop: what it holds on disk opens never again. Returns how many there were. */
export const dropLeases = async (transaction: Transaction, device: string, at: Date): Promise<number> => {
  const { numUpdatedRows } = await transaction
    .updateTable('lease')
    .set({ device_share: null, dropped_at: at })
    .where('device', '=', device)
    .where('dropped_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
};
