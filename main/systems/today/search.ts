import { cutShort } from '../../../contracts/domain/text.ts';
import type { FoundItem } from '../../../contracts/ipc/today.ts';
import type { ReadableDb } from '../../store/db.ts';
import { searchExpression } from '../../store/search.ts';
import type { CrimeSummary, TaskSummary } from '../crime/describe.ts';
import type { IncidentSummary } from '../storm/describe.ts';
import { parseShortNumber } from './short-number.ts';

/** As many as the contract lets one answer carry; who needs more types another word. */
const LIMIT = 50;
const TEXT_LENGTH = 300;

interface FoundRow {
  readonly kind: FoundItem['kind'];
  readonly id: string;
  readonly summary: string;
}

/**
 * Everything on this laptop that what was typed may mean: a log by its short number first, then by words, titles before bodies.
 * A word may be the beginning of one.
 */
export const findAnywhere = (db: ReadableDb, typed: string): FoundItem[] => {
  const spoken = byShortNumber(db, typed);
  const known = new Set(spoken.map((row) => row.id));
  const rows = [...spoken, ...byWords(db, typed).filter((row) => row.kind !== 'incident' || !known.has(row.id))];
  return rows.slice(0, LIMIT).map(toFound);
};

/** Logs of that serial, newest day first. */
const byShortNumber = (db: ReadableDb, typed: string): FoundRow[] => {
  const short = parseShortNumber(typed);
  if (short === undefined) return [];
  return db
    .prepare<[string], FoundRow>(
      `SELECT item.kind, item.id, item.summary FROM item_link AS link CROSS JOIN item USING (system, kind, id)
       WHERE link.role = 'serial' AND link.value = ? AND link.system = 'storm' ORDER BY item.id DESC`,
    )
    .all(short.serial)
    .filter(({ id }) => short.day === undefined || id.slice(0, -5).endsWith(short.day));
};

const byWords = (db: ReadableDb, typed: string): FoundRow[] => {
  const expression = searchExpression(typed);
  if (expression === undefined) return [];
  return db
    .prepare<[string, number], FoundRow>(
      `SELECT entry.kind, entry.id, coalesce(item.summary, json_object('title', mail.subject, 'from', mail.from_name, 'at', mail.at)) AS summary
       FROM search_text JOIN search_entry AS entry ON entry.number = search_text.rowid
       LEFT JOIN item ON item.system = entry.system AND item.kind = entry.kind AND item.id = entry.id
       LEFT JOIN mail_message AS mail ON entry.system = 'mail' AND mail.id = entry.id
       WHERE search_text MATCH ? AND entry.kind IN ('incident', 'crime', 'task', 'mail', 'officer')
       ORDER BY bm25(search_text, 5.0, 1.0) LIMIT ?`,
    )
    .all(expression, LIMIT);
};

const toFound = ({ kind, id, summary }: FoundRow): FoundItem => {
  const { title, detail, at } = described[kind](JSON.parse(summary) as never);
  return { kind, id, title: cutShort(title, TEXT_LENGTH), detail: cutShort(detail, TEXT_LENGTH), at };
};

type Described = Pick<FoundItem, 'title' | 'detail' | 'at'>;

/** In the words of each pane. The summaries are those that the rooms stored. */
const described: { readonly [K in FoundItem['kind']]: (summary: never) => Described } = {
  incident: ({ title, place, openedAt }: IncidentSummary) => ({ title, detail: place, at: openedAt }),
  crime: ({ title, place, reportedAt }: CrimeSummary) => ({ title, detail: place, at: reportedAt }),
  task: ({ title, setBy, setAt }: TaskSummary) => ({ title, detail: setBy, at: setAt }),
  mail: ({ title, from, at }: { readonly title: string; readonly from: string; readonly at: string }) => ({ title, detail: from, at }),
  officer: ({ rank, name, team }: { readonly rank: string; readonly name: string; readonly team: string }) => ({
    title: `${rank} ${name}`.trim(),
    detail: team,
    at: undefined,
  }),
};
