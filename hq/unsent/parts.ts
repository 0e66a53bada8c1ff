import { createHash } from 'node:crypto';
import type { ExpressionBuilder } from 'kysely';
import { type DeviceIdentity, demandChannel } from '../connections/device-gate.ts';
import type { Database, Query, Transaction } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { HttpError } from '../http/answer.ts';

export interface PartLength {
  readonly digest: string;
  readonly bytes: number;
}

/** A laptop that has been silent for so long about a parcel has been wiped in its midst: its officer gets what came. */
const SILENT_MS = 10 * 60_000;
/** Rows that one statement inserts; PostgreSQL takes 65,535 parameters. */
const ROWS_A_STATEMENT = 5000;

/** Notes which parts a parcel has; they come one by one. */
export const insertParts = async (transaction: Transaction, parcel: string, parts: readonly PartLength[]): Promise<void> => {
  for (let at = 0; at < parts.length; at += ROWS_A_STATEMENT) {
    await transaction
      .insertInto('parcel_part')
      .values(parts.slice(at, at + ROWS_A_STATEMENT).map(({ digest, bytes }) => ({ parcel, digest, bytes, data: null })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
};

export const missingParts = async (query: Query, parcel: string): Promise<string[]> => {
  const rows = await query.selectFrom('parcel_part').select('digest').where('parcel', '=', parcel).where('data', 'is', null).execute();
  return rows.map(({ digest }) => digest);
};

/** What the parts of this laptop's parcels take, come or not. */
export const partBytesOf = async (query: Query, device: string): Promise<number> => {
  const { sum } = await query
    .selectFrom('parcel_part')
    .innerJoin('parcel', 'parcel.id', 'parcel_part.parcel')
    .select((row) => row.fn.sum('parcel_part.bytes').as('sum'))
    .where('parcel.device', '=', device)
    .executeTakeFirstOrThrow();
  return Number(sum ?? 0);
};

/**
 * Keeps a part that its parcel named. The same again changes nothing. Throws HttpError NotFound for a parcel of another laptop, one that
 * was taken or a part that was not named; HashMismatch for bytes that are not the part; and as every device endpoint.
 */
export const keepPart = async (
  database: Database,
  identity: DeviceIdentity,
  { parcel, digest, data }: { readonly parcel: string; readonly digest: string; readonly data: Uint8Array },
  at: Date,
): Promise<void> => {
  if (createHash('sha256').update(data).digest('hex') !== digest) throw new HttpError('HashMismatch');
  await database.query.transaction().execute(async (transaction) => {
    await demandChannel(transaction, identity, at);
    const row = await transaction
      .selectFrom('parcel_part')
      .innerJoin('parcel', 'parcel.id', 'parcel_part.parcel')
      .select('parcel_part.bytes')
      .where('parcel.id', '=', parcel)
      .where('parcel.device', '=', identity.device)
      .where('parcel.taken_at', 'is', null)
      .where('parcel_part.digest', '=', digest)
      .executeTakeFirst();
    if (row === undefined) throw new HttpError('NotFound');
    if (row.bytes !== data.byteLength) throw new HttpError('HashMismatch');
    await transaction.updateTable('parcel_part').set({ data }).where('parcel', '=', parcel).where('digest', '=', digest).execute();
    await transaction.updateTable('parcel').set({ parts_at: at }).where('id', '=', parcel).execute();
  });
};

/** A part of the officer's own parcel. Throws HttpError NotFound for any other, and one that did not come. */
export const partOf = async (query: Query, staffId: string, parcel: string, digest: string): Promise<Uint8Array> => {
  const row = await query
    .selectFrom('parcel_part')
    .innerJoin('parcel', 'parcel.id', 'parcel_part.parcel')
    .select('parcel_part.data')
    .where('parcel.id', '=', parcel)
    .where('parcel.staff_id', '=', staffId)
    .where('parcel_part.digest', '=', digest)
    .executeTakeFirst();
  if (row?.data == null) throw new HttpError('NotFound');
  return row.data;
};

/** SQL: all of a parcel is here, or no more of it comes. */
export const isReady = (at: Date) => (row: ExpressionBuilder<Tables, 'parcel'>) =>
  row.or([
    row('parts_at', 'is', null),
    row('parts_at', '<', new Date(at.getTime() - SILENT_MS)),
    row.not(
      row.exists(
        row
          .selectFrom('parcel_part')
          .select('parcel_part.digest')
          .whereRef('parcel_part.parcel', '=', 'parcel.id')
          .where('parcel_part.data', 'is', null),
      ),
    ),
  ]);
