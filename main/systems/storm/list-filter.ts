import type { IncidentAge } from '../../../contracts/domain/incident-list.ts';
import type { IncidentFilter } from '../../../contracts/ipc/storm.ts';
import { asciiLower } from '../told.ts';
import { joined, type Sql, sql } from './sql.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** More words than anybody narrows a list down by; each is looked for in every row. */
const MOST_WORDS = 8;

/** What a list is narrowed down by, an age as the instants between which a log was opened. */
export interface ListFilter extends Omit<IncidentFilter, 'age'> {
  readonly openedFrom?: string | undefined;
  readonly openedBefore?: string | undefined;
}

/** When a log of that age was opened. */
export const openedAtAge = (age: IncidentAge | undefined, now: Date): Pick<ListFilter, 'openedFrom' | 'openedBefore'> => {
  const ago = (milliseconds: number): string => new Date(now.getTime() - milliseconds).toISOString();
  switch (age) {
    case 'hour':
      return { openedFrom: ago(HOUR_MS) };
    case 'day':
      return { openedFrom: ago(DAY_MS) };
    case 'older':
      return { openedBefore: ago(DAY_MS) };
    case undefined:
      return {};
  }
};

/** Whether it narrows anything down. */
export const isNarrow = (filter: ListFilter): boolean => Object.values(filter).some((value) => value !== undefined && value !== '');

/** A filter as conditions on the rows of a list. */
export const filterSql = ({ text = '', unit, area, grade, openedFrom, openedBefore }: ListFilter): readonly Sql[] => [
  ...text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS).map(wordSql),
  ...(unit === undefined ? [] : [unitSql('= ?', unit, `${CALL_SIGN}${unit}"`)]),
  ...(area === undefined ? [] : [sql(`item.summary ->> 'area' = ?`, area)]),
  ...(grade === undefined ? [] : [sql(`item.summary ->> 'grade' = ?`, grade)]),
  ...(openedFrom === undefined ? [] : [sql(`item.summary ->> 'openedAt' >= ?`, openedFrom)]),
  ...(openedBefore === undefined ? [] : [sql(`item.summary ->> 'openedAt' < ?`, openedBefore)]),
];

/** The row of a log, as its words are looked for. */
const WORDS = `lower(item.summary ->> 'title' || ' ' || (item.summary ->> 'place') || ' ' || item.id)`;
/** How a call sign begins in the JSON of a log's resources; and as it is typed. */
const CALL_SIGN = '"callSign":"';
const CALL_SIGN_BEGUN = /^[a-z]{1,3}\d{0,3}$/i;

/** What is looked for in the JSON first spares most rows the reading of it, which costs most of what a list costs. */
const wordSql = (word: string): Sql => {
  const wanted = asciiLower(word);
  const row = sql(`(instr(lower(item.summary || item.id), ?) > 0 AND instr(${WORDS}, ?) > 0)`, JSON.stringify(wanted).slice(1, -1), wanted);
  if (!CALL_SIGN_BEGUN.test(word)) return row;
  const { text, values } = joined([row, unitSql('LIKE ?', `${word}%`, CALL_SIGN)], ' OR ');
  return sql(`(${text})`, ...values);
};

const unitSql = (is: string, value: string, written: string): Sql =>
  sql(
    `(instr(item.summary, ?) > 0 AND EXISTS (
       SELECT 1 FROM json_each(item.summary, '$.resources') AS unit WHERE unit.value ->> 'callSign' ${is}))`,
    ...[written, value],
  );
