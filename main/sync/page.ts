import type { System } from '../../contracts/hq/feeds.ts';
import type { WritableDb } from '../store/db.ts';
import { type ItemDescription, upsertItem } from '../store/items.ts';
import { adoptId } from './adopt.ts';
import { type Describers, describeItem, isKnownKind, type SystemsInStore } from './describe.ts';
import { readLine, type SetAsideReason } from './line.ts';

/** A line of a feed that was parsed whole and may be stored. */
export interface PageItem {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly body: object;
  readonly description: ItemDescription;
  /** What the officer's laptop called it before it had its number. */
  readonly provisionalId?: string;
}
interface PageDelete {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly gone: true;
}
/** A record that is not taken over: the others of its page are. */
export interface SetAside {
  /** Empty where the line did not tell. */
  readonly kind: string;
  /** The item's number, or whatever tells this record from others. */
  readonly id: string;
  readonly version: number;
  readonly reason: SetAsideReason;
}
/** One page of a change feed, in its order: what may be taken over, and what is set aside. */
export interface Page {
  readonly reset: boolean;
  readonly changes: readonly (PageItem | PageDelete)[];
  readonly setAside: readonly SetAside[];
  readonly cursor: string;
  readonly more: boolean;
}

/**
 * Parses a page. A record that cannot be read, or is not what its kind's contract says, or of a kind that only a newer program knows, is
 * set aside with its reason, so that it stops no other. Undefined when the page's frame does not hold (no cursor at its end, or one or a
 * reset elsewhere): then nothing of the page counts.
 */
export const parsePage = (describers: Describers, system: System, lines: readonly unknown[]): Page | undefined => {
  const last = readLine(lines.at(-1));
  if (last?.op !== 'cursor') return undefined;
  const changes: (PageItem | PageDelete)[] = [];
  const setAside: SetAside[] = [];
  let reset = false;
  for (const [index, given] of lines.slice(0, -1).entries()) {
    const line = readLine(given);
    if (line === undefined || line.op === 'cursor') return undefined;
    if (line.op === 'reset') {
      if (index > 0) return undefined;
      reset = true;
    } else if (line.op === 'delete') {
      changes.push({ kind: line.kind, id: line.id, version: line.version, gone: true });
    } else if (line.op === 'unread') {
      // A record that does not say which it is has its place in the feed for a name.
      const id = line.kind === '' ? `${last.cursor.slice(0, 80)} ${index}` : line.id;
      setAside.push({ kind: line.kind, id, version: line.version ?? 0, reason: line.reason });
    } else {
      const item = parseItem(describers, system, line);
      if ('reason' in item) setAside.push(item);
      else changes.push({ ...item, ...(line.provisionalId === undefined ? {} : { provisionalId: line.provisionalId }) });
    }
  }
  return { reset, changes, setAside, cursor: last.cursor, more: last.more };
};

/** Parses one item by its kind's contract. */
export const parseItem = (
  describers: Describers,
  system: System,
  { kind, id, version, data }: { readonly kind: string; readonly id: string; readonly version: number; readonly data: unknown },
): PageItem | SetAside => {
  if (!isKnownKind(system, kind)) return { kind, id, version, reason: 'UnknownKind' };
  const described = describeItem(describers, system, kind, id, data);
  return described === undefined ? { kind, id, version, reason: 'FieldsMalformed' } : { kind, id, version, ...described };
};

/** Stores an item of the feed; one of the officer's own making is from here on called by its number. False when it changes nothing. */
export const storeItem = (
  db: WritableDb,
  systems: SystemsInStore,
  system: System,
  { kind, id, provisionalId, ...item }: PageItem,
): boolean => {
  const key = { system, kind, id };
  if (provisionalId !== undefined) adoptId(db, systems, provisionalId, key);
  return upsertItem(db, key, item);
};
