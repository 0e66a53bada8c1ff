import type { Page } from '@playwright/test';
import type {} from '../../preload/window.ts';

/** Enough for a p99 that is not one call's luck. */
const CALLS = 2000;
const WARM_UP = 200;
const FETCHES = 21;

export interface IpcFigures {
  /** Milliseconds from a call in the page to its answer, through door and schemas. */
  readonly roundTripMedianMs: number;
  readonly roundTripP99Ms: number;
  /** Milliseconds for a megabyte of `path` fetched over the app origin. */
  readonly megabyteMedianMs: number;
}

/**
 * Measures the way between a page and main in the shell that shows `page`: `session.appearance`, which needs nobody signed
 * in, and a body of the app origin. `path` must serve bytes; pass none where no route does, and the last figure is NaN.
 */
export const measureIpc = (page: Page, path?: string): Promise<IpcFigures> =>
  page.evaluate(
    async ({ calls, warmUp, fetches, blob }) => {
      const timed = async (run: () => Promise<unknown>): Promise<number> => {
        const start = performance.now();
        await run();
        return performance.now() - start;
      };
      const sorted = async (times: number, run: () => Promise<unknown>): Promise<readonly number[]> => {
        const all: number[] = [];
        for (let i = 0; i < times; i += 1) all.push(await timed(run));
        return all.sort((a, b) => a - b);
      };
      const at = (values: readonly number[], part: number): number => values[Math.floor(values.length * part)] ?? Number.NaN;
      const call = () => window.office.session.appearance(null);
      await sorted(warmUp, call);
      const trips = await sorted(calls, call);
      const bodies = blob === undefined ? [] : await sorted(fetches, async () => (await fetch(blob)).arrayBuffer());
      return { roundTripMedianMs: at(trips, 0.5), roundTripP99Ms: at(trips, 0.99), megabyteMedianMs: at(bodies, 0.5) };
    },
    { calls: CALLS, warmUp: WARM_UP, fetches: FETCHES, blob: path },
  );
