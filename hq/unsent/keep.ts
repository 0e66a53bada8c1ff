import { createHash, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { unsentBundle, unsentBundleKept } from '../../contracts/hq/orders.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import { type DeviceIdentity, demandChannel } from '../connections/device-gate.ts';
import { appendAudit } from '../database/audit.ts';
import type { Database, Transaction } from '../database/database.ts';
import { auditRefusal } from '../database/refusals.ts';
import { ownersOfTags } from '../journal/owners.ts';
import { insertParts, missingParts, type PartLength, partBytesOf } from './parts.ts';

/** A laptop has a handful of officers with one bundle each; ten times that is somebody who fills HQ's disk. */
export const MAX_BUNDLES = 50;
/** As much as all of them may take together: a few of the longest, or many as they are. */
const MAX_BYTES = 64 * 1024 * 1024;

/** What lies beside their envelopes: what a policy lets a handful of officers have sealed. */
const MAX_PART_BYTES = 4 * 1024 * 1024 * 1024;

export type BundleProblem = 'OfficerUnknown' | 'ParcelsFull';
export type KeptBundle = z.output<typeof unsentBundleKept>;

/**
 * Keeps an officer's sealed work until its officer takes it. The same bundle again, from a laptop that lost the
 * answer, is the same bundle. HQ holds no key to it but the force's recovery key, and looks into none. Every answer is audited.
 * Throws HttpError for a laptop that was wiped, cut off or enrolled anew meanwhile.
 */
export const keepUnsentBundle = async (
  database: Database,
  identity: DeviceIdentity,
  given: z.infer<typeof unsentBundle>,
  at: Date,
): Promise<Result<KeptBundle, BundleProblem>> => {
  const { device } = identity;
  const kept = await database.query.transaction().execute(async (transaction) => {
    await demandChannel(transaction, identity, at); // Holds the laptop's row, too: two at once would both find room for the last one.
    return keep(transaction, device, given, at);
  });
  if (!kept.ok) await auditRefusal(database.query, { actor: device, action: 'parcelRefused', subject: device, detail: kept.code });
  return kept;
};

const keep = async (
  transaction: Transaction,
  device: string,
  given: z.infer<typeof unsentBundle>,
  at: Date,
): Promise<Result<KeptBundle, BundleProblem>> => {
  const envelope = new Uint8Array(Buffer.from(given.envelope, 'base64'));
  const digest = createHash('sha256').update(envelope).digest();
  const before = await transaction
    .selectFrom('unsent_bundle')
    .select('id')
    .where('device', '=', device)
    .where('digest', '=', digest)
    .executeTakeFirst();
  if (before !== undefined) return ok({ id: before.id, missing: await missingParts(transaction, before.id) });
  const staffId = (await ownersOfTags(transaction, device, Buffer.from(given.tagKey, 'base64'))).get(given.tag);
  if (staffId === undefined) return fail('OfficerUnknown');
  const parts = given.parts ?? [];
  if (!(await hasRoom(transaction, device, envelope.byteLength, parts))) return fail('ParcelsFull');
  const id = randomUUID();
  const parts_at = parts.length > 0 ? at : null;
  await transaction
    .insertInto('unsent_bundle')
    .values({ id, device, staff_id: staffId, digest, envelope, received_at: at, parts_at })
    .execute();
  await insertParts(transaction, id, parts);
  await appendAudit(transaction, { actor: device, action: 'parcelKept', subject: staffId, detail: id }, at);
  return ok({ id, missing: await missingParts(transaction, id) });
};

const hasRoom = async (transaction: Transaction, device: string, bytes: number, parts: readonly PartLength[]): Promise<boolean> => {
  const waiting = await transaction
    .selectFrom('unsent_bundle')
    .select((row) => [row.fn.countAll<number>().as('count'), row.fn.sum(row.fn<number>('octet_length', ['envelope'])).as('bytes')])
    .where('device', '=', device)
    .where('taken_at', 'is', null)
    .executeTakeFirstOrThrow();
  const beside = parts.reduce((sum, part) => sum + part.bytes, await partBytesOf(transaction, device));
  return Number(waiting.count) < MAX_BUNDLES && Number(waiting.bytes ?? 0) + bytes <= MAX_BYTES && beside <= MAX_PART_BYTES;
};
