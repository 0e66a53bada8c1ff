import type { Offence } from '../../../contracts/domain/crime.ts';
import type { ReadableDb } from '../../store/db.ts';
import { searchExpression } from '../../store/search.ts';

export type UsedOffence = Offence & { readonly used: number };

interface OffenceRow {
  readonly body: string;
  readonly used: number;
}

/**
 * How often the officer's area has used the offence: answered from the index crime_offence alone. The plus takes the column's
 * affinity away, which the indexed expression does not have, and with which SQLite would not use the index.
 */
const USED = `(SELECT count(*) FROM item AS crime INDEXED BY crime_offence WHERE crime.system = 'crime' AND crime.kind = 'crime'
  AND crime.summary ->> 'offenceCode' = +offence.id AND crime.summary ->> 'area' = ?)`;
const OFFENCE = `offence.system = 'crime' AND offence.kind = 'offence'`;
const ORDER = 'ORDER BY used DESC, offence.id LIMIT ?';

/** A code as it is typed: "28", "028", "28/3", "028/03". */
const TYPED_CODE = /^(\d{1,3})(?:\s*\/\s*(\d{0,2}))?$/;

/** Home Office offences that what was typed may mean, most used in the area first; all of them when nothing was typed. */
export const findOffences = (
  db: ReadableDb,
  { text, limit, area }: { readonly text: string; readonly limit: number; readonly area: string },
): UsedOffence[] => {
  const typed = text.trim();
  const code = TYPED_CODE.exec(typed);
  const rows = code === null ? byWords(db, typed, area, limit) : byCode(db, code[1] ?? '', code[2], area, limit);
  return rows.map(({ body, used }) => ({ ...(JSON.parse(body) as Offence), used }));
};

/** Half a code may be its beginning ("28" of 280) or may lack its zeros ("28" for 028); a sub-code may lack its own ("3" for 03). */
const byCode = (db: ReadableDb, category: string, sub: string | undefined, area: string, limit: number): OffenceRow[] => {
  const padded = category.padStart(3, '0');
  const patterns = sub === undefined ? [`${category}*`, `${padded}*`] : [`${padded}/${sub}*`, `${padded}/${sub.padStart(2, '0')}`];
  return db
    .prepare<(string | number)[], OffenceRow>(
      `SELECT offence.body, ${USED} AS used FROM item AS offence WHERE ${OFFENCE} AND (offence.id GLOB ? OR offence.id GLOB ?) ${ORDER}`,
    )
    .all(area, ...patterns, limit);
};

const byWords = (db: ReadableDb, typed: string, area: string, limit: number): OffenceRow[] => {
  const expression = searchExpression(typed);
  if (expression === undefined) {
    return db
      .prepare<[string, number], OffenceRow>(`SELECT offence.body, ${USED} AS used FROM item AS offence WHERE ${OFFENCE} ${ORDER}`)
      .all(area, limit);
  }
  return db
    .prepare<[string, string, number], OffenceRow>(
      `SELECT offence.body, ${USED} AS used FROM search_text JOIN search_entry AS entry ON entry.number = search_text.rowid
       JOIN item AS offence ON offence.system = entry.system AND offence.kind = entry.kind AND offence.id = entry.id
       WHERE search_text MATCH ? AND ${OFFENCE} ${ORDER}`,
    )
    .all(area, expression, limit);
};
