import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildIfStale } from '../../build/bundle-stamp.ts';
import { type Demonstration, startDemonstration } from '../../build/demonstration/demonstration.ts';
import { putFleet } from '../../hq/demo/fleet.ts';
import { DEMO_ICT_LAPTOP } from '../../hq/demo/officers.ts';
import { enterPin, todayShown } from './filled-laptop.ts';
import { atMost, median, type Result } from './result.ts';
import { type ClientWindow, openWindow } from './window.ts';

const DEVICES = 32_000;
const SEED = 2021;
const BUDGET_MS = 200;
const ICT_OFFICER = '6021';
/** What the press before this one set off has been answered and painted. */
const REST_MS = 300;

/** Another one in each run: what the pane has seen once, it shows at once. */
const states = ['Locked', 'Wiped', 'Cut off', 'Expected', 'In use', 'Locked', 'Wiped'];
const searches = ['LAP-31000', 'Chorley', 'burnley', 'LAP-20', 'Blackpool', '112', 'Preston Central'];
const columns = ['State', 'Last seen', 'Version', 'Disk', 'Unsent', 'Access until', 'Last seen'];

/**
 * The Fleet pane of an ICT officer, with a fleet of 32,000 at HQ: from the time stamp of the key that opens the pane, chooses a state,
 * ends what is searched for, or sorts, to the frame in which the new rows stand. Before each of the last three the pane is opened anew,
 * so that HQ is asked every time.
 */
export const benchFleet = async (demonstration: Demonstration): Promise<readonly Result[]> => {
  const { force } = demonstration;
  if (force.hq === undefined) throw new Error('HQ is stopped');
  await putFleet(force.hq.database, { devices: DEVICES, seed: SEED, now: new Date() });
  const laptop = await demonstration.addLaptop(DEMO_ICT_LAPTOP, { pool: 'ICT, Hutton' });
  try {
    await laptop.insert(ICT_OFFICER);
    const client = await openWindow(await laptop.startClient({ headless: true, debugging: true }).debuggerAddress);
    await enterPin(client);
    await client.until('Today is shown', todayShown);
    const times = await measure(client);
    client.close();
    const of = (what: string) => `Fleet pane, ${DEVICES.toLocaleString('en-GB')} laptops: ${what} to painted, median of`;
    return Object.entries(times).map(([what, list]) => atMost(BUDGET_MS, `${of(what)} ${list.length}`, median(list), 'ms'));
  } finally {
    await laptop.close();
  }
};

const measure = async (client: ClientWindow) => {
  const times = { open: [] as number[], filter: [] as number[], search: [] as number[], sort: [] as number[] };
  const open = async (): Promise<number> => {
    await client.evaluate(focusOn, ['nav[aria-label="Panes"] button', 'Today']);
    await client.pressEnter();
    await client.until('the pane is closed', paneIsClosed);
    await delay(REST_MS);
    return timed(client, ['nav[aria-label="Panes"] button', 'Fleet'], {});
  };
  await open(); // The first one brings the register's connection up, and does not count.
  for (const [run, state] of states.entries()) {
    times.open.push(await open());
    times.filter.push(await timed(client, ['fieldset[aria-label="State"] button', state], { pressed: state }));
    await open();
    times.search.push(await timed(client, ['input[aria-label="Laptop, pool or officer"]', ''], { typed: searches[run] ?? '' }));
    await open();
    const column = columns[run] ?? '';
    times.sort.push(await timed(client, ['fieldset[aria-label="Sort by"] button', column], { pressed: column }));
  }
  return times;
};

/** What must be so beside rows that are of this very question. */
interface Expected {
  /** The words of a button that is on. */
  readonly pressed?: string;
  /** What is typed, all at once; instead of Enter. */
  readonly typed?: string;
}
/** A selector, and the words that the one meant begins with or ends with. */
type Control = readonly [selector: string, words: string];

const timed = async (client: ClientWindow, control: Control, expected: Expected): Promise<number> => {
  await delay(REST_MS);
  await client.evaluate(focusOn, control);
  await client.evaluate(watchForRows, expected);
  if (expected.typed === undefined) await client.pressEnter();
  else await client.type(expected.typed);
  return client.evaluate(paintedAfter, null);
};

/** In the page. */
const paneIsClosed = (): boolean => document.querySelector('fieldset[aria-label="Sort by"]') === null;

/** In the page. */
const focusOn = ([selector, words]: Control): void => {
  const meant = [...document.querySelectorAll<HTMLElement>(selector)].find(
    ({ textContent }) => textContent.startsWith(words) || textContent.endsWith(words),
  );
  if (meant === undefined) throw new Error(`not there: ${selector} ${words}`);
  meant.focus();
};

declare global {
  /** Set in the page by the bench: milliseconds from the key to the rows it asked for painted. */
  var rowsPainted: Promise<number> | undefined;
}

/**
 * In the page: from the key's own time stamp to the frame in which the rows stand. The message posted in that frame's callback is
 * delivered once the frame has been laid out and painted.
 */
const watchForRows = ({ pressed, typed }: Expected): void => {
  const shown = (): boolean => {
    if (document.querySelector('[aria-busy="false"] li[data-index] button') === null) return false;
    if (document.querySelector('[aria-busy="false"] [aria-busy="true"]') !== null) return false;
    if (typed !== undefined) return document.querySelector('label [role="status"]')?.textContent.endsWith('found') ?? false;
    if (pressed === undefined) return true;
    return [...document.querySelectorAll('[aria-pressed="true"]')].some(({ textContent }) => textContent.includes(pressed));
  };
  globalThis.rowsPainted = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`not painted: ${pressed ?? typed ?? 'the pane'}`)), 30_000);
    let asked = Number.NaN;
    const ask = ({ timeStamp }: Event): void => {
      asked = timeStamp;
    };
    addEventListener('keydown', ask, { capture: true });
    addEventListener('input', ask, { capture: true });
    const observer = new MutationObserver(() => {
      if (Number.isNaN(asked) || !shown()) return;
      observer.disconnect();
      removeEventListener('keydown', ask, { capture: true });
      removeEventListener('input', ask, { capture: true });
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - asked);
        port2.postMessage(null);
      });
    });
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  });
};

const paintedAfter = async (): Promise<number> => (await globalThis.rowsPainted) ?? Number.NaN;

if (import.meta.main) {
  await buildIfStale();
  const folder = mkdtempSync(join(tmpdir(), 'mo-bench-'));
  const demonstration = await startDemonstration({ folder });
  try {
    console.table(await benchFleet(demonstration));
  } finally {
    await demonstration.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
