import type { PersonRow } from '../../../contracts/ipc/records.ts';
import type { Sending } from '../../../contracts/ipc/sending.ts';
import type { ReadableDb } from '../../store/db.ts';
import { syncedAt } from '../../store/items.ts';
import { searchExpression, searchWords } from '../../store/search.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { sendingByItem } from '../pending.ts';
import { type PersonSummary, soundsOf } from './describe.ts';

export interface PersonQuery {
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}
export interface PersonList {
  readonly rows: PersonRow[];
  readonly total: number;
  readonly asOf: string | undefined;
}

/**
 * A page of persons: those that have every word that was typed, then those of whom each word sounds so; without words all. Of either those
 * first of whom something was learned last.
 */
export const listPersons = (db: ReadableDb, { text, offset, limit }: PersonQuery): PersonList => {
  const { sql, params } = foundBy(text);
  const rows = db
    .prepare<(string | number)[], { id: string; summary: string }>(
      `SELECT item.id AS id, item.summary AS summary FROM (SELECT id, min(place) AS place FROM (${sql}) GROUP BY id) AS found
       CROSS JOIN item ON item.system = 'records' AND item.kind = 'person' AND item.id = found.id
       ORDER BY found.place, item.summary ->> 'learnedAt' DESC, item.id LIMIT ? OFFSET ?`,
    )
    .all(...params, limit, offset);
  const total = db.prepare<string[], { n: number }>(`SELECT count(DISTINCT id) AS n FROM (${sql})`).get(...params)?.n ?? 0;
  const sending = sendingByItem(pendingOf(db, 'records'));
  return { rows: rows.map((row) => toRow(row, sending.get(row.id))), total, asOf: syncedAt(db, 'records') };
};

/** SQL of ids, those found by their words before those found by their sound. */
const foundBy = (text: string): { readonly sql: string; readonly params: string[] } => {
  const expression = searchExpression(text);
  if (expression === undefined) return { sql: `SELECT id, 0 AS place FROM item WHERE system = 'records' AND kind = 'person'`, params: [] };
  const sounds = soundsOf(searchWords(text).join(' '));
  const byWords = `SELECT entry.id AS id, 0 AS place FROM search_text JOIN search_entry AS entry ON entry.number = search_text.rowid
    WHERE search_text MATCH ? AND entry.system = 'records' AND entry.kind = 'person'`;
  const bySound = `SELECT id, 1 AS place FROM item_link WHERE system = 'records' AND kind = 'person' AND role = 'sound'
    AND value IN (SELECT value FROM json_each(?)) GROUP BY id HAVING count(DISTINCT value) = json_array_length(?)`;
  const wanted = JSON.stringify([...new Set(sounds)]);
  return sounds.length === 0
    ? { sql: byWords, params: [expression] }
    : { sql: `${byWords} UNION ALL ${bySound}`, params: [expression, wanted, wanted] };
};

const toRow = ({ id, summary }: { readonly id: string; readonly summary: string }, sending: Sending | undefined): PersonRow => {
  const { name, born, address, warnings, marking, learnedAt } = JSON.parse(summary) as PersonSummary;
  return {
    ...{ id, name, warnings, marking, learnedAt },
    ...(born === undefined ? {} : { born }),
    ...(address === undefined ? {} : { address }),
    ...(sending === undefined ? {} : { sending }),
  };
};
