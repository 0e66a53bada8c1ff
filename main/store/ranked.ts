import type { ReadableDb } from './db.ts';

/**
 * An index entry's number is its kind's code and 46 bits more (worker/migrations/0015-search.ts). Those of before are below the first code's. In
 * SQL, since a number that long would be bound as a floating one, by which the index finds no range.
 */
const RANGE = 'rowid BETWEEN ? << 46 AND ((? + 1) << 46) - 1';
const FORMER = 'rowid < 1 << 46';

interface Ranking {
  readonly expression: string;
  /** How many of each kind, best first; 0: they are only counted. */
  readonly rows: ReadonlyMap<string, number>;
  /** Ids that come first, by kind. */
  readonly first: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids that are left out, by kind. */
  readonly without: ReadonlyMap<string, readonly string[]>;
}

export interface Ranked {
  readonly ids: readonly string[];
  readonly total: number;
}

/** What has the words of an FTS5 expression (searchExpression), by kind: `first`, then open work, then the newest. Kinds of which there is none are left out. */
export const ranked = (db: ReadableDb, asked: Ranking): ReadonlyMap<string, Ranked> => {
  const known = new Map(
    db
      .prepare<[], Kind>('SELECT kind, system, code FROM search_kind')
      .all()
      .map((kind) => [kind.kind, kind]),
  );
  const counted = countByCode(db, asked.expression);
  const before = formerly(db, asked);
  const found = new Map<string, Ranked>();
  for (const [name, rows] of asked.rows) {
    const kind = known.get(name);
    const hits = kind === undefined ? 0 : (counted.get(kind.code) ?? 0);
    const former = before.get(name) ?? [];
    if (hits + former.length === 0) continue;
    const without = asked.without.get(name) ?? [];
    const excluded = kind === undefined ? [] : hitsAmong(db, asked.expression, kind, without);
    const best = kind === undefined || hits === 0 || rows === 0 ? [] : bestOf(db, asked, kind, rows + without.length);
    const ids = [...new Set([...best, ...former])].filter((id) => !without.includes(id)).slice(0, rows);
    const total = hits - excluded.length + former.length;
    if (total > 0) found.set(name, { ids, total });
  }
  return found;
};

/** The kinds that the index has, each of one system. */
interface Kind {
  readonly kind: string;
  readonly system: string;
  readonly code: number;
}

/** In one pass, by numbers alone. */
const countByCode = (db: ReadableDb, expression: string): ReadonlyMap<number, number> =>
  new Map(
    db
      .prepare<[string], { code: number; hits: number }>(
        'SELECT rowid >> 46 AS code, count(*) AS hits FROM search_text WHERE search_text MATCH ? GROUP BY 1',
      )
      .all(expression)
      .map(({ code, hits }) => [code, hits]),
  );

const bestOf = (db: ReadableDb, { expression, first }: Ranking, kind: Kind, rows: number): string[] => {
  const own = hitsAmong(db, expression, kind, [...(first.get(kind.kind) ?? [])]).slice(0, rows);
  const newest = db
    .prepare<[string, number, number, number], Hit>(
      `SELECT rowid AS number FROM search_text WHERE search_text MATCH ? AND ${RANGE} ORDER BY rowid DESC LIMIT ?`,
    )
    .all(expression, kind.code, kind.code, rows);
  const numbers = [...new Set([...own, ...newest].map(({ number }) => number))].slice(0, rows);
  const entry = db.prepare<[number], { id: string }>('SELECT id FROM search_entry WHERE number = ?');
  return numbers.flatMap((number) => entry.get(number)?.id ?? []);
};

interface Hit {
  readonly number: number;
}

/** Those of the ids that have the words, the best first. The plus keeps SQLite from asking the index for each of them anew. */
const hitsAmong = (db: ReadableDb, expression: string, kind: Kind, ids: readonly string[]): readonly Hit[] => {
  if (ids.length === 0) return [];
  const wanted = db
    .prepare<[string, string, string], Hit>(
      `SELECT entry.number FROM json_each(?) AS wanted CROSS JOIN search_entry AS entry
       ON entry.system = ? AND entry.id = wanted.value AND entry.kind = ?`,
    )
    .all(JSON.stringify(ids), kind.system, kind.kind)
    .map(({ number }) => number);
  return db
    .prepare<[string, number, number, string], Hit>(
      `SELECT rowid AS number FROM search_text WHERE search_text MATCH ? AND ${RANGE}
         AND +rowid IN (SELECT value FROM json_each(?)) ORDER BY rowid DESC`,
    )
    .all(expression, kind.code, kind.code, JSON.stringify(wanted));
};

/** What an older program indexed and this one has not yet: each looked up, and sorted. */
const formerly = (db: ReadableDb, { expression, rows, without }: Ranking): ReadonlyMap<string, string[]> => {
  const found = new Map<string, string[]>();
  if (db.prepare<[], object>('SELECT 1 FROM search_behind LIMIT 1').get() === undefined) return found;
  const hits = db
    .prepare<[string], { kind: string; id: string }>(
      `SELECT entry.kind, entry.id FROM search_text CROSS JOIN search_entry AS entry ON entry.number = search_text.rowid
       WHERE search_text MATCH ? AND search_text.${FORMER} ORDER BY entry.open DESC, entry.at DESC, length(entry.id) DESC, entry.id DESC`,
    )
    .all(expression);
  for (const { kind, id } of hits)
    if (rows.has(kind) && without.get(kind)?.includes(id) !== true) found.set(kind, [...(found.get(kind) ?? []), id]);
  return found;
};
