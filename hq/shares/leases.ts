import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Transaction } from '../database/database.ts';
import { lockDevice } from '../database/devices.ts';
import { faultOf, type Log } from '../log.ts';
import type { KeyFolder } from './key-folder.ts';
import { openShare, type ShareOwner, sealShare } from './seal.ts';
import { endKeys, keyOf, type ShareKey } from './share-keys.ts';

/** Half of a store key (the other half is on the card); AES-256 strength by itself. */
const DEVICE_SHARE_BYTES = 32;

export interface HeldLease {
  readonly id: string;
  /** The caller zeroes it. */
  readonly deviceShare: Uint8Array;
}

/**
 * Lends the officer's device share on this device until `notAfter`: the same share as before, or a new one when there is none. The
 * laptop's row is held. Throws ShareKeyError when the key that seals it cannot be found; then the share stays as it is.
 */
export const holdLease = async (
  transaction: Transaction,
  keys: KeyFolder,
  lease: ShareOwner & { readonly issuedAt: Date; readonly notAfter: Date },
): Promise<HeldLease> => {
  const { issuedAt, notAfter, ...owner } = lease;
  const key = await keyOf(transaction, keys, owner.device, issuedAt);
  try {
    const held = await findShare(transaction, key, owner);
    const deviceShare = held?.deviceShare ?? new Uint8Array(randomBytes(DEVICE_SHARE_BYTES));
    const id = held?.id ?? randomUUID();
    const sealed = { device_share: sealShare(key.key, deviceShare, owner), share_key: key.id, issued_at: issuedAt, not_after: notAfter };
    await transaction
      .insertInto('lease')
      .values({ id, staff_id: owner.staffId, device: owner.device, ...sealed })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(sealed))
      .execute();
    return { id, deviceShare };
  } finally {
    key.key.fill(0);
  }
};

/** The share that the officer has on the laptop; undefined when there is none, or what seals it was destroyed. */
const findShare = async (transaction: Transaction, key: ShareKey, { staffId, device }: ShareOwner): Promise<HeldLease | undefined> => {
  const row = await transaction
    .selectFrom('lease')
    .select(['id', 'device_share', 'share_key'])
    .where('staff_id', '=', staffId)
    .where('device', '=', device)
    .where('dropped_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined || row.device_share === null) return undefined;
  if (row.share_key === null) return { id: row.id, deviceShare: new Uint8Array(row.device_share) };
  if (row.share_key === key.id) return { id: row.id, deviceShare: openShare(key.key, row.device_share, { staffId, device }) };
  // Sealed under a key that was destroyed: the row goes on with a share of its own.
  return { id: row.id, deviceShare: new Uint8Array(randomBytes(DEVICE_SHARE_BYTES)) };
};

/**
 * Takes every device share of the laptop away, and ends their key: once that is destroyed (destroyEndedKeys), what the laptop holds on disk
 * opens never again. Returns how many there were.
 */
export const dropLeases = async (transaction: Transaction, device: string, at: Date): Promise<number> => {
  await endKeys(transaction, device, at);
  const { numUpdatedRows } = await transaction
    .updateTable('lease')
    .set({ device_share: null, dropped_at: at })
    .where('device', '=', device)
    .where('dropped_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
};

/**
 * Seals the shares of a version that kept them as they were, at the start, laptop by laptop. The table is written anew afterwards, so that
 * no dead row keeps one; the database's log and its backups of before do, until they are gone (docs/operations.md).
 */
export const sealUnsealed = async (database: Database, parts: { readonly keys: KeyFolder; readonly log: Log }, at: Date): Promise<void> => {
  const { query } = database;
  const open = await query
    .selectFrom('lease')
    .select('device')
    .distinct()
    .where('device_share', 'is not', null)
    .where('share_key', 'is', null)
    .execute();
  for (const { device } of open) await query.transaction().execute((transaction) => sealAllOf(transaction, parts.keys, device, at));
  if (open.length === 0) return;
  parts.log('sharesSealed', { laptops: open.length });
  await sql`vacuum (full) lease`.execute(query).catch((error) => parts.log('leasesNotRewritten', faultOf(error)));
};

const sealAllOf = async (transaction: Transaction, keys: KeyFolder, device: string, at: Date): Promise<void> => {
  await lockDevice(transaction, device);
  const { id, key } = await keyOf(transaction, keys, device, at);
  try {
    const rows = await transaction
      .selectFrom('lease')
      .select(['id', 'staff_id', 'device_share'])
      .where('device', '=', device)
      .where('share_key', 'is', null)
      .execute();
    for (const row of rows) {
      if (row.device_share === null) continue;
      const sealed = sealShare(key, row.device_share, { staffId: row.staff_id, device });
      await transaction.updateTable('lease').set({ device_share: sealed, share_key: id }).where('id', '=', row.id).execute();
    }
  } finally {
    key.fill(0);
  }
};
