import type { z } from 'zod';
import type { JournalEntry } from '../../contracts/domain/journal.ts';
import type { journalUpload } from '../../contracts/hq/orders.ts';
import { type ChainHead, EMPTY_CHAIN, verifyJournal } from '../../pki/index.ts';
import { type DeviceIdentity, demandChannel } from '../connections/device-gate.ts';
import { appendAudit } from '../database/audit.ts';
import type { Database, Transaction } from '../database/database.ts';
import { findDevice } from '../database/devices.ts';
import type { JournalHead } from './head.ts';
import { ownersOfTags } from './owners.ts';

/** As the register shows it. */
const MAX_DETAIL = 200;

/** `taken` false: the entries do not follow what HQ has; `head` says what that is. */
export interface JournalAnswer {
  readonly taken: boolean;
  readonly head: JournalHead;
}

/**
 * Keeps entries that follow HQ's head, each proven against the one before. What HQ has already, as a laptop
 * sends that lost the answer, is passed over. A break is written down, once until it changes, and nothing is kept. Throws HttpError 403
 * for a laptop that was wiped, cut off or enrolled anew meanwhile.
 */
export const keepEntries = (
  database: Database,
  identity: DeviceIdentity,
  upload: z.infer<typeof journalUpload>,
  at: Date,
): Promise<JournalAnswer> =>
  database.query.transaction().execute(async (transaction) => {
    const { device } = identity;
    await demandChannel(transaction, identity, at);
    const row = await findDevice(transaction, device);
    if (row === undefined) throw new Error('a laptop on the line is in the register'); // The gate let it in.
    const head: ChainHead = { seq: row.journal_seq, hash: row.journal_hash };
    const journal = { device, chain: row.journal_chain };
    const known = upload.entries.filter(({ seq }) => seq <= head.seq);
    const added = upload.entries.slice(known.length);
    const fault = (await faultOfKnown(transaction, journal, known)) ?? faultOfNew(added, head);
    if (fault !== undefined) {
      await noteFault(transaction, { device, before: row.journal_fault, fault }, at);
      return { taken: false, head };
    }
    const last = added.at(-1);
    if (last === undefined) return { taken: true, head };
    await insert(transaction, { ...journal, tagKey: Buffer.from(upload.tagKey, 'base64') }, added, at);
    const reached = { seq: last.seq, hash: last.hash };
    await transaction
      .updateTable('device')
      .set({ journal_seq: reached.seq, journal_hash: reached.hash, journal_fault: null })
      .where('name', '=', device)
      .execute();
    await noteConfessed(transaction, device, added, at);
    return { taken: true, head: reached };
  });

/** A laptop that found its own journal broken, or HQ ahead of it, goes on with an entry that says so. */
const noteConfessed = async (transaction: Transaction, device: string, added: readonly JournalEntry[], at: Date): Promise<void> => {
  const seqs = added.filter(({ action }) => action === 'journalBroken').map(({ seq }) => seq);
  if (seqs.length === 0) return;
  const detail = `Told ${seqs.join(' ')}`.slice(0, MAX_DETAIL);
  await appendAudit(transaction, { actor: device, action: 'journalBroken', subject: device, detail }, at);
};

/** Entries that HQ has must be the ones that it has: others mean that the laptop's journal was written anew. */
const faultOfKnown = async (
  transaction: Transaction,
  { device, chain }: { readonly device: string; readonly chain: number },
  entries: readonly JournalEntry[],
): Promise<string | undefined> => {
  const [first] = entries;
  if (first === undefined) return undefined;
  const rows = await transaction
    .selectFrom('device_journal')
    .select(['seq', 'hash'])
    .where('device', '=', device)
    .where('chain', '=', chain)
    .where(
      'seq',
      'in',
      entries.map(({ seq }) => seq),
    )
    .execute();
  const hashes = new Map(rows.map(({ seq, hash }) => [seq, hash]));
  // The entry itself is checked too: a hash that HQ knows over other words is a change all the same.
  const before = { seq: first.seq - 1, hash: first.previous };
  const verdict = verifyJournal(entries, before);
  if (!verdict.ok) return `${verdict.code} ${verdict.seq}`;
  const other = entries.find(({ seq, hash }) => hashes.get(seq) !== hash);
  return other && `Rewritten ${other.seq}`;
};

const faultOfNew = (entries: readonly JournalEntry[], head: ChainHead): string | undefined => {
  const verdict = verifyJournal(entries, head.seq === 0 ? EMPTY_CHAIN : head);
  return verdict.ok ? undefined : `${verdict.code} ${verdict.seq}`;
};

/** A laptop tries again every minute: the trail says it once. */
const noteFault = async (
  transaction: Transaction,
  { device, before, fault }: { readonly device: string; readonly before: string | null; readonly fault: string },
  at: Date,
): Promise<void> => {
  if (before === fault) return;
  await transaction.updateTable('device').set({ journal_fault: fault }).where('name', '=', device).execute();
  await appendAudit(transaction, { actor: device, action: 'journalBroken', subject: device, detail: fault }, at);
};

const insert = async (
  transaction: Transaction,
  to: { readonly device: string; readonly chain: number; readonly tagKey: Uint8Array },
  entries: readonly JournalEntry[],
  at: Date,
): Promise<void> => {
  const owners = await ownersOfTags(transaction, to.device, to.tagKey);
  const rows = entries.map((entry) => ({
    device: to.device,
    chain: to.chain,
    seq: entry.seq,
    at: entry.at,
    action: entry.action,
    subject: entry.subject,
    detail: entry.detail,
    previous: entry.previous,
    hash: entry.hash,
    staff_id: owners.get(entry.subject) ?? null,
    received_at: at,
  }));
  await transaction.insertInto('device_journal').values(rows).execute();
};
