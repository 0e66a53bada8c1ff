import type { MailSummary } from '../../../../contracts/domain/mail.ts';
import { type MailQuery, readMailQuery } from '../../../../contracts/domain/mail-query.ts';
import type { ReadableDb, Reads } from '../../../store/db.ts';
import { searchExpression } from '../../../store/search.ts';
import { LISTED, type SummaryRow, toSummary } from './messages.ts';
import { flaggedNow, folderNow, seenNow } from './overlay.ts';

/** Messages that are looked at, of those that the words are in: with another word there are fewer. */
const LOOKED_AT = 2000;

/** What the window calls special folders, beside their names. */
const CALLED: Readonly<Record<string, string>> = { deleted: 'trash', spam: 'junk' };

export interface FoundMail {
  readonly rows: readonly MailSummary[];
  readonly total: number;
  /** There may be more than were looked at. */
  readonly more: boolean;
}

export const mailFoundReads = {
  /** Messages of all folders that are on this laptop, newest first, by what was typed (contracts/domain/mail-query.ts). */
  'mail.search': (
    db: ReadableDb,
    { text, offset, limit }: { readonly text: string; readonly offset: number; readonly limit: number },
  ): FoundMail => {
    const query = readMailQuery(text);
    const { candidates, values: named, more } = candidatesOf(db, query);
    const { where, values } = conditionsOf(db, query);
    const found = `FROM mail_message m WHERE ${[...candidates, ...where].join(' AND ') || '1'}`;
    const all = [...named, ...values];
    const total = db.prepare<unknown[], { n: number }>(`SELECT COUNT(*) AS n ${found}`).get(...all)?.n ?? 0;
    const rows = db
      .prepare<unknown[], SummaryRow>(`SELECT ${LISTED} ${found} ORDER BY m.at DESC, m.uid DESC LIMIT ? OFFSET ?`)
      .all(...all, limit, offset);
    return { rows: rows.map(toSummary), total, more };
  },

  /**
   * Folders of which not every message is here with its words, the inbox first; only those that are `called` so, if that is said. `made`: what
   * lies in it the officer wrote.
   */
  'mail.partlyHere': (
    db: ReadableDb,
    { called }: { readonly called: string | undefined },
  ): readonly { readonly path: string; readonly made: boolean }[] => {
    const named = called === undefined ? undefined : foldersCalled(db, called);
    return db
      .prepare<[], { path: string; made: number }>(
        `SELECT f.path, f.special IN ('sent', 'drafts') IS TRUE AS made FROM mail_folder f
         WHERE f.total > (SELECT COUNT(*) FROM mail_message m WHERE m.folder = f.path AND LENGTH(m.raw) IS NOT NULL)
         ORDER BY f.special IS NOT 'inbox', f.special IS NULL, f.name`,
      )
      .all()
      .filter(({ path }) => named === undefined || named.includes(path))
      .map(({ path, made }) => ({ path, made: made === 1 }));
  },
} as const satisfies Reads;

/** By the index of words, which also holds who wrote and to whom it goes. */
const candidatesOf = (
  db: ReadableDb,
  { words, from, to, subject }: MailQuery,
): { readonly candidates: readonly string[]; readonly values: readonly unknown[]; readonly more: boolean } => {
  const expression = searchExpression([words, ...from, ...to, ...subject].join(' '));
  if (expression === undefined) return { candidates: [], values: [], more: false };
  const ids = db
    .prepare<[string, number], { id: string }>(
      `SELECT e.id FROM search_text JOIN search_entry e ON e.number = search_text.rowid
       WHERE search_text MATCH ? AND e.system = 'mail' ORDER BY search_text.rowid DESC LIMIT ?`,
    )
    .all(expression, LOOKED_AT)
    .map(({ id }) => id);
  return {
    candidates: ['m.id IN (SELECT value FROM json_each(?))'],
    values: [JSON.stringify(ids)],
    more: ids.length === LOOKED_AT,
  };
};

const conditionsOf = (db: ReadableDb, query: MailQuery): { readonly where: readonly string[]; readonly values: readonly unknown[] } => {
  const where: string[] = [];
  const values: unknown[] = [];
  const add = (condition: string, ...bound: readonly unknown[]): void => {
    where.push(condition);
    values.push(...bound);
  };
  for (const name of query.from) add(`(m.from_name LIKE ? ESCAPE '\\' OR m.from_address LIKE ? ESCAPE '\\')`, like(name), like(name));
  for (const name of query.to) add(`m.recipients LIKE ? ESCAPE '\\'`, like(name));
  for (const text of query.subject) add(`m.subject LIKE ? ESCAPE '\\'`, like(text));
  if (query.before !== undefined) add('m.at < ?', query.before);
  if (query.since !== undefined) add('m.at >= ?', query.since);
  if (query.attachment === true) add('m.attachments > 0');
  if (query.seen !== undefined) add(`${seenNow} = ?`, Number(query.seen));
  if (query.flagged === true) add(`${flaggedNow} = 1`);
  // What waits to be deleted for good is in no folder.
  if (query.folder === undefined) add(`${folderNow} <> ''`);
  else add(`${folderNow} IN (SELECT value FROM json_each(?))`, JSON.stringify(foldersCalled(db, query.folder)));
  return { where, values };
};

const foldersCalled = (db: ReadableDb, name: string): readonly string[] =>
  db
    .prepare<[], { path: string; name: string; special: string | null }>('SELECT path, name, special FROM mail_folder')
    .all()
    .filter((folder) => folder.special === (CALLED[name] ?? name) || folder.name.toLowerCase().startsWith(name))
    .map(({ path }) => path);

const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
