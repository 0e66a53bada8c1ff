import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Policy } from '../../../../contracts/domain/policy.ts';
import type { Release } from '../../../../contracts/domain/release.ts';
import { RELEASE_PART_BYTES } from '../../../../contracts/hq/releases.ts';
import type { TrustMaterial } from '../../../../main/device/trust/trust.ts';
import type { UpdaterPorts } from '../../../../main/device/update/updater.ts';
import { type ForcePki, type Holder, makeForce } from '../../../hq/support/pki.ts';
import { releaseHolder, releaseOf, signAnything } from '../../../hq/support/release.ts';
import { type AnyHq, anyHq, FILE, laptopBefore, started, trustOf } from './support/laptop.ts';

let base: string;
let pki: ForcePki;
let holder: Holder;
let trust: TrustMaterial;
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'mo-updater-'));
  pki = await makeForce(join(base, 'pki'));
  holder = await releaseHolder(pki);
  trust = await trustOf(pki);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const signed = (changes: Partial<Release> = {}): Promise<Uint8Array> => signAnything(releaseOf(FILE, changes), holder);
const laptopOf = (hq: AnyHq, changes: Partial<UpdaterPorts> = {}, policy: Partial<Policy> = {}) => {
  const laptop = laptopBefore(hq, trust, changes, policy);
  onTestFinished(laptop.dispose);
  return laptop;
};
const ready = { release: { kind: 'ready', version: '1.5.0', goesIn: 'cardOut' } };
const allOnce = [0, 1, 2, 3].map((part) => part * RELEASE_PART_BYTES);

describe('a release', () => {
  it('is fetched in parts, told as it comes, and goes to the installer as it was signed', async () => {
    const hq = anyHq([await signed()]);
    const laptop = laptopOf(hq);
    const updater = await started(laptop);
    expect(updater.status).toEqual(ready);
    expect(hq.offsets).toEqual(allOnce);
    expect(laptop.told).toEqual([
      ...[0, 0.33, 0.66, 0.99, 1].map((done) => ({ release: { kind: 'preparing', version: '1.5.0', done } })),
      ready,
    ]);
    expect(await updater.install()).toBe(true);
    expect(laptop.installed.map((file) => Buffer.compare(file, FILE))).toEqual([0]);
    expect(updater.status).toEqual({ release: { kind: 'installing', version: '1.5.0' } });
    expect(laptop.journal).toEqual(['1.5.0 downloaded', '1.5.0 verified', '1.5.0 handed to the installer']);
    await updater.stop();
  });

  it('is handed to the installer once, however often that is asked for meanwhile', async () => {
    const laptop = laptopOf(anyHq([await signed()]));
    const updater = await started(laptop);
    expect(await Promise.all([updater.install(), updater.install(), updater.install()])).toEqual([true, false, false]);
    expect([laptop.installed.length, await updater.install()]).toEqual([1, false]);
    expect(laptop.journal.filter((line) => line.includes('handed'))).toHaveLength(1);
    await updater.stop();
  });

  it('is ready after a restart without signal, and gone once it runs', async () => {
    const hq = anyHq([await signed()]);
    const laptop = laptopOf(hq);
    await (await started(laptop)).stop();
    hq.reached = false;
    const again = await started(laptop);
    expect(again.status).toEqual(ready);
    await again.stop();
    hq.reached = true;
    laptop.ports.installed = '1.5.0';
    const updated = await started(laptop);
    expect([updated.status, laptop.journal.at(-1)]).toEqual([{}, '1.5.0 installed']);
    expect(await updated.install()).toBe(false);
    await updated.stop();
    expect(hq.offsets).toEqual(allOnce);
  });

  it('goes on after a cut where it was, in this run and in the next: no part is asked for twice', async () => {
    const hq = anyHq([await signed()]);
    const laptop = laptopOf(hq);
    let broken: number | undefined = RELEASE_PART_BYTES;
    hq.through = (offset) => offset !== broken;
    const updater = await started(laptop);
    expect([updater.status.release?.kind, laptop.refused]).toEqual(['preparing', ['TunnelDown']]);
    broken = 2 * RELEASE_PART_BYTES;
    await updater.look();
    expect(updater.status.release).toMatchObject({ done: 0.66 });
    await updater.stop();
    broken = undefined;
    const again = await started(laptop);
    expect(again.status).toEqual(ready);
    // What was cut off is asked for again, and nothing else.
    expect(hq.offsets).toEqual([0, 1, 1, 2, 2, 3].map((part) => part * RELEASE_PART_BYTES));
    await again.stop();
  });

  it.each([
    ['a bit of it has changed on the disk', (bytes: Buffer) => bytes.fill(1, 5, 9), ['HashDiffers']],
    ['it is longer than all of it', (bytes: Buffer) => Buffer.concat([bytes, FILE, FILE]), []],
  ] as const)('is fetched anew where what was here is no part of it: %s', async (_, spoil, refused) => {
    const hq = anyHq([await signed()]);
    const laptop = laptopOf(hq);
    hq.through = (offset) => offset < RELEASE_PART_BYTES;
    await (await started(laptop)).stop();
    const [name = ''] = laptop.left();
    writeFileSync(join(laptop.ports.folder, name), spoil(Buffer.from(FILE.subarray(0, RELEASE_PART_BYTES))));
    hq.through = () => true;
    laptop.refused.length = 0;
    const updater = await started(laptop);
    if (refused.length > 0) await updater.look();
    expect([updater.status, laptop.refused]).toEqual([ready, refused]);
    await updater.stop();
  });

  it('waits for a link that has room: on a weak one no part is asked for', async () => {
    const hq = anyHq([await signed()]);
    const laptop = laptopOf(hq);
    laptop.link.word = 'weak';
    const updater = await started(laptop);
    expect(hq.offsets).toEqual([]);
    laptop.link.word = 'online';
    await updater.look();
    expect(updater.status).toEqual(ready);
    await updater.stop();
  });

  it('leaves room for work: on a disk without it none is begun, and nothing stays', async () => {
    const hq = anyHq([await signed()]);
    const laptop = laptopOf(hq, { free: async () => 200 * 1024 * 1024 });
    const updater = await started(laptop);
    expect(updater.status).toEqual({ release: { kind: 'forIct', version: '1.5.0', why: 'NoRoom' } });
    expect(updater.report).toMatchObject({ next: { version: '1.5.0', state: 'forIct' }, failure: { version: '1.5.0', code: 'NoRoom' } });
    expect([hq.offsets, laptop.left()]).toEqual([[], []]);
    await updater.stop();
  });

  it('takes the place of what an earlier one left', async () => {
    const hq = anyHq([await signed()]);
    const laptop = laptopOf(hq);
    await (await started(laptop)).stop();
    const other = Buffer.from(FILE).reverse();
    const next = releaseOf(other, { version: '1.6.0', publishedAt: new Date().toISOString() });
    hq.signed = [await signAnything(next, holder)];
    hq.files.set(next.sha512, other);
    const updater = await started(laptop);
    expect(updater.status.release).toEqual({ kind: 'ready', version: '1.6.0', goesIn: 'cardOut' });
    expect(laptop.left()).toEqual([`${next.sha512}.deb`]);
    await updater.stop();
  });

  it('that HQ withdraws is not installed any more', async () => {
    const hq = anyHq([await signed()]);
    const laptop = laptopOf(hq);
    const updater = await started(laptop);
    hq.signed = [];
    await updater.look();
    expect(updater.status).toEqual({});
    expect(await updater.install()).toBe(false);
    await updater.stop();
    // Nor after a restart out of HQ's reach.
    hq.reached = false;
    const again = await started(laptop);
    expect([again.status, await again.install()]).toEqual([{}, false]);
    await again.stop();
  });

  it('stays ready while nobody can tell whether its certificate stands, and goes in once that is known', async () => {
    const laptop = laptopOf(anyHq([await signed()]));
    const updater = await started(laptop);
    const { crls } = trust;
    const lists: { crls: typeof crls } = { crls: [] };
    laptop.ports.trust = { ...trust, ...lists };
    await updater.look();
    expect(updater.status).toEqual(ready);
    expect(await updater.install()).toBe(false);
    laptop.ports.trust = trust;
    expect(await updater.install()).toBe(true);
    await updater.stop();
  });

  it('that came spoilt is not asked for again whenever the link comes back', async () => {
    const hq = anyHq([await signed()]);
    hq.part = () => new Uint8Array(RELEASE_PART_BYTES);
    const laptop = laptopOf(hq);
    const updater = await started(laptop);
    expect(laptop.refused).toEqual(['SizeDiffers']);
    const asked = hq.offsets.length;
    const start = performance.now();
    const clock = vi.spyOn(performance, 'now');
    onTestFinished(() => void clock.mockRestore());
    for (const [hours, tries] of [
      [1, 1],
      [5, 2],
    ] as const) {
      clock.mockReturnValue(start + hours * 3_600_000);
      laptop.link.comes();
      await delay(100);
      expect([hours, hq.offsets.length]).toEqual([hours, tries * asked]);
    }
    await updater.stop();
  });

  it('is ICT’s to install where nothing here may, and then it is not fetched', async () => {
    const hq = anyHq([await signed()]);
    const install = async () => expect.unreachable();
    for (const [installer, why] of [
      [undefined, 'NoInstaller'],
      [{ mayInstall: async () => false, install }, 'NoRights'],
      [{ mayInstall: () => Promise.reject(new Error('EIO')), install }, 'NoRights'],
    ] as const) {
      const updater = await started(laptopOf(hq, { installer }));
      expect(updater.status).toEqual({ release: { kind: 'forIct', version: '1.5.0', why } });
      expect(await updater.install()).toBe(false);
      await updater.stop();
    }
    expect(hq.offsets).toEqual([]);
  });

  it('is not begun where somebody has come meanwhile, and waits for the next time', async () => {
    const laptop = laptopOf(anyHq([await signed()]));
    const updater = await started(laptop);
    expect(await updater.install(() => false)).toBe(false);
    expect([laptop.installed, updater.status]).toEqual([[], ready]);
    expect(await updater.install()).toBe(true);
    await updater.stop();
  });

  it('that was begun twice and does not run is ICT’s to look at', async () => {
    const laptop = laptopOf(anyHq([await signed()]));
    for (const [kind, begun] of [
      ['ready', true],
      ['ready', true],
      ['forIct', false],
    ] as const) {
      const updater = await started(laptop);
      expect(updater.status.release?.kind).toBe(kind);
      expect(await updater.install()).toBe(begun);
      await updater.stop();
    }
    expect(laptop.installed).toHaveLength(2);
  });

  it('that the installer does not take says so at once', async () => {
    const installer = { mayInstall: async () => true, install: async () => 'NotInstalled' as const };
    const updater = await started(laptopOf(anyHq([await signed()]), { installer }));
    expect(await updater.install()).toBe(false);
    expect(updater.status.release).toEqual({ kind: 'forIct', version: '1.5.0', why: 'NotInstalled' });
    expect(updater.report.failure).toMatchObject({ version: '1.5.0', code: 'NotInstalled' });
    await updater.stop();
  });

  it('that broke the installer can be tried again, and says so', async () => {
    const installer = { mayInstall: async () => true, install: () => Promise.reject(new Error('EIO')) };
    const updater = await started(laptopOf(anyHq([await signed()]), { installer }));
    expect(await updater.install()).toBe(false);
    expect(updater.status).toEqual(ready);
    await updater.stop();
  });

  it('waits for the shift’s end at the officer’s word, and for nothing where none is ready', async () => {
    const hq = anyHq([await signed()]);
    const laptop = laptopOf(hq);
    const updater = await started(laptop);
    expect(updater.want('shiftEnd')).toBe(true);
    await updater.look();
    expect(updater.status.release).toEqual({ kind: 'ready', version: '1.5.0', goesIn: 'shiftEnd' });
    expect(laptop.told.at(-1)).toEqual(updater.status);
    hq.signed = [];
    await updater.look();
    expect(updater.want('shiftEnd')).toBe(false);
    await updater.stop();
  });

  it('is the highest of those that are for this laptop; a bad one hides no good one', async () => {
    const pilot = await signed({ version: '1.6.0', stage: 'pilot' });
    const general = await signed();
    const bad = await signed({ version: '1.9.0', platform: 'win32-x64', file: 'setup.exe' });
    const versionOf = async (hq: readonly Uint8Array[], policy: Partial<Policy>) => {
      const updater = await started(laptopOf(anyHq(hq), {}, policy));
      const { release } = updater.status;
      await updater.stop();
      return release?.version;
    };
    expect(await versionOf([pilot, general], {})).toBe('1.5.0');
    expect(await versionOf([pilot], {})).toBeUndefined();
    expect(await versionOf([bad, general], {})).toBe('1.5.0');
    expect(await versionOf([pilot, general], { updates: { pilot: { percent: 100, pools: [] } } })).toBe('1.6.0');
    expect(await versionOf([pilot, general], { updates: { pilot: { percent: 0, pools: ['Leyland'] } } })).toBe('1.6.0');
    expect(await versionOf([pilot, general], { updates: { pilot: { percent: 0, pools: ['ICT'] } } })).toBe('1.5.0');
  });
});
