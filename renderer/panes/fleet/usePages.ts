import { useCallback, useEffect, useRef, useState } from 'react';
import { fail, type Result } from '../../../contracts/result.ts';
import type { FleetCode } from '../../strings/en/fleet-faults.ts';
import { isStale, whileSeen } from './useRegister.ts';

/** The most that HQ gives at once (contracts/hq/fleet.ts). */
const pageRows = 100;
/** Pages of several filters are kept while the pane is open; past this many the oldest filter's go. */
const KEPT_FILTERS = 20;

interface Page<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

/** A long list at HQ as far as it is here. */
export interface View<Row, Answer extends Page<Row>> {
  readonly total: number;
  readonly latest: Answer;
  readonly row: (index: number) => Row | undefined;
}

interface Kept<Row, Answer extends Page<Row>> {
  readonly latest: Answer;
  readonly pages: ReadonlyMap<number, { readonly rows: readonly Row[]; readonly at: number }>;
}

export interface Paged<Row, Answer extends Page<Row>> {
  /** What is on screen: of another filter until the first answer to this one is here, so that nothing flashes. */
  readonly view: View<Row, Answer> | undefined;
  /** Of this filter, and not of the one before. */
  readonly current: boolean;
  readonly fault: FleetCode | undefined;
  readonly seen: (first: number, last: number) => void;
  readonly again: () => void;
}

/**
 * A list of the register, fetched by pages of pageRows as they come into sight. HQ searches, filters and sorts; `key` says by what.
 * Pages stay as long as the pane is open; one that is older than a moment is asked again quietly when it is seen.
 */
export const usePages = <Row, Answer extends Page<Row>>(
  ask: (offset: number, limit: number) => Promise<Result<Answer, FleetCode>>,
  key: string,
): Paged<Row, Answer> => {
  const cache = useRef(new Map<string, Kept<Row, Answer>>());
  const [shown, setShown] = useState<{ readonly key: string; readonly kept: Kept<Row, Answer> }>();
  const [fault, setFault] = useState<FleetCode>();
  const latest = useRef({ ask, look: (_anew: boolean): void => {}, sight: [0, 0] as readonly [number, number] });
  latest.current.ask = ask;

  useEffect(() => {
    let gone = false;
    const asked = new Set<number>();
    latest.current.sight = [0, 0];
    const before = cache.current.get(key);
    if (before !== undefined) setShown({ key, kept: before });
    setFault(undefined);

    const fetch = async (page: number, anew: boolean): Promise<void> => {
      const known = cache.current.get(key)?.pages.get(page);
      if (asked.has(page) || (!anew && known !== undefined && !isStale(known.at))) return;
      asked.add(page);
      const answer = await latest.current.ask(page * pageRows, pageRows).catch(() => fail('Internal'));
      asked.delete(page);
      if (gone) return;
      if (!answer.ok) {
        setFault(answer.code);
        return;
      }
      const pages = new Map(cache.current.get(key)?.pages).set(page, { rows: answer.value.rows, at: Date.now() });
      const kept = { latest: answer.value, pages };
      remember(cache.current, key, kept);
      setFault(undefined);
      setShown({ key, kept });
    };
    const look = (anew: boolean): void => {
      const [first, last] = latest.current.sight;
      for (let page = Math.floor(first / pageRows); page <= Math.floor(last / pageRows); page += 1) void fetch(page, anew);
    };
    latest.current.look = look;
    look(true);
    const stop = whileSeen(() => look(true));
    return () => {
      gone = true;
      stop();
    };
  }, [key]);

  const seen = useCallback((first: number, last: number): void => {
    latest.current.sight = [first, last];
    latest.current.look(false);
  }, []);
  const again = useCallback((): void => latest.current.look(true), []);
  return { view: shown === undefined ? undefined : viewOf(shown.kept), current: shown?.key === key, fault, seen, again };
};

const viewOf = <Row, Answer extends Page<Row>>({ latest, pages }: Kept<Row, Answer>): View<Row, Answer> => ({
  total: latest.total,
  latest,
  row: (index) => pages.get(Math.floor(index / pageRows))?.rows[index % pageRows],
});

const remember = <Value>(cache: Map<string, Value>, key: string, value: Value): void => {
  cache.delete(key);
  cache.set(key, value);
  const [oldest] = cache.keys();
  if (cache.size > KEPT_FILTERS && oldest !== undefined) cache.delete(oldest);
};
