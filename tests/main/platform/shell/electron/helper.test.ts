import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { helperEnvironment } from '../../../../../main/platform/shell/electron/helper-environment.ts';
import type { Helper } from '../../../../../main/platform/shell/port.ts';
import { PATIENCE } from '../patience.ts';
import { type Started, startShell } from './harness.ts';
import * as electron from './stand-in/index.ts';

vi.mock('electron', () => import('./stand-in/index.ts'));

/** What vendors' card modules expand on Windows to find their own files. */
const WINDOWS = {
  SystemRoot: 'C:\\Windows',
  ProgramData: 'C:\\ProgramData',
  USERPROFILE: 'C:\\Users\\lc002418',
  APPDATA: 'C:\\Users\\lc002418\\AppData\\Roaming',
  LOCALAPPDATA: 'C:\\Users\\lc002418\\AppData\\Local',
  ProgramFiles: 'C:\\Program Files',
  'ProgramFiles(x86)': 'C:\\Program Files (x86)',
  CommonProgramFiles: 'C:\\Program Files\\Common Files',
  SystemDrive: 'C:',
};

describe('a process of the card service', () => {
  let started: Started;
  const start = (script: string): { readonly helper: Helper; readonly end: Promise<unknown>; readonly standIn: () => Utility } => {
    const entry = join(started.folder, `helper-${electron.forked.length}.cjs`);
    writeFileSync(entry, script);
    const helper = started.shell.helper({ entry, name: 'card', env: { PKCS11: 'x' } });
    const made = electron.forked.at(-1)?.process;
    if (made === undefined) throw new Error('nothing was forked');
    return { helper, end: new Promise((resolve) => helper.onExit(resolve)), standIn: () => made };
  };
  type Utility = (typeof electron.forked)[number]['process'];
  beforeAll(async () => {
    started = await startShell();
  });
  afterAll(() => started?.remove());

  it('ends although it has not spawned yet and ignores the polite signal', async () => {
    const { helper, end } = start('process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)');
    expect(helper.pid).toBeUndefined();
    helper.kill();
    expect(await end).toEqual({ code: 0, asked: true });
  });

  it('that breaks down in V8 is an end like any other, and no exception in main', async () => {
    const { helper, end, standIn } = start('setInterval(() => {}, 1000)');
    await expect.poll(() => helper.pid, PATIENCE).toBeDefined();
    expect(() => standIn().breakDown()).not.toThrow();
    expect(await end).toMatchObject({ asked: false });
  });

  it('gets its messages with exact bytes, and takes none when it has ended', async () => {
    const { helper, end, standIn } = start(
      'process.parentPort.on("message", ({ data }) => process.parentPort.postMessage(data.pin.length))',
    );
    const answers: unknown[] = [];
    helper.onMessage((message) => answers.push(message));
    helper.send({ pin: Buffer.from('pin') });
    const [posted] = standIn().posted as { readonly pin: Uint8Array }[];
    expect(posted?.pin.buffer.byteLength).toBe(3);
    await expect.poll(() => answers, PATIENCE).toEqual([3]);
    helper.kill();
    await end;
    expect(() => helper.send({ pin: Buffer.from('pin') })).not.toThrow();
    expect(standIn().posted).toHaveLength(1);
  });

  it('has on Windows what modules look their files up by, and nothing of the rest', () => {
    const own = { ...WINDOWS, PATH: 'C:\\Windows', ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--inspect', SECRET: 'x' };
    const env = helperEnvironment('win32', own, { OPENSC_CONF: 'C:\\x' });
    expect(env).toEqual({ NODE_ENV: 'production', ...WINDOWS, PATH: 'C:\\Windows', OPENSC_CONF: 'C:\\x' });
  });

  it('is never given an empty environment, which would be all of ours', () => {
    expect(helperEnvironment('linux', {}, {})).toEqual({ NODE_ENV: 'production' });
    expect(Object.keys(electron.forked[0]?.options.env ?? {})).not.toContain('HOME');
  });
});
