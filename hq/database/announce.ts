import { sql } from 'kysely';
import type { Transaction } from './database.ts';

/** Tells every HQ process, at the commit, whose live connections are to be judged again: "device:LAP-0417", "staff:LC002418". */
export const announceRevocation = async (transaction: Transaction, subject: string): Promise<void> => {
  await sql`select pg_notify('hq_revocation', ${subject})`.execute(transaction);
};

/** Tells every HQ process, at the commit, that an order waits for the laptop. */
export const announceOrder = async (transaction: Transaction, device: string): Promise<void> => {
  await sql`select pg_notify('hq_order', ${device})`.execute(transaction);
};
