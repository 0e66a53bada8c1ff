import type { MailConversation, MailSummary } from '../../../../contracts/domain/mail.ts';
import { mailConversation } from '../../../../contracts/domain/mail.ts';
import { CONVERSATION_NAMES, CONVERSATION_SHOWN } from '../../../../contracts/ipc/mail.ts';
import type { ReadableDb, Reads } from '../../../store/db.ts';
import { FILTERS, type Filter, LISTED, type SummaryRow, toSummary } from './messages.ts';
import { FILED, flaggedNow, folderNow, seenNow } from './overlay.ts';

export interface Listed {
  readonly folder: string;
  readonly filter: Filter;
}

export const mailConversationReads = {
  /**
   * A page of a folder's conversations as the officer sees them, the one with the newest message first: of those of its messages that lie in
   * the folder and that `filter` lets through. Undefined when there is no such folder.
   */
  'mail.conversations': (
    db: ReadableDb,
    { folder, filter, offset, limit }: Listed & { readonly offset: number; readonly limit: number },
  ): { readonly rows: readonly MailConversation[]; readonly total: number; readonly asOf: string | undefined } | undefined => {
    const known = db.prepare<[string], { synced_at: string | null }>('SELECT synced_at FROM mail_folder WHERE path = ?').get(folder);
    if (known === undefined) return undefined;
    const total = db.prepare<[string], { n: number }>(counted(filter)).get(folder)?.n ?? 0;
    const heads = db.prepare<[string, number, number], Head>(newestOfEach(filter)).all(folder, limit, offset);
    const sums = sumsOf(db, { folder, filter }, heads);
    const head = db.prepare<[number], SummaryRow>(
      `SELECT ${LISTED} FROM mail_thread t JOIN mail_message m ON m.id = t.id WHERE t.number = ?`,
    );
    const rows = heads.flatMap(({ number, thread }) => {
      const [newest, sum] = [head.get(number), sums.get(thread)];
      return newest === undefined || sum === undefined ? [] : [toConversation(db, { folder, filter }, newest, sum)];
    });
    return { rows, total, asOf: known.synced_at ?? undefined };
  },

  /** The messages of some of these conversations, in the same folder, newest first: as many as are shown, from the one at `offset` on. */
  'mail.ofConversations': (
    db: ReadableDb,
    {
      folder,
      filter,
      conversations,
      offset = 0,
    }: Listed & { readonly conversations: readonly number[]; readonly offset?: number | undefined },
  ): { readonly rows: readonly (MailSummary & { readonly conversation: number })[]; readonly total: number } => {
    const wanted = JSON.stringify(conversations);
    const total = db.prepare<[string, string], { n: number }>(membersOf(filter, 'COUNT(*) AS n')).get(folder, wanted)?.n ?? 0;
    const rows = db
      .prepare<[string, string, number, number], SummaryRow & { thread: number }>(
        `${membersOf(filter, `${LISTED}, t.thread`)} ORDER BY t.at DESC, t.uid DESC, t.number DESC LIMIT ? OFFSET ?`,
      )
      .all(folder, wanted, CONVERSATION_SHOWN, offset);
    return { rows: rows.map((row) => ({ ...toSummary(row), conversation: row.thread })), total };
  },

  /** The messages that belong together with one, itself among them, newest first, from all folders; none of a message that is not here. */
  'mail.conversation': (
    db: ReadableDb,
    { id }: { readonly id: string },
  ): { readonly rows: readonly MailSummary[]; readonly total: number } => {
    const from = `FROM mail_thread t JOIN mail_message m ON m.id = t.id
      WHERE t.thread = (SELECT thread FROM mail_thread WHERE id = ?) AND ${folderNow} <> ''`;
    const total = db.prepare<[string], { n: number }>(`SELECT COUNT(*) AS n ${from}`).get(id)?.n ?? 0;
    const rows = db
      .prepare<[string, number], SummaryRow>(`SELECT ${LISTED} ${from} ORDER BY t.at DESC, t.uid DESC LIMIT ?`)
      .all(id, CONVERSATION_SHOWN);
    return { rows: rows.map(toSummary), total };
  },
} as const satisfies Reads;

interface Head {
  readonly number: number;
  readonly thread: number;
}

/**
 * Tables for what follows, for one value: the folder's path. `filed`: what waits to be in another folder than the server says, or in none;
 * `arriving`: what of that the officer sees here. Both are few.
 */
const withFiled = (filter: Filter): string =>
  `WITH here (folder) AS (VALUES (?)),
   filed AS MATERIALIZED (SELECT number FROM mail_thread WHERE id IN ${FILED}),
   arriving AS MATERIALIZED (SELECT t.number, t.id, t.thread, t.at, t.uid
     FROM filed CROSS JOIN mail_thread t ON t.number = filed.number CROSS JOIN mail_message m ON m.id = t.id
     WHERE ${folderNow} = (SELECT folder FROM here) AND ${FILTERS[filter]})`;

/** Of `of`, a row of mail_thread: the server has it in the folder, nothing waits to move it, and the filter lets it through. */
const staying = (of: string, filter: Filter): string =>
  `${of}.folder = (SELECT folder FROM here) AND ${of}.number NOT IN (SELECT number FROM filed)${
    filter === 'all' ? '' : ` AND EXISTS (SELECT 1 FROM mail_message m WHERE m.id = ${of}.id AND ${FILTERS[filter]})`
  }`;

/** Nothing newer of the conversation of `t` is in the folder: it stands for it. */
const isNewest = (filter: Filter): string =>
  `NOT EXISTS (SELECT 1 FROM mail_thread n WHERE n.thread = t.thread AND (n.at, n.uid, n.number) > (t.at, t.uid, t.number) AND ${staying('n', filter)})
   AND NOT EXISTS (SELECT 1 FROM arriving a WHERE a.thread = t.thread AND (a.at, a.uid, a.number) > (t.at, t.uid, t.number))`;

/** The newest message of each conversation, newest first, for the folder's path, and a limit and an offset. */
export const newestOfEach = (filter: Filter): string =>
  `${withFiled(filter)}
   SELECT t.number, t.thread, t.at, t.uid FROM mail_thread t WHERE ${staying('t', filter)} AND ${isNewest(filter)}
   UNION ALL SELECT t.number, t.thread, t.at, t.uid FROM arriving t WHERE ${isNewest(filter)}
   ORDER BY at DESC, uid DESC LIMIT ? OFFSET ?`;

/** How many conversations, for the folder's path. */
export const counted = (filter: Filter): string =>
  `${withFiled(filter)}
   SELECT (SELECT COUNT(DISTINCT t.thread) FROM mail_thread t WHERE ${staying('t', filter)})
     + (SELECT COUNT(DISTINCT a.thread) FROM arriving a
        WHERE NOT EXISTS (SELECT 1 FROM mail_thread t WHERE t.thread = a.thread AND ${staying('t', filter)})) AS n`;

/** The messages of conversations (a JSON list of their numbers, the second value) in the folder. */
const membersOf = (filter: Filter, columns: string): string =>
  `${withFiled(filter)}
   SELECT ${columns} FROM json_each(?) wanted CROSS JOIN mail_thread t ON t.thread = wanted.value CROSS JOIN mail_message m ON m.id = t.id
   WHERE (${staying('t', filter)}) OR t.number IN (SELECT number FROM arriving)`;

interface Sum {
  readonly thread: number;
  readonly number: number;
  readonly unread: number;
  readonly flagged: number;
  readonly attachments: number;
  readonly sensitive: number;
}

const sumsOf = (db: ReadableDb, { folder, filter }: Listed, heads: readonly Head[]): ReadonlyMap<number, Sum> => {
  const columns = `t.thread, COUNT(*) AS number, SUM(${seenNow} = 0) AS unread, MAX(${flaggedNow}) AS flagged, SUM(m.attachments) AS attachments,
    SUM(m.marking IS 'OFFICIAL-SENSITIVE') AS sensitive`;
  const rows = db
    .prepare<[string, string], Sum>(`${membersOf(filter, columns)} GROUP BY t.thread`)
    .all(folder, JSON.stringify(heads.map(({ thread }) => thread)));
  return new Map(rows.map((row) => [row.thread, row]));
};

/** Messages of which the names are looked at. */
const NAMED = 50;

const toConversation = (db: ReadableDb, { folder, filter }: Listed, newest: SummaryRow, sum: Sum): MailConversation => {
  const { thread, number, unread, flagged, attachments, sensitive } = sum;
  const wanted = JSON.stringify([thread]);
  const names =
    number === 1
      ? [nameOf(newest)]
      : db
          .prepare<[string, string, number], Pick<SummaryRow, 'from_name' | 'from_address'>>(
            `${membersOf(filter, 'm.from_name, m.from_address')} ORDER BY t.at DESC, t.uid DESC LIMIT ?`,
          )
          .all(folder, wanted, NAMED)
          .map(nameOf);
  const opens =
    unread === 0 || number === 1
      ? undefined
      : db
          .prepare<[string, string], { id: string }>(
            `SELECT id FROM (${membersOf(filter, `t.id, t.at, t.uid, ${seenNow} AS seen`)}) WHERE seen = 0 ORDER BY at DESC, uid DESC LIMIT 1`,
          )
          .get(folder, wanted)?.id;
  return mailConversation.parse({
    ...toSummary(newest),
    ...(sensitive > 0 ? { marking: 'OFFICIAL-SENSITIVE' } : {}),
    ...{ conversation: thread, number, unread, opens: opens ?? newest.id },
    ...{ seen: unread === 0, flagged: flagged === 1, attachments },
    names: [...new Set(names)].filter((name) => name !== '').slice(0, CONVERSATION_NAMES),
  });
};

const nameOf = ({ from_name, from_address }: Pick<SummaryRow, 'from_name' | 'from_address'>): string => from_name || from_address;
