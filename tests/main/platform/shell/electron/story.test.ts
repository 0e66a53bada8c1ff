import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DEMO_LAPTOP } from '../../../../../hq/demo/officers.ts';
import { openIctDesk } from '../../../../bench/ict.ts';
import { whyNoReaders } from '../../../../doubles/card/namespace.ts';
import { PATIENCE } from '../patience.ts';
import type { Program } from './program.ts';
import { becomes, enterPin, openShift, type Shift } from './shift.ts';
import { runs } from './stand-in/zygote.ts';

const OFFICER = '2418';
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

describe.skipIf(whyNoReaders() !== undefined)('a shift on the product’s main bundle, under a stand-in for Electron', () => {
  let shift: Shift;
  let program: Program;
  beforeAll(async () => {
    shift = await openShift();
  });
  afterAll(() => shift?.close());

  it('is made known, with a key that the shell’s own secret storage seals', async () => {
    expect(await shift.enrol()).toBe(0);
    expect(existsSync(join(shift.laptop.dataFolder, 'device', 'key.sealed'))).toBe(true);
  });

  it('signs in by card and PIN, and ends every renderer when the card leaves', async () => {
    program = shift.start();
    await shift.laptop.insert(OFFICER);
    await enterPin(program);
    await program.ask('openFrame');
    const { renderers } = await program.ask('state');
    expect(renderers.length).toBeGreaterThan(1);
    await shift.laptop.remove();
    await expect.poll(() => renderers.filter(runs), PATIENCE).toEqual([]);
    await expect.poll(() => shift.logged('pageRenewed').at(-1), PATIENCE).toMatchObject({ gone: true, cleared: true });
    await becomes(program, 'noCard');
  });

  it('goes on when V8 gives up in the card service: locked, and open again with the PIN', async () => {
    await shift.laptop.insert(OFFICER);
    await enterPin(program);
    // After a lock a fresh process takes the place of the one that had the PIN; only the one in use is missed.
    await expect.poll(async () => (await program.ask('state')).helpers.length, PATIENCE).toBe(1);
    const { helpers } = await program.ask('state');
    await program.ask('breakDown');
    await expect.poll(async () => (await program.ask('state')).helpers.some((pid) => !helpers.includes(pid)), PATIENCE).toBe(true);
    await enterPin(program);
  });

  it('is locked before the machine sleeps', async () => {
    await program.ask('power', 'suspend');
    await enterPin(program);
  });

  it('is wiped to the last file but the window’s own, beside which no second start gets in, and says so at the next start', async () => {
    const { dataFolder } = shift.laptop;
    const desk = await openIctDesk(shift);
    const lock = readlinkSync(join(dataFolder, 'SingletonLock'));
    await desk.give(await desk.sign({ kind: 'wipe', device: DEMO_LAPTOP }));
    expect(await shift.start().ended).toBe(0);
    await expect.poll(() => becomes(program, 'withdrawn'), PATIENCE).toMatchObject({ deviceBlock: { why: 'wiped', receipt: 'atHq' } });
    desk.close();
    expect(await shift.start().ended).toBe(0);
    expect(readlinkSync(join(dataFolder, 'SingletonLock'))).toBe(lock);
    const shells = /^(Singleton(Lock|Socket|Cookie)|chromium|crash|logs|device)$/;
    expect(readdirSync(dataFolder).filter((name) => !shells.test(name))).toEqual([]);
    expect(readdirSync(join(dataFolder, 'device'))).toEqual(['wiped.json']);
    await program.kill();
    program = shift.start();
    await becomes(program, 'withdrawn');
    program.ask('quit').catch(() => undefined);
    expect(await program.ended).toBe(0);
  });
});
