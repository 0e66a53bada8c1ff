import type { Transaction } from '../../database/database.ts';

/** The team of the officer of that collar number who is at work in the force; undefined where there is none. */
export const findActive = (transaction: Transaction, collarNumber: string): Promise<{ readonly team: string } | undefined> =>
  transaction
    .selectFrom('officer')
    .select('team')
    .where('collar_number', '=', collarNumber)
    .where('state', '=', 'active')
    .executeTakeFirst();
