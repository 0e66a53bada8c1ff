import { SEALED_WORK_ROWS, type UnsentCommand, unsentCommand } from '../../contracts/domain/unsent.ts';
import { resolveId } from '../store/alias.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../store/db.ts';
import { renameInOutbox } from './adopt.ts';
import { BLOBS_OF, holdBlobs, outboxHolder } from './blobs/repository.ts';
import { addProvisional, idsIn, namesOf } from './creation.ts';
import type { Author, SystemsInStore } from './describe.ts';
import { notBefore } from './held-until.ts';
import type { CommandRow } from './outbox.ts';

interface ExportedRow extends CommandRow {
  readonly summary: string;
  readonly state: 'waiting' | 'sending' | 'conflict' | 'refused';
  readonly attempts: number;
  readonly reason: string | null;
  readonly conflict: string | null;
  readonly blobs: string;
}

const COLUMNS = 'id, system, command, item_kind, item_id, base_version, payload, summary, at, state, attempts, reason, conflict';

export const exportReads = {
  /** All that HQ has not got, or has not agreed to, whole and in the order in which it was written: to go on with it in another outbox. */
  'outbox.export': (db: ReadableDb, _: null): UnsentCommand[] =>
    db
      .prepare<[number], ExportedRow>(
        `SELECT ${COLUMNS}, ${BLOBS_OF} AS blobs FROM outbox WHERE state IN ('waiting', 'sending', 'conflict', 'refused') ORDER BY seq LIMIT ?`,
      )
      .all(SEALED_WORK_ROWS)
      .map(asCommand),
} as const satisfies Reads;

/** `systems`: what a creation that comes in makes is shown here too. */
export const createExportWrites = (systems: SystemsInStore) =>
  ({
    /**
     * Puts another outbox's work into this one, under the keys it had and after what is here; what is here already stays as it is, and
     * what was here is not taken on again: it is done, or was decided on since. What has its number by now is called by it. `author`: whose work it is. Returns how many rows were new.
     */
    'outbox.import': (db: WritableDb, { items, author }: { readonly items: readonly UnsentCommand[]; readonly author: Author }): number => {
      const insert = db.prepareWrite<
        [
          string,
          string,
          string,
          string,
          string,
          number,
          string,
          string,
          string,
          string,
          number,
          string | null,
          string | null,
          string | null,
          number,
          string,
        ]
      >(
        `INSERT INTO outbox (${COLUMNS}, not_before, creates, id_fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
      );
      let added = 0;
      for (const item of items) {
        if (wasHere(db, item.id)) continue;
        const { changes } = insert.run(
          item.id,
          item.system,
          item.command,
          item.itemKind,
          item.itemId,
          item.baseVersion,
          JSON.stringify(item.payload),
          item.summary,
          item.at,
          item.state,
          item.attempts,
          item.reason ?? null,
          item.conflict === undefined ? null : JSON.stringify(item.conflict),
          notBefore(item.system, item.command, item.payload),
          ...namesOf(item),
        );
        if (changes === 0) continue;
        if (item.blobs !== undefined) holdBlobs(db, outboxHolder(item.id), item.blobs);
        addProvisional(db, systems, item, author);
        for (const id of idsIn(item)) if (resolveId(db, id) !== id) renameInOutbox(db, id, resolveId(db, id));
        db.touch(item.system);
        added += changes;
      }
      if (added > 0) db.touch('outbox');
      return added;
    },
  }) as const satisfies Writes;

const wasHere = (db: ReadableDb, key: string): boolean =>
  db.prepare<[string], object>('SELECT 1 FROM former_key WHERE key = ?').get(key) !== undefined;

const asCommand = ({ item_kind, item_id, base_version, payload, state, reason, conflict, blobs, ...row }: ExportedRow): UnsentCommand =>
  unsentCommand.parse({
    ...row,
    itemKind: item_kind,
    itemId: item_id,
    baseVersion: base_version,
    payload: JSON.parse(payload),
    state: state === 'sending' ? 'waiting' : state,
    ...(reason === null ? {} : { reason }),
    ...(blobs === '[]' ? {} : { blobs: JSON.parse(blobs) }),
    ...(conflict === null ? {} : { conflict: JSON.parse(conflict) }),
  });
