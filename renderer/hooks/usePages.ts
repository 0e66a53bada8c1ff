import { useCallback, useEffect, useRef, useState } from 'react';
import type { Fetched } from '../../contracts/ipc/fetched.ts';
import { fail, type Result } from '../../contracts/result.ts';
import type { ChangeTopic } from '../../contracts/systems/ids.ts';
import { api } from '../api.ts';

/** Rows asked for at once: several screens of them, and few enough that one answer does not stall the window. */
const pageRows = 100;

interface Page {
  readonly rows: readonly unknown[];
  readonly total: number;
}
export type Pages<Answer extends Page, Code extends string> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly code: Code }
  /** The feed was never read to its end here: how many there are is not known. */
  | { readonly kind: 'unfetched' }
  | {
      readonly kind: 'ready';
      readonly total: number;
      readonly row: (index: number) => Answer['rows'][number] | undefined;
      readonly latest: Answer;
    };

/**
 * A long list, fetched by the page as it scrolls into sight. `seen` says which rows are wanted. When rows of `system`
 * changed, the pages in sight are asked again and the others forgotten; another `key` begins anew.
 */
export const usePages = <Answer extends Page, Code extends string>(
  ask: (offset: number, limit: number) => Promise<Result<Fetched<Answer>, Code>>,
  key: string,
  system: ChangeTopic,
): {
  readonly state: Pages<Answer, Code | 'Internal'>;
  readonly seen: (first: number, last: number) => void;
  readonly again: () => void;
} => {
  const [held, setHeld] = useState<{ readonly key: string; readonly state: Pages<Answer, Code | 'Internal'> }>({
    key,
    state: { kind: 'loading' },
  });
  const latest = useRef({ ask, inSight: (_anew: boolean): void => {}, sight: [0, 0] as readonly [number, number] });
  latest.current.ask = ask;

  useEffect(() => {
    let gone = false;
    let pages = new Map<number, Answer['rows']>();
    const asked = new Set<number>();
    latest.current.sight = [0, 0];

    const fetch = (page: number, anew: boolean): void => {
      if (asked.has(page) || (!anew && pages.has(page))) return;
      asked.add(page);
      void latest.current
        .ask(page * pageRows, pageRows)
        .catch(() => fail('Internal' as const))
        .then((answer) => {
          asked.delete(page);
          if (gone) return;
          if (!answer.ok) {
            if (pages.size === 0) setHeld({ key, state: { kind: 'failed', code: answer.code } });
            return;
          }
          if (!answer.value.known) {
            setHeld({ key, state: { kind: 'unfetched' } });
            return;
          }
          const { value } = answer.value;
          pages = new Map(pages).set(page, value.rows);
          const shown = pages;
          const row = (index: number): Answer['rows'][number] | undefined => shown.get(Math.floor(index / pageRows))?.[index % pageRows];
          setHeld({ key, state: { kind: 'ready', total: value.total, row, latest: value } });
        });
    };
    const inSight = (anew: boolean): void => {
      const [first, last] = latest.current.sight;
      for (let page = Math.floor(first / pageRows); page <= Math.floor(last / pageRows); page += 1) fetch(page, anew);
    };
    latest.current.inSight = inSight;
    fetch(0, true);
    const stop = api.link.on('refreshed', (event) => {
      if (event.system !== system) return;
      const [first, last] = latest.current.sight;
      const kept = [...pages].filter(([page]) => page >= Math.floor(first / pageRows) && page <= Math.floor(last / pageRows));
      pages = new Map(kept);
      inSight(true);
    });
    return () => {
      gone = true;
      stop();
    };
  }, [key, system]);

  const seen = useCallback((first: number, last: number): void => {
    latest.current.sight = [first, last];
    latest.current.inSight(false);
  }, []);
  const again = useCallback((): void => latest.current.inSight(true), []);
  return { state: held.key === key ? held.state : { kind: 'loading' }, seen, again };
};
