import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { TrustMaterial } from '../../../../main/device/trust/trust.ts';
import { keepUpdated, type UpdaterPorts } from '../../../../main/device/update/updater.ts';
import { type ForcePki, makeForce } from '../../../hq/support/pki.ts';
import { type AnyHq, anyHq, laptopBefore, started, trustOf } from './support/laptop.ts';

let base: string;
let pki: ForcePki;
let trust: TrustMaterial;
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'mo-first-start-'));
  pki = await makeForce(join(base, 'pki'));
  trust = await trustOf(pki);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const laptopOf = (hq: AnyHq, changes: Partial<UpdaterPorts> = {}) => {
  const laptop = laptopBefore(hq, trust, changes);
  onTestFinished(laptop.dispose);
  return laptop;
};

describe('a version that is started for the first time', () => {
  /** A laptop whose program passes its own test or not, test after test; the last answer stands. */
  const testing = async (...passes: readonly boolean[]) => {
    let tests = 0;
    const laptop = laptopOf(anyHq([]), {
      testItself: async () => {
        tests += 1;
        return passes[Math.min(tests, passes.length) - 1] ?? false;
      },
    });
    const run = async (version = '1.4.0') => {
      laptop.ports.installed = version;
      const updater = await started(laptop);
      await settled();
      const { status, report } = updater;
      await updater.stop();
      return { unfit: status.unfit, failure: report.failure };
    };
    return { laptop, run, tests: () => tests };
  };
  const settled = (): Promise<void> => delay(20);

  it('tests itself once and never again', async () => {
    const { run, tests } = await testing(true);
    expect(await run()).toEqual({ unfit: undefined, failure: undefined });
    expect(await run()).toEqual({ unfit: undefined, failure: undefined });
    expect(tests()).toBe(1);
    await run('1.5.0');
    expect(tests()).toBe(2);
  });

  it('is given a second test before anything is said', async () => {
    const { run, tests, laptop } = await testing(false, true);
    expect(await run()).toEqual({ unfit: undefined, failure: undefined });
    expect([tests(), laptop.journal]).toEqual([2, []]);
  });

  it('is reported where it fails twice, at each start until it passes, and journalled once', async () => {
    const { run, laptop } = await testing(false, false, false, false, false, false, false, false, true);
    for (let start = 1; start <= 4; start += 1)
      expect(await run()).toMatchObject({ unfit: 'SelfTestFailed', failure: { version: '1.4.0', code: 'SelfTestFailed' } });
    expect(laptop.journal).toEqual(['1.4.0 failed SelfTestFailed']);
    expect(await run()).toEqual({ unfit: undefined, failure: undefined });
  });

  it('that was ended twice before it could prove itself is reported, and no more once it has', async () => {
    const { laptop } = await testing();
    laptop.ports.testItself = () => new Promise(() => undefined);
    for (const unfit of [undefined, undefined, 'NotStarted']) {
      // As it stands when the program is ended hard: nothing is stopped.
      const updater = keepUpdated(laptop.ports);
      expect(updater.status.unfit).toBe(unfit);
    }
    laptop.ports.testItself = async () => true;
    const updater = await started(laptop);
    await settled();
    expect([updater.status, updater.report]).toEqual([{}, {}]);
    await updater.stop();
  });

  it('whose test is cut short by an orderly end of the program has said nothing, however often that happens', async () => {
    const { laptop } = await testing();
    laptop.ports.testItself = (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(false)));
    for (let start = 1; start <= 4; start += 1) {
      const updater = await started(laptop);
      await updater.stop();
      expect([start, updater.report]).toEqual([start, {}]);
    }
  });
});
