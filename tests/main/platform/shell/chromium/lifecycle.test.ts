import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { MARKER } from '../page.ts';
import { PATIENCE } from '../patience.ts';
import { bundle } from './harness.ts';
import { processesOf } from './processes.ts';

const APP = join(import.meta.dirname, 'app.ts');
const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

interface Said {
  readonly event: string;
  readonly debugger?: string;
  readonly renewed?: { readonly gone: boolean };
}

// Each test starts whole programs, some of them two.
vi.setConfig({ testTimeout: 180_000 });

describe('a program on the chromium shell', () => {
  let bundles: Awaited<ReturnType<typeof bundle>>;
  let data: string;
  const running: Program[] = [];
  beforeAll(async () => {
    bundles = await bundle();
  });
  afterAll(() => bundles?.remove());
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'mobile-office-data-'));
  });
  afterEach(async () => {
    for (const program of running.splice(0)) await program.kill();
    rmSync(data, { recursive: true, force: true, maxRetries: 10 });
  });

  class Program {
    readonly said: Said[] = [];
    readonly child: ChildProcess;
    readonly exited: Promise<number | null>;
    constructor(wrapper: readonly string[] = [], as?: number) {
      const [command = process.execPath, ...rest] = [...wrapper, process.execPath, APP, data, bundles.dist];
      this.child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'], ...(as === undefined ? {} : { uid: as, gid: as }) });
      this.exited = new Promise((resolve) => this.child.once('exit', resolve));
      if (this.child.stdout) createInterface(this.child.stdout).on('line', (line) => this.said.push(JSON.parse(line) as Said));
      running.push(this);
    }
    async hears(event: string): Promise<Said> {
      const find = () => this.said.find((said) => said.event === event);
      await expect.poll(find, PATIENCE).toBeDefined();
      return find() ?? { event };
    }
    async kill(): Promise<void> {
      if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
      await this.exited;
    }
  }
  const isWritten = (text: string): boolean => {
    try {
      execFileSync('grep', ['-rqaF', text, data]);
      return true;
    } catch {
      return false;
    }
  };

  it('runs once on a data folder: a second start ends well and the first is told', async () => {
    const first = new Program();
    await first.hears('open');
    const second = new Program();
    expect(await second.exited).toBe(0);
    await first.hears('second');
    expect(second.said.some(({ event }) => event === 'open')).toBe(false);
    expect(first.said.some(({ event }) => event === 'closed')).toBe(false);
  });

  it('quits on SIGTERM: listeners are awaited, the browser is gone, and nothing that was shown is on the disk', async () => {
    const program = new Program();
    await program.hears('open');
    program.child.kill('SIGTERM');
    expect(await program.exited).toBe(0);
    await program.hears('quit');
    expect(processesOf(data, 'chromium')).toEqual([]);
    expect(readdirSync(data)).toEqual(['chromium']);
    expect(readdirSync(join(data, 'chromium'))).toEqual([]);
  });

  it('quits when its last window is closed', async () => {
    const program = new Program();
    const { debugger: address = '' } = await program.hears('open');
    const driver = await chromium.connectOverCDP(address);
    await driver.contexts()[0]?.pages()[0]?.close();
    expect(await program.exited).toBe(0);
    await program.hears('quit');
  });

  it('ends with a code of its own when the browser is killed', async () => {
    const program = new Program();
    await program.hears('open');
    const browser = processesOf(data, '--remote-debugging-pipe').filter(
      (pid) => !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type='),
    );
    expect(browser).toHaveLength(1);
    for (const pid of browser) process.kill(pid, 'SIGKILL');
    expect(await program.exited).toBe(70);
    await program.hears('quit');
  });

  it('leaves no text of the page when it is killed, and no folder after the next start', async () => {
    const killed = new Program();
    const { debugger: address = '' } = await killed.hears('open');
    const driver = await chromium.connectOverCDP(address);
    const page = driver.contexts()[0]?.pages()[0];
    expect(await page?.evaluate(`[document.body.textContent, localStorage.setItem('a', '${MARKER}')].length`)).toBe(2);
    killed.child.kill('SIGKILL');
    await killed.exited;
    // The browser notices that its pipe is closed, and ends by itself.
    await expect.poll(() => processesOf(data, 'chromium'), PATIENCE).toEqual([]);
    expect(isWritten(MARKER)).toBe(false);
    const left = readdirSync(join(data, 'chromium'));
    expect(left).toHaveLength(1);
    const next = new Program();
    await next.hears('open');
    const now = readdirSync(join(data, 'chromium'));
    expect(now).toHaveLength(1);
    expect(now).not.toEqual(left);
  });

  it.skipIf(!isRoot)('runs in a network namespace with no network at all', async () => {
    const program = new Program(['unshare', '-n']);
    expect((await program.hears('open')).renewed?.gone).toBe(true);
  });

  it.skipIf(!isRoot)('runs as somebody else with the sandbox on', async () => {
    chownSync(data, NOBODY, NOBODY);
    chmodSync(bundles.dist, 0o755);
    const program = new Program([], NOBODY);
    await program.hears('open');
    const renderers = processesOf(data, '--type=renderer');
    expect(renderers.length).toBeGreaterThan(0);
    for (const pid of renderers) {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      expect(status).toMatch(/^Seccomp:\s+2$/m);
      expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
    }
    expect(existsSync(join(data, 'seal.key'))).toBe(false);
  });
});
