import type { Officer } from '../../../contracts/domain/officer.ts';
import { cutShort } from '../../../contracts/domain/text.ts';
import type { FoundGroup, FoundItem } from '../../../contracts/ipc/today.ts';
import { type FoundKind, foundKinds } from '../../../contracts/systems/found.ts';
import type { ReadableDb } from '../../store/db.ts';
import { ranked } from '../../store/ranked.ts';
import { searchExpression } from '../../store/search.ts';
import type { FoundDefinition } from '../found.ts';
import { definitions } from '../index.ts';
import { thingFinds } from '../records/things/finds.ts';
import { matchOf } from './match.ts';

/** Of one kind that was asked for alone, as many as the contract lets an answer carry; of each of all kinds, what the window has room for. */
const LIMIT = 50;
const ROWS_OF_EACH = 4;
const TEXT_LENGTH = 300;

export interface SearchQuery {
  readonly text: string;
  readonly only?: FoundKind | undefined;
  readonly officer: Officer;
}

/** Every kind, by what its system declares. */
const finds: { readonly [K in FoundKind]?: FoundDefinition } = Object.assign(
  {},
  ...Object.values(definitions).map((definition) => definition.finds),
  thingFinds,
);

/**
 * Everything on this laptop that what was typed may mean, by kind: first what its number names, then the officer's own, then open work, then
 * the newest. A word may be the beginning of one. Kinds of which there is none are left out.
 */
export const findAnywhere = (db: ReadableDb, { text, only, officer }: SearchQuery): FoundGroup[] => {
  const mine = new Map(foundKinds.map((kind) => [kind, new Set(finds[kind]?.mine?.(db, officer))]));
  const named = new Map(foundKinds.map((kind) => [kind, ownFirst(finds[kind]?.named?.(db, text) ?? [], mine.get(kind))]));
  const expression = searchExpression(text.trim().replace(LONE_LETTER, ''));
  const rows = new Map(foundKinds.map((kind) => [kind, rowsOf(kind, only)]));
  const worded = expression === undefined ? undefined : ranked(db, { expression, rows, first: mine, without: named });
  const groups = foundKinds.flatMap((kind): FoundGroup[] => {
    const ids = [...(named.get(kind) ?? []), ...(worded?.get(kind)?.ids ?? [])].slice(0, rowsOf(kind, only));
    const items = ids.flatMap((id) => shownOf(db, { kind, id, typed: text, mine: mine.get(kind)?.has(id) === true }) ?? []);
    const total = (named.get(kind)?.length ?? 0) + (worded?.get(kind)?.total ?? 0);
    return total === 0 ? [] : [{ kind, total: Math.max(total, items.length), items }];
  });
  /** What Enter opens is what a number names, the officer's own before another's. */
  const place = ({ kind }: FoundGroup): number => {
    const [first] = named.get(kind) ?? [];
    return first === undefined ? 2 : mine.get(kind)?.has(first) ? 0 : 1;
  };
  return groups.toSorted((one, other) => place(one) - place(other));
};

export const isHere = (db: ReadableDb, kind: FoundKind, id: string): boolean => finds[kind]?.show(db, id) !== undefined;

const rowsOf = (kind: FoundKind, only: FoundKind | undefined): number => (only === undefined ? ROWS_OF_EACH : only === kind ? LIMIT : 0);

const ownFirst = (ids: readonly string[], mine: ReadonlySet<string> | undefined): readonly string[] => [
  ...ids.filter((id) => mine?.has(id)),
  ...ids.filter((id) => !mine?.has(id)),
];

/** A first letter says nothing yet; the one that a last word begins with narrows little down. Each would have the index read whole. */
const LONE_LETTER = /(?:^|\s)[a-z\d]$/i;

/** In the words of each pane. Undefined when it went meanwhile. */
const shownOf = (
  db: ReadableDb,
  { kind, id, typed, mine }: { readonly kind: FoundKind; readonly id: string; readonly typed: string; readonly mine: boolean },
): FoundItem | undefined => {
  const shown = finds[kind]?.show(db, id);
  if (shown === undefined) return undefined;
  const { title, detail, at, lines, told } = shown;
  const match = matchOf(lines, `${id} ${title} ${detail}`, typed);
  return {
    ...{ kind, id, title: cutShort(title, TEXT_LENGTH), detail: cutShort(detail, TEXT_LENGTH) },
    ...(match === undefined ? {} : { match: cutShort(match, TEXT_LENGTH) }),
    ...(at === undefined ? {} : { at }),
    ...(mine ? { mine } : {}),
    ...(told === undefined ? {} : { told }),
  };
};
