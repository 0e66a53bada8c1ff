import type {} from '../../preload/window.ts';
import { type Result, told } from './result.ts';
import type { ClientWindow } from './window.ts';

/** Enough for a p99 that is not one call's luck. */
const CALLS = 2000;
const WARM_UP = 200;

/**
 * The way from a page to main and back, through router and schemas, in the shell that shows the window: `session.appearance`, which
 * needs nobody signed in. Nothing but the page itself is served over the app origin until a mail is open, so bodies are not measured.
 */
export const benchIpc = async (client: ClientWindow): Promise<readonly Result[]> => {
  const { median, p99 } = await client.evaluate(measure, { calls: CALLS, warmUp: WARM_UP });
  return [told('IPC round trip, median', median, 'ms'), told('IPC round trip, p99', p99, 'ms')];
};

/** In the page. */
const measure = async ({ calls, warmUp }: { readonly calls: number; readonly warmUp: number }) => {
  const times: number[] = [];
  for (let call = -warmUp; call < calls; call += 1) {
    const begun = performance.now();
    await window.api.session.appearance(null);
    if (call >= 0) times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.floor(times.length * part)] ?? Number.NaN;
  return { median: at(0.5), p99: at(0.99) };
};
