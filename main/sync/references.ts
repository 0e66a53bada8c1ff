import { attachmentsIn } from '../../contracts/domain/blob.ts';
import { isProvisional } from '../../contracts/domain/provisional.ts';
import type { CommandContract } from '../../contracts/systems/contract.ts';
import { type IdField, idFields, idsOf, withIds } from '../../contracts/systems/index.ts';
import { resolveId } from '../store/alias.ts';
import type { ReadableDb } from '../store/db.ts';
import { hasBlobs } from './blobs/repository.ts';

type Payload = Readonly<Record<string, unknown>>;

/** The payload with numbers in the place of provisional ids that have one by now, in these of its fields. */
export const withNumbers = (db: ReadableDb, payload: Payload, fields: readonly IdField[]): Payload =>
  Object.fromEntries(
    Object.entries(payload).map(([name, value]) => {
      const named = fields.find(({ field }) => field === name);
      return [name, named === undefined ? value : withIds(value, (id) => resolveId(db, id), named.within)];
    }),
  );

/**
 * Whether a command may name what its payload names, when it is given and when it is mended: what has a provisional id is about to be made
 * by this outbox, and attachments are on this laptop. A number may be of what is not on this laptop.
 */
export const referencesHold = (db: ReadableDb, contract: CommandContract, payload: Payload): boolean =>
  hasBlobs(db, blobsOf(payload)) &&
  idFields(contract).every(({ field, kind, within }) =>
    idsOf(payload[field], within).every((id) => !isProvisional(id) || kindInMaking(db, id) === kind),
  );

/** What a command carries, by hash. */
export const blobsOf = (payload: unknown): readonly string[] => attachmentsIn(payload).map(({ hash }) => hash);

/** Of what kind is what the outbox makes under that provisional id; undefined when it makes nothing of it. */
export const kindInMaking = (db: ReadableDb, id: string): string | undefined =>
  db
    .prepare<[string], { item_kind: string }>(`SELECT item_kind FROM outbox WHERE creates = 1 AND item_id = ? AND state <> 'superseded'`)
    .get(id)?.item_kind;
