import { setTimeout as delay } from 'node:timers/promises';
import type {} from '../../preload/window.ts';
import type { FilledLaptop } from './filled-laptop.ts';
import { atMost, median, type Result } from './result.ts';
import type { ClientWindow } from './window.ts';

const RUNS = 50;
const BUDGET_MS = 500;
/** Longer than the quiet that HQ keeps after a nudge: each job comes to a laptop that waits. */
const BETWEEN_MS = 400;

/** From HQ's commit of a new job for the officer's unit to its banner on screen; the laptop is online and Today is open. */
export const benchAlert = async (laptop: FilledLaptop, client: ClientWindow): Promise<readonly Result[]> => {
  const times: number[] = [];
  await client.until('the link is up', isOnline);
  // The first finds nothing warm: it does not count.
  for (let run = -1; run < RUNS; run += 1) {
    await client.until('no job waits', nothingWaits);
    await delay(BETWEEN_MS);
    const painted = client.evaluate(alertPainted, null);
    await laptop.force.giveJob(2, laptop.officer.collarNumber);
    const committed = performance.now();
    await painted;
    if (run >= 0) times.push(performance.now() - committed);
    await client.evaluate(acknowledge, null);
  }
  return [
    atMost(BUDGET_MS, `job committed at HQ to painted, median of ${RUNS}`, median(times), 'ms'),
    atMost(BUDGET_MS, `job committed at HQ to painted, worst of ${RUNS}`, Math.max(...times), 'ms'),
  ];
};

/** In the page, all of these. */
const isOnline = async (): Promise<boolean> => {
  const status = await window.api.link.status(null);
  return status.ok && status.value.link === 'online';
};
const nothingWaits = async (): Promise<boolean> => {
  const alerts = await window.api.storm.alerts(null);
  return alerts.ok && alerts.value.length === 0 && document.querySelector('section[aria-label^="New jobs"] [role=group]') === null;
};
const alertPainted = (): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (document.querySelector('section[aria-label^="New jobs"] [role=group]') === null) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true });
    look();
  });
const acknowledge = async (): Promise<void> => {
  const alerts = await window.api.storm.alerts(null);
  if (!alerts.ok) return;
  for (const { id, upTo } of alerts.value)
    await window.api.commands.give({
      ...{ system: 'storm', command: 'incident.acknowledge' },
      payload: { incidentId: id, ...(upTo === undefined ? {} : { upTo }) },
    } as never);
};
