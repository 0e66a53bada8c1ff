import { hashKey, type QueryKey, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Fetched } from '../../contracts/ipc/fetched.ts';
import { ok, type Result } from '../../contracts/result.ts';
import type { ChangeTopic } from '../../contracts/systems/ids.ts';
import { answerOf, type CallError } from './queries.ts';
import { type Ask, latestOf, type Shown } from './useAsk.ts';

/** Rows asked for at once: several screens of them, and few enough that one answer does not stall the window; HQ's register gives no more. */
const PAGE_ROWS = 100;

export interface Page {
  readonly rows: readonly unknown[];
  readonly total: number;
}

/** A list as far as it is here. */
export interface Rows<Row> {
  /** Another one is another list, that begins at its top. */
  readonly key: string;
  readonly total: number;
  /** Undefined for what is not here yet. */
  readonly row: (index: number) => Row | undefined;
  /** Of this filter, and not yet of the one before. */
  readonly current: boolean;
  /** Told which rows are wanted. */
  readonly seen?: (first: number, last: number) => void;
}

/** The newest page that came, with what it says of the whole list. */
export type Paged<Answer extends Page> = Rows<Answer['rows'][number]> & { readonly latest: Answer };

/** How a list stands. `fault`: the last try failed, and what is shown is from before. */
export interface Pages<Value, Code extends string> {
  readonly state: Shown<Value, Code>;
  readonly fault: Code | undefined;
  readonly again: () => void;
}

interface Options {
  readonly topics?: readonly ChangeTopic[];
  /** Asked again this often while the window is seen, and when older pages than this come into sight. */
  readonly everyMs?: number;
}

/**
 * A long list, asked for by the page as it comes into sight, in whatever order that is: one may go to the last of 32,000 rows at once, so
 * that this is a query a page and none of TanStack's infinite queries, which read one page after another. What is in sight is asked again
 * when rows of `topics` changed. With another `filter` the rows stay until the first new ones are here; another `list` begins anew.
 */
export const usePages = <Answer extends Page, Code extends string>(
  list: QueryKey,
  filter: object,
  call: (offset: number, limit: number) => Promise<Result<Fetched<Answer>, Code>>,
  { topics = [], everyMs }: Options = {},
): Pages<Paged<Answer>, Code | 'Internal'> => {
  const client = useQueryClient();
  const key = hashKey([list, filter]);
  const [sight, setSight] = useState({ key, first: 0, last: 0 });
  const { first, last } = sight.key === key ? sight : { first: 0, last: 0 };
  const results = useQueries({
    queries: Array.from({ length: last - first + 1 }, (_, index) => first + index).map((page) => ({
      queryKey: [...list, filter, page],
      queryFn: (): Promise<Fetched<Answer>> => answerOf(() => call(page * PAGE_ROWS, PAGE_ROWS)),
      meta: { topics },
      staleTime: everyMs ?? 0,
      refetchInterval: everyMs ?? (false as const),
    })),
  });
  const seen = useCallback(
    (from: number, to: number): void => {
      const next = { key, first: Math.floor(from / PAGE_ROWS), last: Math.floor(to / PAGE_ROWS) };
      setSight((before) => (before.key === key && before.first === next.first && before.last === next.last ? before : next));
    },
    [key],
  );

  const newest = results
    .filter(({ data }) => data !== undefined)
    .toSorted((one, other) => other.dataUpdatedAt - one.dataUpdatedAt)[0]?.data;
  const before = useRef<{ readonly list: string; readonly shown: Paged<Answer> }>(undefined);
  const own = hashKey(list);
  const row = (index: number): Answer['rows'][number] | undefined => {
    const page = client.getQueryData<Fetched<Answer>>([...list, filter, Math.floor(index / PAGE_ROWS)]);
    return page?.known ? page.value.rows[index % PAGE_ROWS] : undefined;
  };
  const shown: Paged<Answer> | undefined = newest?.known
    ? { key, total: newest.value.total, latest: newest.value, row, current: true, seen }
    : before.current?.list === own
      ? { ...before.current.shown, current: before.current.shown.key === key }
      : undefined;
  useEffect(() => {
    before.current = shown === undefined ? undefined : { list: own, shown };
  });

  const fault = results.map(({ error }) => error as CallError<Code> | null).find((error) => error !== null)?.code;
  const again = (): void => {
    for (const { refetch } of results) void refetch();
  };
  if (newest?.known === false) return { state: { kind: 'unfetched' }, fault, again };
  if (shown !== undefined) return { state: { kind: 'ready', value: shown }, fault, again };
  return { state: fault === undefined ? { kind: 'loading' } : { kind: 'failed', code: fault }, fault, again };
};

/** For a list of which all that is asked for is always known: HQ's register, which is read by no feed. */
export const alwaysKnown = async <Value, Code extends string>(
  call: Promise<Result<Value, Code>>,
): Promise<Result<Fetched<Value>, Code>> => {
  const answer = await call;
  return answer.ok ? ok({ known: true, value: answer.value }) : answer;
};

/** A list of few rows that is asked for whole, in the shape of a long one. */
export const pagesOfAll = <Value, Row, Code extends string>(
  { state, again }: Ask<Shown<Value, Code>>,
  rowsOf: (value: Value) => readonly Row[],
): Pages<Rows<Row> & { readonly rows: readonly Row[] }, Code> => {
  const fault = state.kind === 'failed' ? state.code : undefined;
  const value = latestOf(state);
  if (value !== undefined) {
    const rows = rowsOf(value);
    return {
      state: { kind: 'ready', value: { key: '', rows, total: rows.length, row: (index) => rows[index], current: true } },
      fault,
      again,
    };
  }
  return {
    state: fault !== undefined ? { kind: 'failed', code: fault } : { kind: state.kind === 'unfetched' ? 'unfetched' : 'loading' },
    fault,
    again,
  };
};
