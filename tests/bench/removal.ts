import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { enterPin, type FilledLaptop, todayShown } from './filled-laptop.ts';
import { atMost, median, type Result } from './result.ts';
import type { ClientWindow } from './window.ts';

const RUNS = 50;
const BUDGET_MS = 300;
/** OpenSC may take 1.9 s after an insertion to hear of anything; an officer works longer than that before taking the card out. */
const WORK_MS = 2500;
const GONE_BY_MS = 10_000;
const LOOK_MS = 1;

/**
 * From the order that takes the card out of the reader to the end of every process that held what was on screen. Without what the eye
 * sees first: a window whose process has ended shows nothing.
 */
export const benchRemoval = async (laptop: FilledLaptop, client: ClientWindow): Promise<readonly Result[]> => {
  const times: number[] = [];
  await laptop.remove();
  await client.until('the sign-in screen says that the work is locked', isLocked);
  for (let run = 0; run < RUNS; run += 1) {
    await laptop.insert(laptop.officer.collarNumber);
    await enterPin(client);
    await client.until('Today is shown', todayShown);
    await delay(WORK_MS);
    const pids = await client.renderers();
    const begun = performance.now();
    const removed = laptop.remove();
    await allGone(pids);
    times.push(performance.now() - begun);
    await removed;
    await client.until('the sign-in screen says that the work is locked', isLocked);
  }
  return [
    atMost(BUDGET_MS, `card out to page content gone, median of ${RUNS}`, median(times), 'ms'),
    atMost(BUDGET_MS, `card out to page content gone, worst of ${RUNS}`, Math.max(...times), 'ms'),
  ];
};

/** In the page: somebody's work is locked, and no card is in the reader. */
export const isLocked = (): boolean =>
  document.querySelector('nav[aria-label="Panes"]') === null && document.body.textContent.includes('locked');

/** Resolves once none of these processes holds anything any more. Rejects after GONE_BY_MS. */
export const allGone = async (pids: readonly number[]): Promise<void> => {
  const deadline = performance.now() + GONE_BY_MS;
  while (pids.some(holdsMemory)) {
    if (performance.now() > deadline) throw new Error('the page outlived its lock');
    await delay(LOOK_MS);
  }
};

/** proc(5): a process that is gone has no stat; a zombie has no memory any more. */
const holdsMemory = (pid: number): boolean => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).charAt(0) !== 'Z';
  } catch {
    return false;
  }
};
