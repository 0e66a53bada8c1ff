import type { z } from 'zod';
import type { journalHead } from '../../contracts/hq/orders.ts';
import { GENESIS } from '../../pki/index.ts';
import { appendAudit } from '../database/audit.ts';
import type { Query, Transaction } from '../database/database.ts';

export type JournalHead = z.infer<typeof journalHead>;

/** How far HQ has the laptop's present journal. */
export const headOf = async (query: Query, device: string): Promise<JournalHead> => {
  const row = await query.selectFrom('device').select(['journal_seq', 'journal_hash']).where('name', '=', device).executeTakeFirstOrThrow();
  return { seq: row.journal_seq, hash: row.journal_hash };
};

/** A laptop that enrols anew has nothing left of its former journal: what HQ has of that stays, and another begins. */
export const beginJournal = async (transaction: Transaction, device: string, at: Date): Promise<void> => {
  const begun = await transaction
    .updateTable('device')
    .set((row) => ({ journal_chain: row('journal_chain', '+', 1), journal_seq: 0, journal_hash: GENESIS, journal_fault: null }))
    .where('name', '=', device)
    .where((row) => row.or([row('journal_seq', '>', 0), row('journal_fault', 'is not', null)]))
    .returning('journal_chain')
    .executeTakeFirst();
  if (begun === undefined) return;
  await appendAudit(transaction, { actor: 'hq', action: 'journalBegun', subject: device, detail: String(begun.journal_chain) }, at);
};
