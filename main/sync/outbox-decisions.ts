import { randomUUID } from 'node:crypto';
import { attachmentsIn } from '../../contracts/domain/blob.ts';
import { draft, draftKey, MAX_DRAFTS } from '../../contracts/domain/draft.ts';
import { draftKeyOf } from '../../contracts/domain/draft-key.ts';
import { cutShort } from '../../contracts/domain/text.ts';
import { system as feedSystem } from '../../contracts/hq/feeds.ts';
import { type OutboxCommand, type OutboxItem, outboxCommand } from '../../contracts/ipc/link.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import type { CommandContract } from '../../contracts/systems/contract.ts';
import { commandContract, idFields } from '../../contracts/systems/index.ts';
import { appendEntry } from '../audit/repository.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../store/db.ts';
import { readItem } from '../store/items.ts';
import { heldBlobs, holdBlobs, outboxHolder } from './blobs/repository.ts';
import { addProvisional, idsIn } from './creation.ts';
import type { Author, SystemsInStore } from './describe.ts';
import { endDraft, keepDraft, type NewDraft } from './drafts/drafts.ts';
import { countDrafts, hasDraft } from './drafts/table.ts';
import { notBefore } from './held-until.ts';
import { type CommandRow, SUMMARY_LENGTH, UNSENT } from './outbox.ts';
import { blobsOf, referencesHold, withNumbers } from './references.ts';

type Payload = Readonly<Record<string, unknown>>;

/** A row of the outbox that is the officer's to decide on. */
interface UnsentRow extends CommandRow {
  readonly seq: number;
  readonly summary: string;
  readonly state: OutboxItem['state'];
  readonly attempts: number;
  readonly reason: string | null;
  readonly field: string | null;
}

/** NotFound: it has gone out, or was discarded. BeingSent: the answer that is on its way decides first. */
type Decision<Value, Code extends string = never> = Result<Value, 'NotFound' | 'BeingSent' | Code>;
export interface GoesAgain {
  /** Its id, and idempotency key, from now on. */
  readonly id: string;
}

const COLUMNS = 'seq, id, system, command, item_kind, item_id, base_version, payload, summary, at, state, attempts, reason, field';

export const decisionReads = {
  /** One piece of unsent work, whole. */
  'outbox.command': (db: ReadableDb, { id }: { readonly id: string }): OutboxCommand | undefined => {
    const row = findUnsent(db, id);
    if (row === undefined) return undefined;
    const { system, command, item_id: itemId, summary, at, state, attempts, reason, field } = row;
    return outboxCommand.parse({
      ...{ id, system, command, itemId, summary, at, state, attempts },
      ...(reason === null ? {} : { reason }),
      ...(field === null ? {} : { field: JSON.parse(field) }),
      payload: JSON.parse(row.payload),
      mayHaveArrived: mayHaveArrived(row),
      dependents: dependentsOf(db, row).length,
    });
  },
} as const satisfies Reads;

/**
 * What the officer decides on unsent work. Each is one transaction, as taking and settling a command are: of a decision and the sender one
 * comes first, and what is being sent is decided by its answer. A row that goes out anew stays the same row under another key, so that it
 * keeps its place in the order of its item; one that is discarded is gone, and the journal alone tells of it. `at`: now. `systems`: what each
 * system knows of its items.
 */
export const createDecisionWrites = (systems: SystemsInStore) =>
  ({
    'outbox.resend': (db: WritableDb, { id, at }: { readonly id: string; readonly at: string }): Decision<GoesAgain> => {
      const found = findDecidable(db, id);
      if (!found.ok) return found;
      const row = found.value;
      note(db, row, 'resend', at);
      if (row.state === 'waiting') {
        db.prepareWrite<[string]>('UPDATE outbox SET held_until = NULL, not_before = NULL WHERE id = ?').run(id);
        db.touch('outbox'); // No answer so far: HQ may know the key, and must see no other.
        return ok({ id });
      }
      const payload: Payload = JSON.parse(row.payload);
      // A change is decided anew, now, on what is shown now. What is added was written when it was written.
      const decided = contractOf(row)?.effect === 'change' && 'at' in payload ? { ...payload, at } : payload;
      return ok(sendAnew(db, row, decided, row.summary));
    },

    /**
     * Another payload in its place. `payload` gets `at`, where its command has one. An empty `summary` leaves the one that it had. `author`:
     * the officer who mends it, for what it makes.
     */
    'outbox.mend': (
      db: WritableDb,
      given: {
        readonly id: string;
        readonly payload: Payload;
        readonly summary: string;
        readonly draftKey?: string | undefined;
        readonly author: Author;
        readonly at: string;
      },
    ): Decision<GoesAgain, 'MayHaveArrived' | 'PayloadMalformed' | 'NamesMissing'> => {
      const found = findDecidable(db, given.id);
      if (!found.ok) return found;
      const row = found.value;
      if (mayHaveArrived(row)) return fail('MayHaveArrived');
      const contract = contractOf(row);
      const parsed = contract?.payload.safeParse({ ...given.payload, at: given.at });
      if (contract === undefined || parsed?.success !== true || !isAboutSameItem(row, parsed.data)) return fail('PayloadMalformed');
      // Its own item is called as it was: HQ takes it from there and from the payload alike.
      const others = idFields(contract).filter(({ field }) => field !== contract.itemField);
      const payload = withNumbers(db, parsed.data, others);
      if (!referencesHold(db, contract, payload)) return fail('NamesMissing');
      note(db, row, 'mend', given.at);
      if (given.draftKey !== undefined) endDraft(db, given.draftKey, given.at);
      const sent = sendAnew(db, row, payload, given.summary === '' ? row.summary : given.summary);
      holdBlobs(db, outboxHolder(sent.id), blobsOf(payload));
      addProvisional(db, systems, { ...row, itemKind: row.item_kind, itemId: row.item_id, payload, at: given.at }, given.author);
      return ok(sent);
    },

    /** `keepText`: what was written becomes drafts, under the keys that are given back; if they cannot be kept nothing goes. */
    'outbox.discard': (
      db: WritableDb,
      given: { readonly id: string; readonly withDependents: boolean; readonly keepText: boolean; readonly at: string },
    ): Decision<{ readonly discarded: number; readonly drafts: string[] }, 'OthersDepend' | 'TooManyDrafts'> => {
      const found = findDecidable(db, given.id);
      if (!found.ok) return found;
      const dependents = dependentsOf(db, found.value);
      if (dependents.length > 0 && !given.withDependents) return fail('OthersDepend');
      const rows = [found.value, ...dependents];
      if (given.keepText && countDrafts(db) + rows.length > MAX_DRAFTS) return fail('TooManyDrafts');
      const drafts: string[] = [];
      for (const row of rows) {
        if (given.keepText) drafts.push(keepAsDraft(db, row, given.at));
        note(db, row, 'discard', given.at);
        db.prepareWrite<[string]>('DELETE FROM outbox WHERE id = ?').run(row.id);
        db.touch(row.system);
      }
      db.touch('outbox');
      return ok({ discarded: rows.length, drafts });
    },
  }) as const satisfies Writes;

const findUnsent = (db: ReadableDb, id: string): UnsentRow | undefined =>
  db.prepare<[string], UnsentRow>(`SELECT ${COLUMNS} FROM outbox WHERE id = ? AND ${UNSENT}`).get(id);

const findDecidable = (db: ReadableDb, id: string): Decision<UnsentRow> => {
  const row = findUnsent(db, id);
  if (row === undefined) return fail('NotFound');
  return row.state === 'sending' ? fail('BeingSent') : ok(row);
};

/** It was sent, and no answer of HQ's says that it was not done: another one in its place might be done beside it. */
const mayHaveArrived = ({ state, attempts }: UnsentRow): boolean => state === 'sending' || (state === 'waiting' && attempts > 0);

/**
 * Other work that is nothing without this, in order: whatever names an item that this would make, and what names an item that that would
 * make. What was written before may have been mended into naming it.
 */
const dependentsOf = (db: ReadableDb, row: UnsentRow): readonly UnsentRow[] => {
  if (contractOf(row)?.effect !== 'create') return [];
  const made = new Set([row.item_id]);
  const others = db.prepare<[number], UnsentRow>(`SELECT ${COLUMNS} FROM outbox WHERE seq <> ? AND ${UNSENT} ORDER BY seq`).all(row.seq);
  const named = new Map(others.map((other) => [other.id, namedBy(other)]));
  const depends = (other: UnsentRow): boolean => named.get(other.id)?.some((id) => made.has(id)) === true;
  for (let before = 0; before < made.size; ) {
    before = made.size;
    for (const other of others) if (contractOf(other)?.effect === 'create' && depends(other)) made.add(other.item_id);
  }
  return others.filter(depends);
};

const namedBy = ({ system, command, item_kind: itemKind, item_id: itemId, at, payload }: UnsentRow): readonly string[] =>
  idsIn({ system, command, itemKind, itemId, at, payload: JSON.parse(payload) });

/** Undefined for a command that only another version of this program knows. */
const contractOf = ({ system, command }: UnsentRow): CommandContract | undefined => commandContract(system, command);

/** Whatever named the item in the payload still does: HQ and the screens take the item from there. */
const isAboutSameItem = (row: UnsentRow, payload: Payload): boolean =>
  Object.entries(JSON.parse(row.payload) as Payload).every(([name, value]) => value !== row.item_id || payload[name] === value);

/** As if it had just been written, but in its old place: a new key, the item's present version, nothing tried yet. */
const sendAnew = (db: WritableDb, row: UnsentRow, payload: Payload, summary: string): GoesAgain => {
  const id = randomUUID();
  const feed = feedSystem.safeParse(row.system).data;
  const held = feed && readItem(db, { system: feed, kind: row.item_kind, id: row.item_id });
  db.prepareWrite<[string, number, string, string, string | null, string]>(
    `UPDATE outbox SET id = ?, base_version = ?, payload = ?, summary = ?, state = 'waiting', attempts = 0, failures = 0, reason = NULL, field = NULL,
       conflict = NULL, held_until = NULL, not_before = ? WHERE id = ?`,
  ).run(
    id,
    held?.version ?? row.base_version,
    JSON.stringify(payload),
    cutShort(summary, SUMMARY_LENGTH),
    notBefore(row.system, row.command, payload),
    row.id,
  );
  db.touch('outbox');
  db.touch(row.system);
  return { id };
};

/** The payload as the fields of a form of its kind, with what it carries; beside another draft of that kind and item, never in its place. */
const keepAsDraft = (db: WritableDb, row: UnsentRow, at: string): string => {
  const usual = draftKeyOf(row.command, row.item_id);
  const key = draftKey.safeParse(usual).success && !hasDraft(db, usual) ? usual : randomUUID();
  const fields: Payload = JSON.parse(row.payload);
  const kept: NewDraft = draft.omit({ at: true, basedOn: true }).parse({
    ...{ key, kind: row.command, system: row.system, itemId: row.item_id, title: cutShort(row.summary, 200) },
    ...{ fields, blobs: heldBlobs(db, outboxHolder(row.id), new Map(attachmentsIn(fields).map(({ hash, name }) => [hash, name]))) },
  });
  keepDraft(db, kept, at);
  return key;
};

/** An edit of what is to be said of an item, with no word of it. */
const note = (db: WritableDb, row: UnsentRow, what: 'resend' | 'mend' | 'discard', at: string): void => {
  appendEntry(db, { at, action: 'edit', subject: row.item_id, detail: `${what} ${row.command}` });
};
