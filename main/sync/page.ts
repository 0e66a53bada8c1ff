import type { ChangeLine, System } from '../../contracts/hq/feeds.ts';
import type { WritableDb } from '../store/db.ts';
import { type ItemDescription, upsertItem } from '../store/items.ts';
import { describeItem, isKnownKind } from './describe.ts';

/** A line of a feed that was parsed whole and may be stored. */
export interface PageItem {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly body: object;
  readonly description: ItemDescription;
}
interface PageDelete {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly gone: true;
}
/** One page of a change feed, checked line by line before anything of it is written. */
export interface Page {
  readonly reset: boolean;
  readonly changes: readonly (PageItem | PageDelete)[];
  readonly cursor: string;
  readonly more: boolean;
}

/**
 * Parses a page; undefined when any line of it is not what the contract says: then nothing of the page counts. Items of a kind
 * that this program does not know yet are passed over, so that a newer HQ does not blind an older laptop.
 */
export const parsePage = (system: System, lines: readonly ChangeLine[]): Page | undefined => {
  const last = lines.at(-1);
  if (last?.op !== 'cursor') return undefined;
  const changes: (PageItem | PageDelete)[] = [];
  for (const [index, line] of lines.slice(0, -1).entries()) {
    if (line.op === 'cursor') return undefined;
    if (line.op === 'reset') {
      if (index > 0) return undefined;
    } else if (line.op === 'delete') {
      changes.push({ kind: line.kind, id: line.id, version: line.version, gone: true });
    } else {
      const item = parseItem(system, line);
      if (item === 'malformed') return undefined;
      if (item !== undefined) changes.push(item);
    }
  }
  return { reset: lines[0]?.op === 'reset', changes, cursor: last.cursor, more: last.more };
};

/** Parses one item. Undefined: of a kind that is not known here. */
export const parseItem = (
  system: System,
  line: { readonly kind: string; readonly id: string; readonly version: number; readonly data: unknown },
): PageItem | 'malformed' | undefined => {
  if (!isKnownKind(system, line.kind)) return undefined;
  const described = describeItem(system, line.kind, line.id, line.data);
  return described === undefined ? 'malformed' : { kind: line.kind, id: line.id, version: line.version, ...described };
};

export const storeItem = (db: WritableDb, system: System, { kind, id, ...item }: PageItem): boolean =>
  upsertItem(db, { system, kind, id }, item);
