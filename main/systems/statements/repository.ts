import type { StatementBackRecord, StatementRecord } from '../../../contracts/domain/statement-record.ts';
import type { ShownStatement, StatementRow } from '../../../contracts/ipc/statements.ts';
import { resolveId } from '../../store/alias.ts';
import type { ReadableDb, Reads } from '../../store/db.ts';
import { readItem, syncedAt } from '../../store/items.ts';
import { splitOthers } from '../../sync/other-fields.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { linkedIds } from '../found.ts';
import { optional } from '../optional.ts';
import { sendingByItem } from '../pending.ts';
import type { StatementSummary } from './describe.ts';

/** More than any crime has had. */
const MOST_OF_CRIME = 500;
const STATEMENTS = `item WHERE system = 'statements' AND kind = 'statement'`;

interface Stored {
  readonly id: string;
  readonly summary: string;
}

const rowWith = (db: ReadableDb): ((stored: Stored) => StatementRow) => {
  const sending = sendingByItem(pendingOf(db, 'statements'));
  return ({ id, summary }) => ({ id, ...(JSON.parse(summary) as StatementSummary), ...optional('sending', sending.get(id)) });
};

export const statementReads = {
  /** All that are on this laptop, the newest first. */
  'statements.list': (db: ReadableDb, { offset, limit }: { readonly offset: number; readonly limit: number }) => {
    const row = rowWith(db);
    const rows = db
      .prepare<[number, number], Stored>(`SELECT id, summary FROM ${STATEMENTS} ORDER BY summary ->> 'signedAt' DESC, id LIMIT ? OFFSET ?`)
      .all(limit, offset)
      .map(row);
    return { rows, total: db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${STATEMENTS}`).get()?.n ?? 0 };
  },

  /** Of a crime, by its number or by what it is called here until it has one, the newest first. */
  'statements.ofCrime': (db: ReadableDb, { crimeId }: { readonly crimeId: string }): StatementRow[] => {
    const find = db.prepare<[string], Stored>(`SELECT id, summary FROM ${STATEMENTS} AND id = ?`);
    return linkedIds(db, 'statement', [{ role: 'crime', value: resolveId(db, crimeId) }])
      .flatMap((id) => find.get(id) ?? [])
      .map(rowWith(db))
      .toSorted((one, other) => other.signedAt.localeCompare(one.signedAt))
      .slice(0, MOST_OF_CRIME);
  },

  /** One statement whole, with the back of its form where that is on this laptop; undefined when it is not here. A provisional id is answered with the number. */
  'statements.get': (db: ReadableDb, { id: asked }: { readonly id: string }): ShownStatement | undefined => {
    const id = resolveId(db, asked);
    const record = readItem<StatementRecord>(db, { system: 'statements', kind: 'statement', id })?.body;
    if (record === undefined) return undefined;
    const { known, other } = splitOthers('statements', 'statement', record);
    const back = readItem<StatementBackRecord>(db, { system: 'statements', kind: 'statementBack', id })?.body.back;
    return {
      ...known,
      ...optional('back', back),
      ...optional('other', other),
      ...optional('sending', sendingByItem(pendingOf(db, 'statements')).get(id)),
      ...optional('asOf', syncedAt(db, 'statements')),
    };
  },
} as const satisfies Reads;
