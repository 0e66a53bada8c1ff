import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { Demonstration } from '../../build/demonstration/demonstration.ts';
import { debuggerAddress } from '../../build/shell/address.ts';
import { chooseShell } from '../../build/shell/choose.ts';
import { DIST } from '../../build/vite/paths.ts';
import { scriptConfig } from '../../build/vite/script.ts';
import { median, type Result, timesAtMost } from './result.ts';
import { openWindow } from './window.ts';

const RUNS = 7;
/** A start that takes longer is a defect, not a figure. */
const BUDGET_RATIO = 1.4;
/** A program that takes longer to end hangs. */
const END_MS = 20_000;
const BUNDLE = { entry: 'tests/bench/empty-page.ts', file: 'main/empty-page.cjs', kind: 'node' } as const;

/**
 * From the spawn of the process to the first contentful paint: of the sign-in screen, with its words, on an enrolled laptop with HQ in
 * reach and no card; and of a page with one word in the same shell. In turn, after one start of each that does not count.
 */
export const benchStart = async ({
  dataFolder,
  configFile,
}: Pick<Demonstration, 'dataFolder' | 'configFile'>): Promise<readonly Result[]> => {
  if (chooseShell().kind !== 'chromium') return []; // The empty page is of the chromium shell: there is nothing to hold Electron against.
  const scratch = mkdtempSync(join(tmpdir(), 'mobile-office-start-'));
  try {
    await build(scriptConfig(BUNDLE, scratch));
    const [program = '', ...client] = chooseShell().command;
    const preload = join(DIST, 'preload', 'preload.cjs');
    const data = join(scratch, 'data');
    const asked = { client: 'Put your warrant card in the reader', empty: 'Empty' } as const;
    const clientCommand = [program, ...client, '--config', configFile, '--data', dataFolder, '--headless', '--e2e-port'];
    const emptyCommand = [program, join(scratch, BUNDLE.file), '--data', data, '--scripts', join(DIST, 'main'), '--preload', preload];
    const clients: number[] = [];
    const empties: number[] = [];
    for (let run = -1; run < RUNS; run += 1) {
      const empty = await startOnce(emptyCommand, asked.empty);
      const real = await startOnce(clientCommand, asked.client);
      if (run < 0) continue;
      empties.push(empty);
      clients.push(real);
    }
    return [timesAtMost(BUDGET_RATIO, 'start to sign-in painted', median(clients), 'an empty page in the same shell', median(empties))];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

/** Milliseconds from spawn to first contentful paint. The page must come to show `words`, or it is not the page that was meant. */
const startOnce = async ([program = '', ...args]: readonly string[], words: string): Promise<number> => {
  const begun = performance.timeOrigin + performance.now();
  const env = { ...process.env, ...chooseShell().environment };
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  try {
    const client = await openWindow(await debuggerAddress(child, 'chromium'));
    const painted = await client.evaluate(firstPaint, words);
    client.close();
    return painted - begun;
  } finally {
    const late = setTimeout(() => child.kill('SIGKILL'), END_MS);
    child.kill('SIGTERM');
    await exited;
    clearTimeout(late);
  }
};

/** In the page: milliseconds of the wall clock at the first contentful paint. */
const firstPaint = (words: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not shown: ${words}`)), 30_000);
    const look = (): void => {
      const paint = performance.getEntriesByName('first-contentful-paint')[0];
      if (paint === undefined || !document.body.textContent.includes(words)) {
        setTimeout(look, 10);
        return;
      }
      clearTimeout(late);
      resolve(performance.timeOrigin + paint.startTime);
    };
    look();
  });
