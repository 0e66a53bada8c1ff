import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { chooseShell } from '../../build/demonstration/client.ts';
import type { Demonstration } from '../../build/demonstration/demonstration.ts';
import { DIST } from '../../build/vite/paths.ts';
import { scriptConfig } from '../../build/vite/script.ts';
import { median, type Result, timesAtMost } from './result.ts';
import { openWindow } from './window.ts';

const RUNS = 7;
/** A start that takes longer is a defect, not a figure. */
const BUDGET_RATIO = 1.4;
const BUNDLE = { entry: 'tests/bench/empty-page.ts', file: 'main/empty-page.cjs', kind: 'node' } as const;

/**
 * From the spawn of the process to the first contentful paint: of the sign-in screen, with its words, on an enrolled laptop with HQ in
 * reach and no card; and of a page with one word in the same shell. In turn, after one start of each that does not count.
 */
export const benchStart = async ({
  dataFolder,
  configFile,
}: Pick<Demonstration, 'dataFolder' | 'configFile'>): Promise<readonly Result[]> => {
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
    const client = await openWindow(await debuggerOf(createInterface({ input: child.stdout })));
    const painted = await client.evaluate(firstPaint, words);
    client.close();
    return painted - begun;
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
};

const debuggerOf = async (lines: AsyncIterable<string>): Promise<string> => {
  for await (const line of lines) {
    const found = /^\{"debugger":"(ws:[^"]+)"\}$/.exec(line)?.[1];
    if (found !== undefined) return found;
  }
  throw new Error('the program ended before its window was there');
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
