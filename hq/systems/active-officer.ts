import type { Role } from '../../contracts/domain/officer.ts';
import type { Transaction } from '../database/database.ts';

/** The officer of that collar number who is at work in the force; undefined where there is none. */
export const findActive = (
  transaction: Transaction,
  collarNumber: string,
): Promise<{ readonly team: string; readonly rank: string; readonly name: string; readonly roles: readonly Role[] } | undefined> =>
  transaction
    .selectFrom('officer')
    .select(['team', 'rank', 'name', 'roles'])
    .where('collar_number', '=', collarNumber)
    .where('state', '=', 'active')
    .executeTakeFirst();
