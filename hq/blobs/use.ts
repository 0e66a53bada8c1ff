import type { Attachment } from '../../contracts/domain/blob.ts';
import { BLOB_MISSING } from '../../contracts/hq/blobs.ts';
import type { Database, Transaction } from '../database/database.ts';
import { HttpError } from '../http/answer.ts';
import { lockContents } from './prove.ts';

/** How long a blob waits for its command: longer than a link is away, as a rule; after that the laptop sends it again. */
const LOOSE_MS = 24 * 3600_000;

/**
 * All blobs that a command carries are here, whole, and were sent by this officer: nobody has another's by knowing its hash. What its
 * payload names as attachments is among them, and as long as it says. Throws HttpError BlobMissing or PayloadMalformed, which ends the
 * caller's transaction.
 */
export const demandBlobs = async (
  transaction: Transaction,
  staffId: string,
  hashes: readonly string[],
  named: readonly Attachment[],
): Promise<void> => {
  if (named.some(({ hash }) => !hashes.includes(hash))) throw new HttpError('PayloadMalformed');
  if (hashes.length === 0) return;
  const here = await transaction
    .selectFrom('blob')
    .select(['hash', 'bytes'])
    .where('staff_id', '=', staffId)
    .where('hash', 'in', [...hashes])
    .where('complete', '=', true)
    .forUpdate()
    .execute();
  if (here.length < new Set(hashes).size) throw new HttpError(BLOB_MISSING);
  const lengths = new Map(here.map(({ hash, bytes }) => [hash, bytes]));
  if (named.some(({ hash, bytes }) => lengths.get(hash) !== bytes)) throw new HttpError('PayloadMalformed');
};

/** The command was carried out: what it carries is kept. */
export const keepBlobs = async (transaction: Transaction, staffId: string, key: string, hashes: readonly string[]): Promise<void> => {
  if (hashes.length === 0) return;
  const each = [...new Set(hashes)];
  await transaction.updateTable('blob').set({ used: true }).where('staff_id', '=', staffId).where('hash', 'in', each).execute();
  await transaction
    .insertInto('command_blob')
    .values(each.map((hash) => ({ staff_id: staffId, key, hash })))
    .execute();
};

/** Forgets what no command came for. */
export const forgetLooseBlobs = (database: Database, at: Date): Promise<void> =>
  database.query.transaction().execute(async (transaction) => {
    await lockContents(transaction);
    const gone = await transaction
      .deleteFrom('blob')
      .where('used', '=', false)
      .where('at', '<', new Date(at.getTime() - LOOSE_MS))
      .returning(['id', 'complete'])
      .execute();
    const contents = await transaction
      .deleteFrom('blob_content')
      .where((row) =>
        row.not(
          row.exists(
            row.selectFrom('blob').select('blob.hash').whereRef('blob.hash', '=', 'blob_content.hash').where('blob.complete', '=', true),
          ),
        ),
      )
      .returning('id')
      .execute();
    const ids = [...gone.filter(({ complete }) => !complete), ...contents].map(({ id }) => id);
    if (ids.length > 0) await transaction.deleteFrom('blob_chunk').where('id', 'in', ids).execute();
  });
