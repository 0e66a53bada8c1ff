import { setTimeout as delay } from 'node:timers/promises';
import { buildIfStale } from '../../build/bundle-stamp.ts';
import { enterPin, type FilledLaptop, openFilledLaptop, pinAsked, todayShown } from './filled-laptop.ts';
import { openIctDesk } from './ict.ts';
import { allGone } from './removal.ts';
import { atMost, median, type Result } from './result.ts';
import { type ClientWindow, openWindow } from './window.ts';

const RUNS = 11;
const BUDGET_MS = 1000;
/** The officer has worked a while, and the laptop waits for its next order again. */
const WORK_MS = 1500;

/**
 * From handing the signed order to HQ, whose own checks and answer are in the figure, to the end of every process that held the
 * officer's work; the order comes while the officer works. In between ICT unlocks the laptop and the officer signs in again.
 */
export const benchOrders = async (laptop: FilledLaptop, client: ClientWindow): Promise<readonly Result[]> => {
  const { name: device } = laptop;
  const ict = await openIctDesk(laptop);
  const times: number[] = [];
  await laptop.insert(laptop.officer.collarNumber);
  await client.until('the sign-in screen asks for the PIN', pinAsked);
  try {
    // The first order ever finds nothing warm: it does not count.
    for (let run = -1; run < RUNS; run += 1) {
      await enterPin(client);
      await client.until('Today is shown', todayShown);
      await delay(WORK_MS);
      const order = await ict.sign({ kind: 'lock', device });
      const pids = await client.renderers();
      const begun = performance.now();
      const given = ict.give(order);
      await allGone(pids);
      if (run >= 0) times.push(performance.now() - begun);
      await given;
      await client.until('the sign-in screen says that ICT has locked the laptop', isLockedByIct);
      await ict.give(await ict.sign({ kind: 'unlock', device }));
      await client.until('the sign-in screen asks for the PIN', pinAsked);
    }
  } finally {
    ict.close();
  }
  return [
    atMost(BUDGET_MS, `lock ordered to page content gone, median of ${RUNS}`, median(times), 'ms'),
    atMost(BUDGET_MS, `lock ordered to page content gone, worst of ${RUNS}`, Math.max(...times), 'ms'),
  ];
};

/** In the page. */
const isLockedByIct = (): boolean =>
  document.querySelector('nav[aria-label="Panes"]') === null && document.body.textContent.includes('ICT has locked this laptop');

if (import.meta.main) {
  await buildIfStale();
  const laptop = await openFilledLaptop();
  try {
    await laptop.insert(laptop.officer.collarNumber);
    const client = await openWindow(await laptop.startClient({ headless: true, debugging: true }).debuggerAddress);
    await laptop.fill(client);
    await client.evaluate(() => void window.api.session.lock(null), null);
    console.table(await benchOrders(laptop, client));
    client.close();
  } finally {
    await laptop.close();
  }
}
