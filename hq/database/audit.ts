import { createHash } from 'node:crypto';
import type { Query, Transaction } from './database.ts';
import type { AuditTable } from './tables.ts';

/** What HQ writes down of itself. Subjects and details are ids and closed codes: no name, no content. */
export interface AuditEntry {
  /** Staff id, device name, or "hq" and "ict" for what nobody at a laptop did. */
  readonly actor: string;
  readonly action: AuditAction;
  readonly subject: string;
  readonly detail?: string;
}

export type AuditAction =
  | 'seeded'
  | 'codeListTaken'
  | 'codeListRefused'
  | 'clipRegistered'
  | 'clipViewed'
  | 'enrolmentCodeMade'
  | 'deviceEnrolled'
  | 'deviceRenewed'
  | 'enrolmentRefused'
  | 'shiftCertificateIssued'
  | 'shiftCertificateRefused'
  | 'leaseIssued'
  | 'leaseRefused'
  | 'leasesDropped'
  | 'officerRevoked'
  | 'deviceRevoked'
  | 'cardRevoked'
  | 'commandDone'
  | 'commandRefused'
  | 'emergency'
  | 'searched'
  | 'recordRestricted'
  | 'fleetRefused'
  | 'orderGiven'
  | 'orderCountersigned'
  | 'orderCancelled'
  | 'orderExpired'
  | 'orderRefused'
  | 'orderDelivered'
  | 'orderDone'
  | 'orderDeclined'
  | 'receiptRefused'
  | 'deviceWiped'
  | 'releaseHeld'
  | 'policyInForce'
  | 'policyRefused'
  | 'officerRestored'
  | 'officerPut'
  | 'cardRegistered'
  | 'rolesChanged'
  | 'journalBroken'
  | 'journalBegun'
  | 'parcelKept'
  | 'parcelTaken'
  | 'parcelRefused'
  | 'draftsKept'
  | 'draftsFetched'
  | 'shareRewrapped'
  | 'rewrapRefused';

/**
 * Appends to the trail, in the caller's transaction: what is noted happened, and what happened is noted. Call it last:
 * it holds the head of the chain until the commit.
 */
export const appendAudit = async (transaction: Transaction, entry: AuditEntry, at: Date = new Date()): Promise<void> => {
  const head = await transaction.selectFrom('audit_head').select(['seq', 'hash']).forUpdate().executeTakeFirstOrThrow();
  const row = {
    seq: head.seq + 1,
    at,
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject,
    detail: entry.detail ?? '',
    previous: head.hash,
  };
  const hash = hashOf(row);
  await transaction
    .insertInto('audit')
    .values({ ...row, hash })
    .execute();
  await transaction.updateTable('audit_head').set({ seq: row.seq, hash }).execute();
};

/** Notes one thing in a transaction of its own: a refusal, which has none. */
export const audit = (query: Query, entry: AuditEntry): Promise<void> =>
  query.transaction().execute((transaction) => appendAudit(transaction, entry));

const PAGE = 1000;

/** Walks the whole chain. `firstBreak` is the number of the first entry that is not as it was written, if any. */
export const verifyAudit = async (query: Query): Promise<{ readonly entries: number; readonly firstBreak: number | undefined }> => {
  let previous = '0'.repeat(64);
  let seq = 0;
  for (;;) {
    const page = await query.selectFrom('audit').selectAll().where('seq', '>', seq).orderBy('seq').limit(PAGE).execute();
    for (const row of page) {
      if (row.seq !== seq + 1 || row.previous !== previous || row.hash !== hashOf(row)) return { entries: seq, firstBreak: seq + 1 };
      seq = row.seq;
      previous = row.hash;
    }
    if (page.length < PAGE) break;
  }
  const head = await query.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirstOrThrow();
  // The newest entries cut off leave a whole chain that is too short.
  const whole = head.seq === seq && head.hash === previous;
  return { entries: seq, firstBreak: whole ? undefined : seq + 1 };
};

const hashOf = (row: Omit<AuditTable, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([row.previous, row.seq, row.at.toISOString(), row.actor, row.action, row.subject, row.detail]))
    .digest('hex');
