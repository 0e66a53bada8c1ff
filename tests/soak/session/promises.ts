import { setTimeout as pause } from 'node:timers/promises';
import { journalEntry } from '../../../contracts/domain/journal.ts';
import type { Database } from '../../../hq/database/database.ts';
import type { Session } from '../../../main/session/session.ts';
import type { Store } from '../../../main/store/store.ts';
import { verifyJournal } from '../../../pki/index.ts';
import { people } from './force.ts';

/** What must hold of a laptop at rest, whatever happened to it. */
export interface Promises {
  /** The officer was told that this text is kept. */
  acknowledged(staffId: string, text: string): void;
  wrote(staffId: string): boolean;
  /** What is broken now, in words. */
  broken(): Promise<readonly string[]>;
  /** Waits until all that the open officer wrote is at HQ, and tells what is missing or there twice. */
  delivered(database: Database, staffId: string): Promise<readonly string[]>;
}

/** From HQ in reach to an empty outbox, with a dozen updates on a slow machine. */
const DELIVERED_MS = 60_000;
const LOOK_MS = 100;
const JOURNAL_PAGE = 10_000;

export const createPromises = (
  session: Session,
  cardsOf: () => readonly (string | undefined)[],
  /** The laptop's own journal, a line an entry. */
  deviceJournal: () => readonly string[],
): Promises => {
  const texts = new Map<string, Set<string>>();
  /** How long each officer's journal was when last seen: it may only grow. */
  const lengths = new Map<string, number>();

  const othersRows = async (store: Store, staffId: string): Promise<readonly string[]> => {
    const outbox = await store.read('outbox.list', null);
    const strangers = outbox.filter(({ summary }) => !summary.startsWith(staffId));
    if (!people.some(({ officer }) => officer.staffId === staffId)) return ['somebody unknown is signed in'];
    const drafts = await store.read('drafts.list', null);
    return [
      ...(strangers.length > 0 ? [`${staffId} sees unsent work of somebody else`] : []),
      ...(drafts.some(({ title }) => !title.startsWith(staffId)) ? [`${staffId} sees a draft of somebody else`] : []),
    ];
  };

  const chain = async (store: Store, staffId: string): Promise<readonly string[]> => {
    const entries = await store.read('journal.after', { after: 0, limit: JOURNAL_PAGE });
    const before = lengths.get(staffId) ?? 0;
    lengths.set(staffId, entries.length);
    const verdict = verifyJournal(entries);
    if (!verdict.ok) return [`the journal of ${staffId} breaks at ${verdict.seq}: ${verdict.code}`];
    return entries.length < before ? [`the journal of ${staffId} has lost entries`] : [];
  };

  const deviceChain = (): readonly string[] => {
    const entries = deviceJournal().map((line): unknown => JSON.parse(line));
    // The laptop of an earlier story had the same name: this one goes on behind what HQ has of it.
    const first = journalEntry.safeParse(entries[0]);
    const verdict = verifyJournal(entries, first.success ? { seq: first.data.seq - 1, hash: first.data.previous } : undefined);
    return verdict.ok ? [] : [`the laptop's journal breaks at ${verdict.seq}: ${verdict.code}`];
  };

  return {
    acknowledged(staffId, text) {
      const own = texts.get(staffId) ?? new Set();
      texts.set(staffId, own.add(text));
    },
    wrote: (staffId) => texts.has(staffId),
    async broken() {
      const { work, state } = session;
      if ((work !== undefined) !== (state.kind === 'open'))
        return [`the sign-in screen says ${state.kind}, and work is ${work ? 'open' : 'closed'}`];
      if (work === undefined) return deviceChain();
      const { staffId } = work.officer;
      if (!cardsOf().includes(staffId)) return [`the work of ${staffId} is open without the card`];
      return [...(await othersRows(work.store, staffId)), ...(await chain(work.store, staffId)), ...deviceChain()];
    },
    async delivered(database, staffId) {
      const own = [...(texts.get(staffId) ?? [])];
      const until = Date.now() + DELIVERED_MS;
      for (;;) {
        const left = await session.work?.store.read('outbox.count', null);
        if (left === 0 || left === undefined || Date.now() > until) break;
        await pause(LOOK_MS);
      }
      const rows = await database.query.selectFrom('item').select('body').where('kind', '=', 'incident').execute();
      const lines = rows.flatMap(({ body }) => (body as { lines: readonly { text: string }[] }).lines.map(({ text }) => text));
      return own.flatMap((text) => {
        const times = lines.filter((line) => line === text).length;
        return times === 1 ? [] : [`acknowledged, and ${times} times at HQ: "${text}"`];
      });
    },
  };
};
