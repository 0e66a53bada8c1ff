import { sql } from 'kysely';
import type { System } from '../../contracts/hq/feeds.ts';
import type { Transaction } from './database.ts';

/** Numbers of one kind of item with a beginning of their own: 04/26/ and T-, each followed by digits. */
export interface Series {
  readonly system: System;
  readonly kind: string;
  readonly prefix: string;
}

/**
 * The next serial number of a series, in the transaction that uses it: no number is given twice, and one of a transaction that is undone
 * is given again. Begins after the highest that is there, and goes past what came in by another way (a seeding) meanwhile.
 */
export const allotSerial = async (transaction: Transaction, series: Series, digits: number): Promise<number> => {
  const next = await transaction
    .updateTable('serial')
    .set((serial) => ({ last: serial('last', '+', 1) }))
    .where('series', '=', series.prefix)
    .returning('last')
    .executeTakeFirst();
  if (next !== undefined && !(await isUsed(transaction, series, next.last, digits))) return next.last;
  const last = (await highest(transaction, series)) + 1;
  await transaction
    .insertInto('serial')
    .values({ series: series.prefix, last })
    .onConflict((conflict) => conflict.column('series').doUpdateSet({ last }))
    .execute();
  return last;
};

/** The number as the series writes it: at least so many digits. */
export const serialNumber = ({ prefix }: Series, serial: number, digits: number): string =>
  `${prefix}${String(serial).padStart(digits, '0')}`;

const isUsed = async (transaction: Transaction, series: Series, serial: number, digits: number): Promise<boolean> =>
  (await transaction
    .selectFrom('item')
    .select('id')
    .where('system', '=', series.system)
    .where('kind', '=', series.kind)
    .where('owner', '=', '')
    .where('id', '=', serialNumber(series, serial, digits))
    .executeTakeFirst()) !== undefined;

const highest = async (transaction: Transaction, { system, kind, prefix }: Series): Promise<number> => {
  const { rows } = await sql<{ last: number | null }>`
    select max(substr(id, ${prefix.length + 1}::integer)::bigint) as last from item
    where system = ${system} and kind = ${kind} and starts_with(id, ${prefix}) and substr(id, ${prefix.length + 1}::integer) ~ '^[0-9]+$'
  `.execute(transaction);
  return Number(rows[0]?.last ?? 0);
};
