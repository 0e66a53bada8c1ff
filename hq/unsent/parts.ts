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

/** A laptop that has been silent for so long about a bundle has been wiped in its midst: its officer gets what came. */
const SILENT_MS = 10 * 60_000;
/** Rows that one statement inserts; PostgreSQL takes 65,535 parameters. */
const ROWS_A_STATEMENT = 5000;

/** Notes which parts a bundle has; they come one by one. */
export const insertParts = async (transaction: Transaction, bundle: string, parts: readonly PartLength[]): Promise<void> => {
  for (let at = 0; at < parts.length; at += ROWS_A_STATEMENT) {
    await transaction
      .insertInto('unsent_part')
      .values(parts.slice(at, at + ROWS_A_STATEMENT).map(({ digest, bytes }) => ({ bundle, digest, bytes, data: null })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
};

export const missingParts = async (query: Query, bundle: string): Promise<string[]> => {
  const rows = await query.selectFrom('unsent_part').select('digest').where('bundle', '=', bundle).where('data', 'is', null).execute();
  return rows.map(({ digest }) => digest);
};

/** What the parts of this laptop's bundles take, come or not. */
export const partBytesOf = async (query: Query, device: string): Promise<number> => {
  const { sum } = await query
    .selectFrom('unsent_part')
    .innerJoin('unsent_bundle', 'unsent_bundle.id', 'unsent_part.bundle')
    .select((row) => row.fn.sum('unsent_part.bytes').as('sum'))
    .where('unsent_bundle.device', '=', device)
    .executeTakeFirstOrThrow();
  return Number(sum ?? 0);
};

/**
 * Keeps a part that its bundle named. The same again changes nothing. Throws HttpError NotFound for a bundle of another laptop, one that
 * was taken or a part that was not named; HashMismatch for bytes that are not the part; and as every device endpoint.
 */
export const keepPart = async (
  database: Database,
  identity: DeviceIdentity,
  { bundle, digest, data }: { readonly bundle: string; readonly digest: string; readonly data: Uint8Array },
  at: Date,
): Promise<void> => {
  if (createHash('sha256').update(data).digest('hex') !== digest) throw new HttpError('HashMismatch');
  await database.query.transaction().execute(async (transaction) => {
    await demandChannel(transaction, identity, at);
    const row = await transaction
      .selectFrom('unsent_part')
      .innerJoin('unsent_bundle', 'unsent_bundle.id', 'unsent_part.bundle')
      .select('unsent_part.bytes')
      .where('unsent_bundle.id', '=', bundle)
      .where('unsent_bundle.device', '=', identity.device)
      .where('unsent_bundle.taken_at', 'is', null)
      .where('unsent_part.digest', '=', digest)
      .executeTakeFirst();
    if (row === undefined) throw new HttpError('NotFound');
    if (row.bytes !== data.byteLength) throw new HttpError('HashMismatch');
    await transaction.updateTable('unsent_part').set({ data }).where('bundle', '=', bundle).where('digest', '=', digest).execute();
    await transaction.updateTable('unsent_bundle').set({ parts_at: at }).where('id', '=', bundle).execute();
  });
};

/** A part of the officer's own bundle. Throws HttpError NotFound for any other, and one that did not come. */
export const partOf = async (query: Query, staffId: string, bundle: string, digest: string): Promise<Uint8Array> => {
  const row = await query
    .selectFrom('unsent_part')
    .innerJoin('unsent_bundle', 'unsent_bundle.id', 'unsent_part.bundle')
    .select('unsent_part.data')
    .where('unsent_bundle.id', '=', bundle)
    .where('unsent_bundle.staff_id', '=', staffId)
    .where('unsent_part.digest', '=', digest)
    .executeTakeFirst();
  if (row?.data == null) throw new HttpError('NotFound');
  return row.data;
};

/** SQL: all of a bundle is here, or no more of it comes. */
export const isReady = (at: Date) => (row: ExpressionBuilder<Tables, 'unsent_bundle'>) =>
  row.or([
    row('parts_at', 'is', null),
    row('parts_at', '<', new Date(at.getTime() - SILENT_MS)),
    row.not(
      row.exists(
        row
          .selectFrom('unsent_part')
          .select('unsent_part.digest')
          .whereRef('unsent_part.bundle', '=', 'unsent_bundle.id')
          .where('unsent_part.data', 'is', null),
      ),
    ),
  ]);
