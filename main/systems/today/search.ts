import type { Officer } from '../../../contracts/domain/officer.ts';
import { cutShort } from '../../../contracts/domain/text.ts';
import type { FoundItem } from '../../../contracts/ipc/today.ts';
import type { SystemId } from '../../../contracts/systems/ids.ts';
import type { ReadableDb } from '../../store/db.ts';
import { searchExpression } from '../../store/search.ts';
import type { CrimeSummary, TaskSummary } from '../crime/describe.ts';
import type { IncidentSummary } from '../storm/describe.ts';
import { isMine, overlayResources } from '../storm/overlay.ts';
import { pendingStorm } from '../storm/pending-storm.ts';
import { matchOf } from './match.ts';
import { parseShortNumber } from './short-number.ts';

/** As many as the contract lets one answer carry; who needs more types another word. */
const LIMIT = 50;
const TEXT_LENGTH = 300;

type Kind = FoundItem['kind'];
/** What is most urgent has the first claim to a place in the answer. */
const KINDS = ['incident', 'crime', 'task', 'mail', 'officer'] as const satisfies readonly Kind[];

export interface Found {
  readonly items: FoundItem[];
  /** All that there are. */
  readonly total: number;
}

interface FoundKey {
  readonly kind: Kind;
  readonly id: string;
}

/**
 * Everything on this laptop that what was typed may mean. First what it names: a log by its short number, the officer's own before others',
 * the crimes of an offence code. Then what has every word, newest first; a word may be the beginning of one. Every kind has its share.
 */
export const findAnywhere = (db: ReadableDb, typed: string, officer: Officer): Found => {
  const named = [...byShortNumber(db, typed, officer), ...byOffenceCode(db, typed)];
  const worded = byWords(db, typed);
  const names = new Set(named.map(nameOf));
  const keys = [...named, ...worded.keys.filter((key) => !names.has(nameOf(key)))];
  // What both found is counted once, as far as it can be known: the words' own answer has only the newest of each kind.
  const both = worded.keys.filter((key) => names.has(nameOf(key))).length;
  const items = shares(keys).flatMap((key) => shownOf(db, key, typed) ?? []);
  return { items, total: Math.max(items.length, named.length + worded.total - both) };
};

const nameOf = ({ kind, id }: FoundKey): string => `${kind} ${id}`;

/** LIMIT of them: each kind as many as its share holds, what one kind leaves goes to the others in their order. */
const shares = (keys: readonly FoundKey[]): FoundKey[] => {
  const share = LIMIT / KINDS.length;
  const of = (kind: Kind): readonly FoundKey[] => keys.filter((key) => key.kind === kind);
  let left = LIMIT - KINDS.reduce((sum, kind) => sum + Math.min(share, of(kind).length), 0);
  return KINDS.flatMap((kind) => {
    const all = of(kind);
    const more = Math.min(left, Math.max(0, all.length - share));
    left -= more;
    return all.slice(0, Math.min(share, all.length) + more);
  });
};

/** Logs of that serial: those on which the officer is or was, then the newest day. */
const byShortNumber = (db: ReadableDb, typed: string, officer: Officer): FoundKey[] => {
  const short = parseShortNumber(typed);
  if (short === undefined) return [];
  const pending = pendingStorm(db, officer);
  const own = ({ id, summary }: { readonly id: string; readonly summary: string }): number =>
    isMine(overlayResources(id, (JSON.parse(summary) as IncidentSummary).resources, pending), pending) ? 0 : 1;
  return db
    .prepare<[string], { id: string; summary: string }>(
      `SELECT item.id, item.summary FROM item_link AS link CROSS JOIN item USING (system, kind, id)
       WHERE link.role = 'serial' AND link.value = ? AND link.system = 'storm' ORDER BY substr(item.id, 4) DESC`,
    )
    .all(short.serial)
    .filter(({ id }) => short.day === undefined || id.slice(0, -5).endsWith(short.day))
    .toSorted((one, other) => own(one) - own(other))
    .map(({ id }) => ({ kind: 'incident', id }));
};

const OFFENCE_CODE = /^\d{3}\/\d{2}$/;

/** The newest crimes of a Home Office code, which stands in no report's words. */
const byOffenceCode = (db: ReadableDb, typed: string): FoundKey[] =>
  OFFENCE_CODE.test(typed.trim())
    ? db
        .prepare<[string, number], { id: string }>(
          `SELECT id FROM item WHERE system = 'crime' AND kind = 'crime' AND summary ->> 'offenceCode' = ?
           ORDER BY summary ->> 'reportedAt' DESC LIMIT ?`,
        )
        .all(typed.trim(), LIMIT)
        .map(({ id }) => ({ kind: 'crime', id }))
    : [];

/**
 * The newest of each kind, by what its number says of the day: reading 20,000 reports to sort them would take longer than to find them. An
 * item that HQ has not numbered yet is the newest; one whose number was typed stands before all. CROSS JOIN: from what is found to what it is.
 */
const byWords = (db: ReadableDb, typed: string): { readonly keys: readonly FoundKey[]; readonly total: number } => {
  const expression = searchExpression(typed);
  if (expression === undefined) return { keys: [], total: 0 };
  const rows = db
    .prepare<[string, string, number], FoundKey & { total: number }>(
      `SELECT kind, id, total FROM (
         SELECT entry.kind AS kind, entry.id AS id, count(*) OVER () AS total, row_number() OVER (
           PARTITION BY entry.kind
           ORDER BY entry.id = ? COLLATE NOCASE DESC, length(entry.id) = 36 DESC, CASE entry.kind
             WHEN 'incident' THEN substr(entry.id, 4)
             WHEN 'crime' THEN substr(entry.id, 4, 2) || substr(entry.id, 7)
             WHEN 'task' THEN printf('%09d', substr(entry.id, 3))
             WHEN 'mail' THEN (SELECT at FROM mail_message AS mail WHERE mail.id = entry.id)
           END DESC, entry.id
         ) AS place
         FROM search_text CROSS JOIN search_entry AS entry ON entry.number = search_text.rowid
         WHERE search_text MATCH ? AND entry.kind IN ('incident', 'crime', 'task', 'mail', 'officer'))
       WHERE place <= ? ORDER BY kind, place`,
    )
    .all(typed.trim(), expression, LIMIT);
  return { keys: rows.map(({ kind, id }) => ({ kind, id })), total: rows[0]?.total ?? 0 };
};

/** In the words of each pane. Undefined when it went meanwhile. */
const shownOf = (db: ReadableDb, { kind, id }: FoundKey, typed: string): FoundItem | undefined => {
  const row =
    kind === 'mail'
      ? db.prepare<[string], ShownRow>(MAIL).get(id)
      : db.prepare<[string, string, string], ShownRow>(ITEM).get(SYSTEM_OF[kind], kind, id);
  if (row === undefined) return undefined;
  const { title, detail, at } = described[kind](JSON.parse(row.summary) as never);
  const match = row.body === null ? undefined : matchOf({ kind, body: JSON.parse(row.body), shown: `${id} ${title} ${detail}` }, typed);
  return {
    ...{ kind, id, title: cutShort(title, TEXT_LENGTH), detail: cutShort(detail, TEXT_LENGTH) },
    ...(match === undefined ? {} : { match: cutShort(match, TEXT_LENGTH) }),
    ...(at === undefined ? {} : { at }),
  };
};

interface ShownRow {
  readonly summary: string;
  readonly body: string | null;
}
const ITEM = 'SELECT summary, body FROM item WHERE system = ? AND kind = ? AND id = ?';
const MAIL = `SELECT json_object('title', subject, 'from', IIF(recipients = '', from_name, 'To ' || recipients), 'at', at) AS summary, NULL AS body FROM mail_message WHERE id = ?`;
const SYSTEM_OF: Readonly<Record<Exclude<Kind, 'mail'>, SystemId>> = {
  incident: 'storm',
  crime: 'crime',
  task: 'crime',
  officer: 'people',
};

type Described = Pick<FoundItem, 'title' | 'detail' | 'at'>;

/** The summaries are those that the rooms stored. */
const described: { readonly [K in Kind]: (summary: never) => Described } = {
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
