import type { z } from 'zod';
import type { unsentBundleList } from '../../contracts/hq/orders.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import { appendAudit } from '../database/audit.ts';
import type { Database, Query } from '../database/database.ts';
import { HttpError } from '../http/answer.ts';
import { isReady } from './parts.ts';

/** As many as the contract lets an answer hold; and past so many bytes the rest comes when these were taken. */
const MAX_LISTED = 50;
const MAX_LISTED_BYTES = 32 * 1024 * 1024;

type Bundle = z.infer<typeof unsentBundleList>['parcels'][number];

/**
 * The officer's own, oldest first, once all of it has come or nothing more comes; at least one when there is any, and no more than a link
 * can carry at once. Pieces of the JSON of an unsentBundleList, of which one bundle at a time is in memory.
 */
export async function* bundlesOf(query: Query, { officer }: ShiftIdentity, at: Date): AsyncGenerator<string> {
  const waiting = await query
    .selectFrom('unsent_bundle')
    .select(['id', (row) => row.fn<number>('octet_length', ['envelope']).as('bytes')])
    .where('staff_id', '=', officer.staffId)
    .where('taken_at', 'is', null)
    .where(isReady(at))
    .orderBy('received_at')
    .orderBy('id')
    .limit(MAX_LISTED)
    .execute();
  let listed = 0;
  yield '{"parcels":[';
  for (const { id, bytes } of waiting) {
    if (listed > 0 && listed + bytes > MAX_LISTED_BYTES) break;
    const row = await query.selectFrom('unsent_bundle').select('envelope').where('id', '=', id).executeTakeFirst();
    if (row?.envelope == null) continue; // Taken meanwhile.
    const bundle: Bundle = { id, envelope: Buffer.from(row.envelope).toString('base64') };
    yield `${listed > 0 ? ',' : ''}${JSON.stringify(bundle)}`;
    listed += bytes;
  }
  yield ']}';
}

/** HQ forgets what is in it. Saying so again changes nothing. Throws HttpError NotFound for anybody else's. */
export const bundleTaken = async (database: Database, { officer, device }: ShiftIdentity, id: string, at: Date): Promise<void> => {
  await database.query.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom('unsent_bundle')
      .select(['staff_id', 'taken_at'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (row?.staff_id !== officer.staffId) throw new HttpError('NotFound');
    if (row.taken_at !== null) return;
    await transaction.deleteFrom('unsent_part').where('bundle', '=', id).execute();
    await transaction.updateTable('unsent_bundle').set({ envelope: null, taken_at: at }).where('id', '=', id).execute();
    await appendAudit(transaction, { actor: officer.staffId, action: 'parcelTaken', subject: device, detail: id }, at);
  });
};
