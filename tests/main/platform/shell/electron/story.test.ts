import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDataFolder } from '../../../../../build/demonstration/folder.ts';
import { type Force, startForce } from '../../../../../build/demonstration/force.ts';
import { type DemoLaptop, openDemoLaptop } from '../../../../../build/demonstration/laptop.ts';
import type { SessionState } from '../../../../../contracts/ipc/session.ts';
import { DEMO_PIN, DEMO_POOL } from '../../../../../hq/demo/officers.ts';
import { openIctDesk } from '../../../../bench/ict.ts';
import { whyNoReaders } from '../../../../doubles/card/namespace.ts';
import { PATIENCE } from '../patience.ts';
import { bundleProduct } from './product.ts';
import { Program } from './program.ts';
import { runs } from './stand-in/zygote.ts';

const OFFICER = '2418';
const LAPTOP = 'LAP-0417';
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

describe.skipIf(whyNoReaders() !== undefined)('a shift on the product’s main bundle, under a stand-in for Electron', () => {
  let product: Awaited<ReturnType<typeof bundleProduct>>;
  let folder: string;
  let force: Force;
  let laptop: DemoLaptop;
  let program: Program;
  const demonstration = () => openDataFolder(folder, false);
  const start = (...more: readonly string[]): Program =>
    new Program({
      main: product.main,
      arguments: ['--config', laptop.configFile, '--data', laptop.dataFolder, ...more],
      packaged: false,
    });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mo-story-'));
    [product, force] = await Promise.all([bundleProduct(), startForce(demonstration())]);
    laptop = await openDemoLaptop({ name: LAPTOP, pool: DEMO_POOL, force, folder: demonstration(), host: '127.0.0.1' });
  });
  afterAll(async () => {
    await program?.kill();
    await laptop?.close();
    await force?.close();
    product?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const state = async (): Promise<SessionState> => {
    const answer = (await program.ask('invoke', 'session.state', null)) as { readonly value: SessionState };
    return answer.value;
  };
  const becomes = (kind: SessionState['kind']) =>
    expect.poll(async () => (await state().catch(() => undefined))?.kind, { ...PATIENCE, timeout: 60_000 }).toBe(kind);
  const signIn = async (): Promise<void> => {
    await laptop.insert(OFFICER);
    await becomes('pin');
    expect(await program.ask('invoke', 'session.signIn', { pin: new TextEncoder().encode(DEMO_PIN) })).toEqual({ ok: true, value: null });
    await becomes('open');
  };
  const logged = (event: string) =>
    readFileSync(join(laptop.dataFolder, 'logs', 'mobile-office.log'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter((line) => line.event === event);

  it('is made known, with a key that the shell’s own secret storage seals', async () => {
    const code = await force.hq?.makeEnrolmentCode(LAPTOP, DEMO_POOL);
    const enrolling = start('--enrol', code ?? '', '--device', LAPTOP);
    expect(await enrolling.ended).toBe(0);
    expect(existsSync(join(laptop.dataFolder, 'device', 'key.sealed'))).toBe(true);
  });

  it('signs in by card and PIN, and ends every renderer when the card leaves', async () => {
    program = start();
    await signIn();
    await program.ask('openFrame');
    const { renderers } = await program.ask('state');
    expect(renderers.length).toBeGreaterThan(1);
    await laptop.remove();
    await expect.poll(() => renderers.filter(runs), PATIENCE).toEqual([]);
    await expect.poll(() => logged('pageRenewed').at(-1), PATIENCE).toMatchObject({ gone: true, cleared: true });
    await becomes('noCard');
  });

  it('goes on when V8 gives up in the card service: locked, and open again with the PIN', async () => {
    await signIn();
    const { helpers } = await program.ask('state');
    await program.ask('breakDown');
    await expect.poll(async () => (await program.ask('state')).helpers.some((pid) => !helpers.includes(pid)), PATIENCE).toBe(true);
    await becomes('pin');
    await signIn();
  });

  it('is locked before the machine sleeps', async () => {
    await program.ask('power', 'suspend');
    await becomes('pin');
    await signIn();
  });

  it('is wiped to the last file but the window’s own, beside which no second start gets in, and says so at the next start', async () => {
    const desk = await openIctDesk({ force, folder: demonstration() });
    const lock = join(laptop.dataFolder, 'SingletonLock');
    const before = readlinkSync(lock);
    const order = await desk.sign({ kind: 'wipe', device: LAPTOP });
    await desk.give(order);
    const wiping = start();
    expect(await wiping.ended).toBe(0);
    await becomes('withdrawn');
    await expect.poll(() => existsSync(join(laptop.dataFolder, 'device', 'wiped.json')), PATIENCE).toBe(true);
    await expect
      .poll(async () => ((await state()) as { deviceBlock?: object }).deviceBlock, PATIENCE)
      .toMatchObject({ why: 'wiped', receipt: 'atHq' });
    desk.close();
    expect(readlinkSync(lock)).toBe(before);
    const second = start();
    expect(await second.ended).toBe(0);
    const left = readdirSync(laptop.dataFolder).filter(
      (name) => !/^(Singleton(Lock|Socket|Cookie)|chromium|crash|logs|device)$/.test(name),
    );
    expect(left).toEqual([]);
    expect(readdirSync(join(laptop.dataFolder, 'device'))).toEqual(['wiped.json']);
    await program.kill();
    program = start();
    await becomes('withdrawn');
    program.ask('quit').catch(() => undefined);
    expect(await program.ended).toBe(0);
  });
});
