import type { Officer } from '../../contracts/domain/officer.ts';
import type { System } from '../../contracts/hq/feeds.ts';
import type { FoundItem } from '../../contracts/ipc/today.ts';
import type { ReadableDb } from '../store/db.ts';
import type { Describer } from '../sync/describe.ts';

/** What a search shows of something that it found. */
export interface Shown extends Pick<FoundItem, 'title' | 'detail' | 'told'> {
  /** ISO 8601. */
  readonly at?: string | undefined;
  /** The text in which it was found, line by line. */
  readonly lines: readonly string[];
}

/** How a search finds, ranks and shows one kind. The index itself has what `describe` gave it, under the kind's name. */
export interface FoundDefinition {
  /** Undefined when it went meanwhile. */
  readonly show: (db: ReadableDb, id: string) => Shown | undefined;
  /** The ids of the officer's own, which come first. */
  readonly mine?: (db: ReadableDb, officer: Officer) => readonly string[];
  /** The ids that a number names, as it was typed, the newest first: they come before all, also where no text has them. */
  readonly named?: (db: ReadableDb, typed: string) => readonly string[];
}

/** Declares a kind of a feed's items. `title`, from what lists read of it. */
export const foundItems = <Summary, Body>(
  system: System,
  kind: string,
  describer: Describer<Body>,
  show: (summary: Summary) => Omit<Shown, 'lines'>,
): FoundDefinition => ({
  show: (db, id) => {
    const row = db
      .prepare<[string, string, string], { summary: string; body: string }>(
        'SELECT summary, body FROM item WHERE system = ? AND kind = ? AND id = ?',
      )
      .get(system, kind, id);
    if (row === undefined) return undefined;
    const search = describer.describe(JSON.parse(row.body) as Body).search;
    return { ...show(JSON.parse(row.summary) as Summary), lines: search?.body.split('\n') ?? [] };
  },
});

/** The ids of a kind that are linked to any of these values. */
export const linkedIds = (db: ReadableDb, kind: string, links: readonly { readonly role: string; readonly value: string }[]): string[] => {
  const read = db.prepare<[string, string, string], { id: string }>('SELECT id FROM item_link WHERE role = ? AND value = ? AND kind = ?');
  return [...new Set(links.flatMap(({ role, value }) => read.all(role, value, kind).map(({ id }) => id)))];
};

/** Those of the ids that are on this laptop. */
export const idsHere = (
  db: ReadableDb,
  { system, kind }: { readonly system: System; readonly kind: string },
  ids: readonly string[],
): string[] =>
  ids.filter(
    (id) =>
      db.prepare<[string, string, string], object>('SELECT 1 FROM item WHERE system = ? AND kind = ? AND id = ?').get(system, kind, id) !==
      undefined,
  );
