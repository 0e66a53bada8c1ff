import type { Offence } from '../../../contracts/domain/crime.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readLexiconOnce } from './offence-search/lexicon.ts';
import { type OffenceRanking, rankOffences } from './offence-search/rank.ts';
import { wordsIn } from './offence-search/stem.ts';

export type UsedOffence = Offence & { readonly used: number; readonly plain?: string };

interface OffenceRow {
  readonly body: string;
  readonly used: number;
  readonly plain?: string | undefined;
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

/**
 * Home Office offences that what was typed may mean, each with its plain words if it has some: by code or when nothing was typed (then
 * all of them), most used in the area first; by words, the likeliest first.
 */
export const findOffences = (
  db: ReadableDb,
  { text, limit, area }: { readonly text: string; readonly limit: number; readonly area: string },
): UsedOffence[] => {
  const typed = text.trim();
  const code = TYPED_CODE.exec(typed);
  const rows = code === null ? byWords(db, typed, area, limit) : byCode(db, code[1] ?? '', code[2], area, limit);
  const { plainWords } = readLexiconOnce();
  return rows.map(({ body, used, plain: said }) => {
    const offence = JSON.parse(body) as Offence;
    const plain = said ?? plainWords.get(offence.code);
    return { ...offence, used, ...(plain === undefined ? {} : { plain }) };
  });
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

/** What the words mean, the likeliest first; an offence that the area uses comes before one that fits as well. */
const byWords = (db: ReadableDb, typed: string, area: string, limit: number): OffenceRow[] => {
  const ranking = rankingOf(db);
  if (wordsIn(typed).length === 0) {
    return db
      .prepare<[string, number], OffenceRow>(`SELECT offence.body, ${USED} AS used FROM item AS offence WHERE ${OFFENCE} ${ORDER}`)
      .all(area, limit);
  }
  const found = new Map(
    ranking
      .rank(typed)
      .slice(0, limit + NEAR_THE_END)
      .map((ranked) => [ranked.code, ranked]),
  );
  const rows = db
    .prepare<[string, string], OffenceRow & { readonly code: string }>(
      `SELECT offence.id AS code, offence.body, ${USED} AS used FROM item AS offence
       WHERE ${OFFENCE} AND offence.id IN (SELECT value FROM json_each(?))`,
    )
    .all(area, JSON.stringify([...found.keys()]))
    .map((row) => ({ ...row, plain: found.get(row.code)?.plain, worth: (found.get(row.code)?.score ?? 0) + worthOfUse(row.used) }));
  return rows.sort((a, b) => b.worth - a.worth || (a.code < b.code ? -1 : 1)).slice(0, limit);
};

const worthOfUse = (used: number): number => Math.min(USE_AT_MOST, USE_EACH_DOUBLING * Math.log2(1 + used));

/** So many beyond those asked for may come before them by their use. */
const NEAR_THE_END = 20;
/** Less than one word more that fits. */
const USE_AT_MOST = 0.4;
const USE_EACH_DOUBLING = 0.06;

interface KeptRanking {
  readonly feed: string;
  readonly list: string;
  readonly ranking: OffenceRanking;
}
/** The ranking of each store's list: made again when the list has changed, which is looked at when the feed has brought anything. */
const rankings = new WeakMap<ReadableDb, KeptRanking>();

const rankingOf = (db: ReadableDb): OffenceRanking => {
  const feed = JSON.stringify(
    db
      .prepare<[], { readonly cursor: string; readonly number: number }>(
        `SELECT (SELECT cursor FROM feed WHERE system = 'crime') AS cursor, (SELECT count(*) FROM item AS offence WHERE ${OFFENCE}) AS number`,
      )
      .get(),
  );
  const kept = rankings.get(db);
  if (kept?.feed === feed) return kept.ranking;
  const rows = db
    .prepare<[], { readonly id: string; readonly version: number }>(
      `SELECT offence.id, offence.version FROM item AS offence WHERE ${OFFENCE}`,
    )
    .all();
  const list = rows.map(({ id, version }) => `${id} ${version}`).join();
  const ranking = kept?.list === list ? kept.ranking : rankingOfList(db);
  rankings.set(db, { feed, list, ranking });
  return ranking;
};

const rankingOfList = (db: ReadableDb): OffenceRanking =>
  rankOffences(
    db
      .prepare<[], { readonly body: string }>(`SELECT offence.body FROM item AS offence WHERE ${OFFENCE}`)
      .all()
      .map(({ body }) => JSON.parse(body) as Offence),
  );
