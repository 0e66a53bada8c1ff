import { mkdtempSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PATIENCE } from '../patience.ts';
import { bundleProduct } from './product.ts';
import { Program, type ProgramOptions } from './program.ts';
import { runs } from './stand-in/zygote.ts';

/** What a packaged program says on a machine that no force has set up, as this one. */
const UNCONFIGURED = 'The configuration file /etc/mobile-office/client.json cannot be used:\n  it cannot be read (ENOENT)\n';

describe('the product’s main bundle under a stand-in for Electron', () => {
  let product: Awaited<ReturnType<typeof bundleProduct>>;
  let data: string;
  let programs: Program[];
  beforeAll(async () => {
    product = await bundleProduct();
  });
  afterAll(() => product?.remove());
  beforeEach(() => {
    data = mkdtempSync(join(product.folder, 'data-'));
    programs = [];
  });
  afterEach(async () => {
    for (const program of programs) await program.kill();
  });

  const start = (given: readonly string[] = [], more: Partial<ProgramOptions> = {}): Program => {
    const program = new Program({
      main: product.main,
      arguments: given,
      packaged: true,
      ...more,
      env: { XDG_DATA_HOME: data, ...more.env },
    });
    programs.push(program);
    return program;
  };
  const shown = async (program: Program) => {
    await expect.poll(async () => (await program.ask('state')).urls, PATIENCE).toEqual(['app://local/']);
    await expect.poll(() => program.stderr, PATIENCE).toBe(UNCONFIGURED);
    return program.ask('state');
  };
  const logged = (): readonly { readonly event: string }[] =>
    readFileSync(join(data, 'mobile-office', 'logs', 'mobile-office.log'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly event: string });

  it('opens its window, and quits when it is asked to', async () => {
    const program = start();
    const { renderers } = await shown(program);
    expect(renderers.length).toBeGreaterThan(0);
    program.ask('quit').catch(() => undefined);
    expect(await program.ended).toBe(0);
    expect(program.stderr).toBe(UNCONFIGURED);
  });

  it('quits when its window is closed', async () => {
    const program = start();
    await shown(program);
    program.ask('closeWindow').catch(() => undefined);
    expect(await program.ended).toBe(0);
  });

  it.each(['--no-sandbox', '--single-process', '--remote-debugging-port=0', '--config=/tmp/x', '-no-sandbox', 'file'])(
    'does not start with %s, and makes no folder',
    async (argument) => {
      const program = start([argument]);
      expect([await program.ended, program.stdout]).toEqual([64, '']);
      expect(program.stderr).toMatch(/^usage: .*\n$/);
      expect(readdirSync(data)).toEqual([]);
    },
  );

  it('does not start where a variable makes Electron log what is shown', async () => {
    const program = start([], { env: { ELECTRON_ENABLE_LOGGING: '1' } });
    expect([await program.ended, program.stderr]).toEqual([64, 'Mobile Office does not start while ELECTRON_ENABLE_LOGGING is set.\n']);
    expect(readdirSync(data)).toEqual([]);
  });

  it('runs once on a data folder: a second start ends well and the first is told', async () => {
    const first = start();
    await shown(first);
    const lock = readlinkSync(join(data, 'mobile-office', 'SingletonLock'));
    const second = start();
    expect([await second.ended, second.stderr]).toEqual([0, '']);
    expect(readlinkSync(join(data, 'mobile-office', 'SingletonLock'))).toBe(lock);
    await shown(first);
  });

  it('tests itself: one line, all true', async () => {
    const program = start(['--self-test', '--lang=en-GB']);
    expect(await program.ended).toBe(0);
    const report = JSON.parse(program.stdout) as { readonly ok: boolean; readonly shell: string; readonly checks: object };
    expect(Object.entries(report.checks).filter(([, passed]) => passed !== true)).toEqual([]);
    expect(report).toMatchObject({ ok: true, shell: 'electron', sealing: 'keyring' });
  });

  it.each([
    ['throw', 'exception', 'SyntaxError'],
    ['reject', 'rejection', 'ENOENT'],
  ] as const)(
    'ends when something in main comes to %s: renderers first, its class in the log, no text of it anywhere',
    async (deed, kind, cause) => {
      const program = start();
      await shown(program);
      await program.ask('openFrame');
      const { renderers } = await program.ask('state');
      expect(renderers.length).toBeGreaterThan(1);
      await program.ask(deed);
      expect(await program.ended).toBe(70);
      expect(renderers.filter(runs)).toEqual([]);
      expect(program.stderr).toBe(`${UNCONFIGURED}Mobile Office ends: ${kind} ${cause}\n`);
      expect(logged().at(-1)).toMatchObject({ event: 'fault', kind, cause });
      expect(JSON.stringify(logged())).not.toContain('a name');
    },
  );
});
