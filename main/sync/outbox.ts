import { cutShort } from '../../contracts/domain/text.ts';
import type { OutboxItem } from '../../contracts/ipc/link.ts';
import { outboxItem } from '../../contracts/ipc/link.ts';
import type { SystemId } from '../../contracts/systems/ids.ts';
import type { ReadableDb, Reads, WritableDb } from '../store/db.ts';
import { BLOB_PROGRESS, holdBlobs, outboxHolder } from './blobs/repository.ts';
import { namesOf, openCreations } from './creation.ts';
import { endDraft } from './drafts/drafts.ts';
import { heldReads, heldUntil, notBefore } from './held-until.ts';

/** `done`: HQ said yes, and the feed has not brought the new version yet. `superseded`: decided anew by the officer. */
type OutboxState = OutboxItem['state'] | 'done' | 'superseded';

/** One decision of the officer, to be put into the outbox. */
export interface NewCommand {
  /** Also the idempotency key. */
  readonly id: string;
  readonly system: SystemId;
  readonly command: string;
  readonly itemKind: string;
  readonly itemId: string;
  /** The version of the item on which the officer decided; 0 for a new one. */
  readonly baseVersion: number;
  readonly payload: object;
  /** In the words of its pane; cut to what the outbox shows. */
  readonly summary: string;
  readonly at: string;
  /** The draft that this was until now: it ends. */
  readonly draftKey?: string | undefined;
  /** What it carries, by hash: kept on this laptop, and brought to HQ before the command. */
  readonly blobs?: readonly string[] | undefined;
}

/** A command as its row in the table `outbox` holds it. */
export interface CommandRow {
  readonly id: string;
  readonly system: SystemId;
  readonly command: string;
  readonly item_kind: string;
  readonly item_id: string;
  readonly base_version: number;
  readonly payload: string;
  readonly at: string;
}

/** A decision that is still ours to show over what the feed brought. */
export interface PendingCommand {
  readonly id: string;
  readonly command: string;
  readonly itemId: string;
  /** As of NewCommand. */
  readonly baseVersion: number;
  readonly payload: unknown;
  readonly state: Exclude<OutboxState, 'superseded'>;
}

export const SUMMARY_LENGTH = 300;
/** As many as the contract lets one answer carry. */
const LIST_LIMIT = 5000;
/** Rows that HQ has not got, or has not agreed to. */
export const UNSENT = `state IN ('waiting', 'sending', 'conflict', 'refused')`;

/**
 * Puts a command into the outbox, in the transaction that it is called in. There is nothing else to write for what changes an item: a
 * screen shows the feed's rows with the outbox laid over them, so that the effect appears, and disappears, with this row. What a command
 * makes anew is an item beside the row (creation.ts).
 */
export const enqueue = (db: WritableDb, command: NewCommand): void => {
  db.prepareWrite<[string, string, string, string, string, number, string, string, string, string | null, string | null, number, string]>(
    `INSERT INTO outbox (id, system, command, item_kind, item_id, base_version, payload, summary, at, held_until, not_before, creates, id_fields)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    command.id,
    command.system,
    command.command,
    command.itemKind,
    command.itemId,
    command.baseVersion,
    JSON.stringify(command.payload),
    cutShort(command.summary, SUMMARY_LENGTH),
    command.at,
    heldUntil(command.system, command.command, command.at),
    notBefore(command.system, command.command, command.payload),
    ...namesOf(command),
  );
  if (command.draftKey !== undefined) endDraft(db, command.draftKey, command.at);
  if (command.blobs !== undefined) holdBlobs(db, outboxHolder(command.id), command.blobs);
  db.touch('outbox');
};

/**
 * SQL, a CTE for a system: items of which a command waits that names what another system's outbox makes, or what the officer has to decide
 * about first. From that command on (`seq`) HQ has what waits for the item after the others of the system, however old it is.
 */
const OVERTAKEN = `overtaken (item_kind, item_id, seq) AS (
  SELECT item_kind, item_id, min(seq) FROM outbox AS held WHERE system = ? AND state = 'waiting' AND EXISTS (
    SELECT 1 FROM ${openCreations('held')} AND (creation.system <> held.system OR creation.state IN ('conflict', 'refused')))
  GROUP BY item_kind, item_id)`;

/** What a system's screens lay over the feed's rows, in the order in which HQ will have it: oldest first, but for what is overtaken. */
export const pendingOf = (db: ReadableDb, system: SystemId): readonly PendingCommand[] =>
  db
    .prepare<
      [string, string],
      { id: string; command: string; item_id: string; base_version: number; payload: string; state: PendingCommand['state'] }
    >(
      `WITH ${OVERTAKEN} SELECT id, command, outbox.item_id, base_version, payload, state FROM outbox
       LEFT JOIN overtaken ON overtaken.item_kind = outbox.item_kind AND overtaken.item_id = outbox.item_id AND overtaken.seq <= outbox.seq
       WHERE system = ? AND state <> 'superseded' ORDER BY overtaken.seq IS NOT NULL AND state = 'waiting', outbox.seq`,
    )
    .all(system, system)
    .map(({ item_id, base_version, payload, ...row }) => ({
      ...row,
      itemId: item_id,
      baseVersion: base_version,
      payload: JSON.parse(payload),
    }));

interface OutboxRow extends Omit<OutboxItem, 'itemId' | 'reason' | 'waitsFor' | 'blobs' | 'notBefore'> {
  readonly not_before: string | null;
  readonly item_id: string;
  readonly reason: string | null;
  readonly waits_for: string | null;
  readonly total: number | null;
  readonly sent: number | null;
  readonly problem: string | null;
}

export const outboxReads = {
  ...heldReads,

  /** All that HQ has not got, or has not agreed to, in the order in which it was written. */
  'outbox.list': (db: ReadableDb, _: null): OutboxItem[] =>
    db
      .prepare<[number], OutboxRow>(
        `SELECT id, system, command, item_id, summary, at, not_before, state, attempts, reason, CASE WHEN state = 'waiting' THEN
           (SELECT json_object('id', creation.id, 'summary', creation.summary, 'state', creation.state)
            FROM ${openCreations('outbox')} ORDER BY creation.seq LIMIT 1) END AS waits_for, ${BLOB_PROGRESS}
         FROM outbox WHERE ${UNSENT} ORDER BY seq LIMIT ?`,
      )
      .all(LIST_LIMIT)
      .map(({ item_id, not_before, reason, waits_for, problem, total, sent, ...row }) =>
        outboxItem.parse({
          ...{ ...row, itemId: item_id },
          ...(reason === null && problem === null ? {} : { reason: reason ?? problem }),
          ...(waits_for === null ? {} : { waitsFor: JSON.parse(waits_for) }),
          ...(not_before === null ? {} : { notBefore: not_before }),
          ...(total === null ? {} : { blobs: { sent: sent ?? 0, total } }),
        }),
      ),

  /** How many `outbox.list` would give, were there no limit. */
  'outbox.count': (db: ReadableDb, _: null): number =>
    db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM outbox WHERE ${UNSENT}`).get()?.n ?? 0,

  /** How many of them HQ did not take, or has another version of. */
  'outbox.undecided': (db: ReadableDb, _: null): number =>
    db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM outbox WHERE state IN ('conflict', 'refused')`).get()?.n ?? 0,
} as const satisfies Reads;
