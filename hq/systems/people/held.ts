import { sql } from 'kysely';
import type { z } from 'zod';
import { type Balance, balance, type Duty, duty } from '../../../contracts/domain/duty.ts';
import type { Transaction } from '../../database/database.ts';
import { findItem } from '../../database/items.ts';

/** An officer's duties of the days from..to, both included, by day. One that is malformed is as if it were not there. */
export const dutiesOf = async (transaction: Transaction, staffId: string, from: string, to: string): Promise<ReadonlyMap<string, Duty>> => {
  const rows = await transaction
    .selectFrom('item')
    .select('body')
    .where('system', '=', 'people')
    .where('kind', '=', 'duty')
    .where('owner', '=', staffId)
    .where((item) => sql<boolean>`${item.ref('body')} ->> 'day' between ${from} and ${to}`)
    .execute();
  return new Map(rows.flatMap(({ body }) => duty.safeParse(body).data ?? []).map((one) => [one.day, one]));
};

export const balanceOf = async (transaction: Transaction, staffId: string): Promise<Balance | undefined> => {
  const item = await findItem(transaction, { system: 'people', kind: 'balance', owner: staffId, id: 'balance' });
  return balance.safeParse(item?.body).data;
};

/** What an officer has asked of HR, of one kind, whatever became of it. What is malformed stands in the way of nothing else. */
export const requestsOf = async <Schema extends z.ZodType>(
  transaction: Transaction,
  kind: 'leave' | 'overtime' | 'swap' | 'sickness',
  schema: Schema,
  collarNumber: string,
): Promise<readonly z.infer<Schema>[]> => {
  const rows = await transaction
    .selectFrom('item')
    .select('body')
    .where('system', '=', 'people')
    .where('kind', '=', kind)
    .where((item) => sql<boolean>`${item.ref('body')} ->> 'officer' = ${collarNumber}`)
    .execute();
  return rows.flatMap(({ body }) => schema.safeParse(body).data ?? []);
};

/** The staff id of whoever has the collar number; undefined where nobody has it any more. */
export const staffIdOf = async (transaction: Transaction, collarNumber: string): Promise<string | undefined> => {
  const row = await transaction.selectFrom('officer').select('staff_id').where('collar_number', '=', collarNumber).executeTakeFirst();
  return row?.staff_id;
};

/** What a day is rostered as, without what else is known of it. */
export const rosteredAs = ({ kind, label, start, end }: Duty): NonNullable<Duty['changed']>['was'] => ({
  ...{ kind, label },
  ...(start === undefined ? {} : { start }),
  ...(end === undefined ? {} : { end }),
});
