import type { z } from 'zod';
import type { Policy } from '../../contracts/domain/policy.ts';
import { type draftsEnvelope, type draftsList, MAX_DRAFTS_LAPTOPS } from '../../contracts/hq/drafts.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import { appendAudit } from '../database/audit.ts';
import type { Database, Transaction } from '../database/database.ts';
import { HttpError } from '../http/answer.ts';

export interface DraftParts {
  readonly database: Database;
  /** The policy as it stands now (fleet/policy). */
  readonly policy: { current(): Promise<{ readonly policy: Policy } | undefined> };
}

/**
 * Keeps an officer's sealed drafts from this laptop in place of those from before, and forgets those of the laptops that
 * were not used for longest. Audited without content. Throws HttpError 403 DraftsStay where the policy lets none travel.
 */
export const keepDrafts = async (
  parts: DraftParts,
  shift: ShiftIdentity,
  given: z.infer<typeof draftsEnvelope>,
  at: Date,
): Promise<void> => {
  await demandTravel(parts);
  const { officer, device } = shift;
  const envelope = new Uint8Array(Buffer.from(given.envelope, 'base64'));
  await parts.database.query.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('travelling_drafts')
      .values({ staff_id: officer.staffId, device, envelope, received_at: at })
      .onConflict((conflict) => conflict.columns(['staff_id', 'device']).doUpdateSet({ envelope, received_at: at }))
      .execute();
    const kept = transaction
      .selectFrom('travelling_drafts')
      .select('device')
      .where('staff_id', '=', officer.staffId)
      .orderBy('received_at', 'desc')
      .orderBy('device')
      .limit(MAX_DRAFTS_LAPTOPS);
    await transaction.deleteFrom('travelling_drafts').where('staff_id', '=', officer.staffId).where('device', 'not in', kept).execute();
    await appendAudit(transaction, { actor: officer.staffId, action: 'draftsKept', subject: device }, at);
  });
};

/** The officer's own, as each laptop left them, newest first. Throws HttpError 403 DraftsStay. */
export const draftsOf = async (parts: DraftParts, { officer, device }: ShiftIdentity, at: Date): Promise<z.infer<typeof draftsList>> => {
  await demandTravel(parts);
  return parts.database.query.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom('travelling_drafts')
      .select(['device', 'envelope'])
      .where('staff_id', '=', officer.staffId)
      .orderBy('received_at', 'desc')
      .orderBy('device')
      .limit(MAX_DRAFTS_LAPTOPS)
      .execute();
    await appendAudit(transaction, { actor: officer.staffId, action: 'draftsFetched', subject: device }, at);
    return { laptops: rows.map((row) => ({ device: row.device, envelope: Buffer.from(row.envelope).toString('base64') })) };
  });
};

/** Forgets all that travelled: the force has decided that none does any more. */
export const forgetDrafts = async (transaction: Transaction): Promise<void> => {
  await transaction.deleteFrom('travelling_drafts').execute();
};

const demandTravel = async ({ policy }: DraftParts): Promise<void> => {
  const inForce = await policy.current();
  if (inForce?.policy.draftsTravel !== true) throw new HttpError('DraftsStay');
};
