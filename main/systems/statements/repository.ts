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
const MOST_ROWS = 500;

export const statementReads = {
  /** The newest first: of a crime, by its number or by what it is called here until it has one; or all that are on this laptop. */
  'statements.list': (db: ReadableDb, { crimeId }: { readonly crimeId?: string | undefined }): StatementRow[] => {
    const of = crimeId === undefined ? undefined : new Set(linkedIds(db, 'statement', [{ role: 'crime', value: resolveId(db, crimeId) }]));
    const sending = sendingByItem(pendingOf(db, 'statements'));
    return db
      .prepare<[], { id: string; summary: string }>(`SELECT id, summary FROM item WHERE system = 'statements' AND kind = 'statement'`)
      .all()
      .filter(({ id }) => of === undefined || of.has(id))
      .map(({ id, summary }) => ({ id, ...(JSON.parse(summary) as StatementSummary), ...optional('sending', sending.get(id)) }))
      .toSorted((one, other) => other.signedAt.localeCompare(one.signedAt))
      .slice(0, MOST_ROWS);
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
