import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from '../main/platform/shell/electron/program.ts';
import { enterPin, openShift } from '../main/platform/shell/electron/shift.ts';
import { runs } from '../main/platform/shell/electron/stand-in/zygote.ts';
import { atMost, median, type Result } from './result.ts';

const RUNS = 50;
/** In which a lock must be done. */
const BUDGET_MS = 300;
const OFFICER = '2418';
/** Between two looks at the processes. */
const LOOK_MS = 1;
const GIVE_UP_MS = 10_000;
/** What a page of mail takes: memory that the system has to take back before the process is gone. */
const RENDERER = [process.execPath, '-e', 'globalThis.held = Buffer.alloc(100 * 2 ** 20, 1); setInterval(() => 0, 1000)'] as const;
/** Until each of them has it. */
const FILLED_MS = 400;

/**
 * The product's main bundle under the stand-in for Electron, an officer signed in by card and PIN, a page of three processes of 100 MiB
 * each (its own and two mails'): from the machine's word that it suspends until none of them runs, seen from outside. It measures our own
 * way to the kill and the system's to the end of a process, not Electron.
 */
export const benchElectronLock = async (): Promise<readonly Result[]> => {
  const shift = await openShift();
  try {
    if ((await shift.enrol()) !== 0) throw new Error('the laptop could not be enrolled');
    const program = shift.start();
    await program.ask('renderersAre', RENDERER);
    await shift.laptop.insert(OFFICER);
    const times: number[] = [];
    // The first page is one from before, and nothing is warm: it does not count.
    for (let run = -1; run < RUNS; run += 1) {
      await enterPin(program);
      const ms = await lock(program);
      if (run >= 0) times.push(ms);
    }
    const words = 'locked, under the stand-in for Electron: all processes of the page gone';
    return [
      atMost(BUDGET_MS, `${words}, median of ${RUNS}`, median(times), 'ms'),
      atMost(BUDGET_MS, `${words}, worst of ${RUNS}`, Math.max(...times), 'ms'),
    ];
  } finally {
    await shift.close();
  }
};

const lock = async (program: Program): Promise<number> => {
  await program.ask('openFrame');
  await program.ask('openFrame');
  await sleep(FILLED_MS);
  const { renderers } = await program.ask('state');
  if (renderers.length < 3 || !renderers.every(runs)) throw new Error('the page has not the processes that are to go');
  const begun = performance.now();
  const told = program.ask('power', 'suspend');
  while (renderers.some(runs)) {
    if (performance.now() - begun > GIVE_UP_MS) throw new Error('a process of the page stays');
    await sleep(LOOK_MS);
  }
  const ms = performance.now() - begun;
  await told;
  return ms;
};
