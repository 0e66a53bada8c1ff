import { readFileSync } from 'node:fs';
import type {} from '../../preload/window.ts';
import { atMost, median, p95, type Result, told } from './result.ts';
import type { ClientWindow } from './window.ts';

const OPENINGS = 11;
const PANS = 60;
/** From the press of the key to the map drawn with its tiles and marks. */
const DRAWN_MS = 500;
/** 60 frames a second, and the clock's own grain. */
const FRAME_MS = 17;
/** What the window may grow by for the map library, its tiles and what is drawn. */
const MOST_MEMORY_MIB = 64;
const KIB = 1024;

/** The map of the log in hand, under whatever draws this machine's windows: the press that opens it, moving it, and what it takes. */
export const benchMap = async (client: ClientWindow): Promise<readonly Result[]> => {
  await client.until('the map is on this laptop', hasMap);
  await client.evaluate(press, { key: '3', code: 'Digit3', ctrlKey: true });
  await client.until('a log is shown', logShown);
  const before = await memoryOf(client);
  const openings: number[] = [];
  let once = 0;
  for (let run = 0; run < OPENINGS; run += 1) {
    openings.push(await client.evaluate(open, null));
    if (run === 0) once = (await memoryOf(client)) - before;
    if (run < OPENINGS - 1) await client.evaluate(leave, null);
  }
  const [first = 0, ...again] = openings;
  const frames = await client.evaluate(pan, PANS);
  const worstOfPans = frames.map((pan) => Math.max(...pan));
  const all = frames.flat();
  return [
    told('map opened for the first time, with its code', first, 'ms'),
    atMost(DRAWN_MS, `map opened, median of ${again.length}`, median(again), 'ms'),
    told('map opened, worst', Math.max(...again), 'ms'),
    atMost(FRAME_MS, `frame while the map moves, median of ${all.length}`, median(all), 'ms'),
    told(`frame while the map moves, p95`, p95(all), 'ms'),
    told(`longest frame of a move, median of ${PANS}`, median(worstOfPans), 'ms'),
    told(`longest frame of a move, worst of ${PANS}`, Math.max(...worstOfPans), 'ms'),
    atMost(MOST_MEMORY_MIB, 'the window grows by a map', once, 'MiB'),
    told(`the window has grown by ${OPENINGS} maps and ${PANS} moves`, (await memoryOf(client)) - before, 'MiB'),
  ];
};

/** Resident memory of what holds the window, in MiB. */
const memoryOf = async (client: ClientWindow): Promise<number> =>
  (await client.renderers()).reduce((sum, pid) => {
    const [, kib = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return sum + Number(kib) / KIB;
  }, 0);

/** In the page: a map has come whole. */
const hasMap = async (): Promise<boolean> => {
  const told = await window.api.storm.map(null);
  return told.ok && told.value.known && told.value.value.map !== undefined;
};

/** In the page: a log stands beside the list. */
const logShown = (): boolean => document.querySelector('[data-detail] h2') !== null;

/** In the page: presses a key. */
const press = (init: KeyboardEventInit): void => {
  window.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
};

/** In the page: milliseconds from the press to the frame after the map is drawn. */
const open = async (): Promise<number> => {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  const begun = performance.now();
  window.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, altKey: true, code: 'KeyM', key: 'm' }));
  while (document.querySelector('[data-drawn]') === null) {
    if (performance.now() - begun > 30_000) throw new Error('no map');
    await frame();
  }
  await frame();
  return performance.now() - begun;
};

/** In the page: back to the log's lines. */
const leave = async (): Promise<void> => {
  const tab = [...document.querySelectorAll('button')].find((button) => button.textContent === 'Log');
  if (tab === undefined) window.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, altKey: true, code: 'KeyM', key: 'm' }));
  else tab.click();
  while (document.querySelector('[data-drawn]') !== null) await new Promise((resolve) => requestAnimationFrame(resolve));
};

/** In the page: the length of each frame, in milliseconds, of so many moves to and fro. */
const pan = async (moves: number): Promise<number[][]> => {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const map = document.querySelector('[data-drawn]')?.closest('section');
  const keys = ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'] as const;
  const all: number[][] = [];
  for (let move = 0; move < moves; move += 1) {
    const frames: number[] = [];
    let last = await frame();
    const end = last + 200;
    map?.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, key: keys[move % keys.length] ?? 'Home' }));
    while (last < end) {
      const now = await frame();
      frames.push(now - last);
      last = now;
    }
    all.push(frames);
  }
  return all;
};
