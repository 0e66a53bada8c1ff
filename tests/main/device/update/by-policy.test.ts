import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Policy } from '../../../../contracts/domain/policy.ts';
import { inForce } from '../../../../main/device/policy/policy-in-force.ts';
import type { TrustMaterial } from '../../../../main/device/trust/trust.ts';
import { takesStage } from '../../../../main/device/update/by-policy.ts';
import type { UpdaterPorts } from '../../../../main/device/update/updater.ts';
import { type ForcePki, makeForce } from '../../../hq/support/pki.ts';
import { policyOf } from '../../../hq/support/policy.ts';
import { type AnyHq, anyHq, laptopBefore, started, trustOf } from './support/laptop.ts';

let base: string;
let pki: ForcePki;
let trust: TrustMaterial;
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'mo-by-policy-'));
  pki = await makeForce(join(base, 'pki'));
  trust = await trustOf(pki);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const laptopOf = (hq: AnyHq, changes: Partial<UpdaterPorts> = {}, policy: Partial<Policy> = {}) => {
  const laptop = laptopBefore(hq, trust, changes, policy);
  onTestFinished(laptop.dispose);
  return laptop;
};

describe('a minimum version', () => {
  it('is told where the version that runs is below it, whatever HQ offers', async () => {
    for (const [minimumVersion, outdated] of [
      ['1.4.1', '1.4.1'],
      ['1.10.0', '1.10.0'],
      ['1.4.0', undefined],
      ['0.9.9', undefined],
    ] as const) {
      const updater = await started(laptopOf(anyHq([]), {}, { updates: { minimumVersion } }));
      expect([minimumVersion, updater.status.outdated]).toEqual([minimumVersion, outdated]);
      await updater.stop();
    }
  });

  it('that begins later is said with its time until then, and holds from then on', async () => {
    const at = '2026-12-01T07:00:00.000Z';
    let now = new Date('2026-11-30T07:00:00.000Z');
    const laptop = laptopOf(anyHq([]), { now: () => now }, { updates: { minimumVersion: '1.5.0', minimumFrom: at } });
    const updater = await started(laptop);
    expect(updater.status).toEqual({ due: { version: '1.5.0', at } });
    now = new Date(at);
    expect(updater.status).toEqual({ outdated: '1.5.0' });
    await updater.stop();
    const newer = laptopOf(
      anyHq([]),
      { installed: '1.5.0' },
      { updates: { minimumVersion: '1.5.0', minimumFrom: '2099-01-01T00:00:00.000Z' } },
    );
    const running = await started(newer);
    expect(running.status).toEqual({});
    await running.stop();
  });
});

describe('the laptops of a pilot', () => {
  const floors = { idleLockSeconds: 600, pinMinLength: 6, pinMaxLength: 8 };
  const policyWith = (percent: number, pools: readonly string[] = []) =>
    inForce(policyOf({ updates: { pilot: { percent, pools: [...pools] } } }), floors);
  const names = Array.from({ length: 4000 }, (_, at) => `LAP-${at}`);
  const chosen = (percent: number): readonly string[] =>
    names.filter((device) => takesStage('pilot', { device, pool: 'Leyland' }, policyWith(percent)));

  it('are the same at every question, as many as the policy says, and stay in as it grows', () => {
    expect(chosen(0)).toEqual([]);
    expect(chosen(100)).toEqual(names);
    const [few, more] = [chosen(5), chosen(20)];
    expect(chosen(5)).toEqual(few);
    expect(few.length / names.length).toBeCloseTo(0.05, 1);
    expect(more.length / names.length).toBeCloseTo(0.2, 1);
    expect(few.filter((name) => !more.includes(name))).toEqual([]);
  });

  it('are whole pools too', () => {
    expect(takesStage('pilot', { device: 'LAP-1', pool: 'ICT' }, policyWith(0, ['ICT']))).toBe(true);
    expect(takesStage('pilot', { device: 'LAP-1', pool: 'Leyland' }, policyWith(0, ['ICT']))).toBe(false);
  });
});
