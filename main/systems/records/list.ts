import type { Officer } from '../../../contracts/domain/officer.ts';
import type { Person } from '../../../contracts/domain/person.ts';
import type { PersonRow, ShownRecord } from '../../../contracts/ipc/records.ts';
import type { Sending } from '../../../contracts/ipc/sending.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem, syncedAt } from '../../store/items.ts';
import { searchExpression, searchWords } from '../../store/search.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { pendingAs, sendingByItem } from '../pending.ts';
import { bornOf, type PersonSummary, soundsOf, textsOf } from './describe.ts';
import { joinedTo } from './joined.ts';
import { shownRecord } from './overlay.ts';

export interface PersonQuery {
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
  readonly officer: Officer;
}
export interface PersonList {
  readonly rows: PersonRow[];
  readonly total: number;
  readonly asOf: string | undefined;
}

interface Row {
  readonly id: string;
  readonly summary: string;
  /** 1 where officers have decided about it and another record. */
  readonly decided: number;
}

/**
 * A page of persons: those that have every word that was typed, then those of whom each word sounds so; without words all. Of either those
 * first of whom something was learned last.
 */
export const listPersons = (db: ReadableDb, { text, offset, limit, officer }: PersonQuery): PersonList => {
  const { sql, params } = foundBy(text);
  const rows = db
    .prepare<(string | number)[], Row>(
      `SELECT item.id AS id, item.summary AS summary, json_array_length(item.body, '$.decisions') > 0 AS decided FROM (SELECT id, min(place) AS place FROM (${sql}) GROUP BY id) AS found
       CROSS JOIN item ON item.system = 'records' AND item.kind = 'person' AND item.id = found.id
       ORDER BY found.place, item.summary ->> 'learnedAt' DESC, item.id LIMIT ? OFFSET ?`,
    )
    .all(...params, limit, offset);
  const total = db.prepare<string[], { n: number }>(`SELECT count(DISTINCT id) AS n FROM (${sql})`).get(...params)?.n ?? 0;
  const pending = pendingOf(db, 'records');
  const sending = sendingByItem(pending);
  const joining = new Set(pendingAs(pending, 'records', 'person.merge').flatMap(({ payload }) => [payload.personId, payload.otherId]));
  const joinedOf = ({ id, decided }: Row): readonly ShownRecord[] => {
    const item = decided === 1 || joining.has(id) ? readItem<Person>(db, { system: 'records', kind: 'person', id }) : undefined;
    return item === undefined ? [] : joinedTo(db, 'person', shownRecord('person', item, pending, officer), pending, officer);
  };
  return { rows: rows.map((row) => toRow(row, joinedOf(row), sending.get(row.id))), total, asOf: syncedAt(db, 'records') };
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

/** With what other records of the same person know where this one does not, and the warnings of all. */
const toRow = ({ id, summary }: Row, joined: readonly ShownRecord[], sending: Sending | undefined): PersonRow => {
  const { name, marking, learnedAt, ...own } = JSON.parse(summary) as PersonSummary;
  const knows = own.born === undefined ? joined.find((one) => bornOf(one) !== undefined) : undefined;
  const born = own.born ?? (knows && bornOf(knows));
  const address = own.address ?? joined.map((one) => textsOf(one, 'address').at(-1)).find((text) => text !== undefined);
  return {
    ...{ id, name, marking, learnedAt, warnings: own.warnings + joined.reduce((sum, one) => sum + one.warnings.length, 0) },
    ...(born === undefined ? {} : { born }),
    ...(knows === undefined ? {} : { bornOf: knows.id }),
    ...(address === undefined ? {} : { address }),
    ...(sending === undefined ? {} : { sending }),
  };
};
