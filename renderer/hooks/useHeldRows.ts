import { useRef, useState } from 'react';

/** What a list shows. */
interface List<Row> {
  /** Another one is another list. */
  readonly key: string;
  readonly total: number;
  readonly row: (index: number) => Row | undefined;
}

/** A list of at most so many rows is held whole, so that what is new in it is known; all of it is here (hooks/usePages.ts). */
const WHOLE_ROWS = 100;

/** A list whose rows keep their places while it is held. */
export interface HeldList<Row> {
  readonly total: number;
  readonly row: (index: number) => Row | undefined;
  /** Rows that came, went or moved since. */
  readonly changed: number;
  /** Shows the list as it is now. */
  readonly show: () => void;
}

/**
 * Keeps the rows of a list where they are while the hand is on it (`held`), so that what is pressed is what was seen: of each row its newest
 * content, in the old place. What is new in a short list stands at its end, at once. `list` undefined: there is none yet.
 */
export const useHeldRows = <Row>(list: List<Row> | undefined, keyOf: (row: Row) => string, held: boolean): HeldList<Row> => {
  const [, showNow] = useState(0);
  const places = useRef<{ key: string; total: number; rows: Map<number, Row> }>(undefined);
  if (list === undefined) return { total: 0, row: () => undefined, changed: 0, show: () => undefined };
  if (!held || places.current?.key !== list.key) places.current = { key: list.key, total: list.total, rows: new Map() };
  const { rows } = places.current;
  if (list.total <= WHOLE_ROWS) placeNew(list, places.current, keyOf);
  const { total } = places.current;

  const newest = new Map<string, Row>();
  const order: string[] = [];
  for (const index of [...rows.keys()].sort((one, other) => one - other)) {
    const now = list.row(index);
    if (now === undefined) continue;
    newest.set(keyOf(now), now);
    order.push(keyOf(now));
  }
  const row = (index: number): Row | undefined => {
    const there = rows.get(index);
    if (there !== undefined) return newest.get(keyOf(there)) ?? there;
    const now = list.row(index);
    if (now !== undefined) rows.set(index, now);
    return now;
  };
  const show = (): void => {
    places.current = undefined;
    showNow((times) => times + 1);
  };
  const before = new Map([...rows.values()].map((one, index) => [keyOf(one), index]));
  return { total, row, changed: held ? countChanged(before, order, list.total - total) : 0, show };
};

/** Gives a place to the rows that have none: their own where the list has just begun to be held, else the next at the end, for as many as the list has grown by. A row that HQ has numbered has another key, and is no more than there were. */
const placeNew = <Row>(list: List<Row>, places: { total: number; readonly rows: Map<number, Row> }, keyOf: (row: Row) => string): void => {
  const begins = places.rows.size === 0 && places.total === list.total;
  const placed = new Set([...places.rows.values()].map(keyOf));
  for (let index = 0; index < list.total; index += 1) {
    const row = list.row(index);
    if (row === undefined || placed.has(keyOf(row))) continue;
    if (begins) places.rows.set(index, row);
    else if (places.total < list.total) {
      places.rows.set(places.total, row);
      places.total += 1;
    }
  }
};

/** How many of `order` are not in their place among the others: those that are new, and those that moved past others. At least the change in number. */
const countChanged = (before: ReadonlyMap<string, number>, order: readonly string[], more: number): number => {
  const kept = order.flatMap((key) => before.get(key) ?? []);
  return Math.max(Math.abs(more), order.length - longestRising(kept));
};

/** Length of the longest rising subsequence (by patience sorting): those that have kept their order. */
const longestRising = (numbers: readonly number[]): number => {
  const ends: number[] = [];
  for (const number of numbers) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    ends[low] = number;
  }
  return ends.length;
};
