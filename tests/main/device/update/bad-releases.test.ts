import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Release } from '../../../../contracts/domain/release.ts';
import { RELEASE_PART_BYTES } from '../../../../contracts/hq/releases.ts';
import type { TrustMaterial } from '../../../../main/device/trust/trust.ts';
import { signCms } from '../../../../pki/index.ts';
import { nair } from '../../../hq/support/force.ts';
import { FORCE, type ForcePki, type Holder, makeForce } from '../../../hq/support/pki.ts';
import { policyHolder } from '../../../hq/support/policy.ts';
import { releaseHolder, releaseOf, signAnything } from '../../../hq/support/release.ts';
import { type AnyHq, anyHq, FILE, laptopBefore, started, trustOf } from './support/laptop.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
let base: string;
let pki: ForcePki;
let stranger: ForcePki;
let holder: Holder;
let lost: Holder;
let trust: TrustMaterial;

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'mo-releases-'));
  pki = await makeForce(join(base, 'pki'));
  stranger = await makeForce(join(base, 'stranger'));
  holder = await releaseHolder(pki);
  lost = await releaseHolder(pki);
  trust = await trustOf(pki, [lost]);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const signed = (changes: object = {}, by: Holder = holder): Promise<Uint8Array> => signAnything({ ...releaseOf(FILE), ...changes }, by);
const hqWith = async (changes: object = {}, by?: Holder): Promise<AnyHq> => anyHq([await signed(changes, by)]);
const subject = { organization: FORCE, commonName: 'Releases' };
const flipped = (bytes: Uint8Array, at: number): Uint8Array => {
  const other = new Uint8Array(bytes);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
};
const otherFile = randomBytes(FILE.byteLength);
const serving = async (file: Uint8Array): Promise<AnyHq> => {
  const hq = await hqWith();
  hq.files.set(releaseOf(FILE).sha512, file);
  return hq;
};
const giving = async (part: (offset: number) => Uint8Array): Promise<AnyHq> => {
  const hq = await hqWith();
  hq.part = part;
  return hq;
};

/** Each bad release: what HQ, or whoever holds it, offers; and why it is refused. */
const bad: readonly (readonly [string, string, () => Promise<AnyHq>])[] = [
  ['a manifest with one bit changed', 'Untrusted', async () => anyHq([flipped(await signed(), (await signed()).byteLength - 5)])],
  [
    'a manifest reworded under its signature',
    'Untrusted',
    async () =>
      anyHq([
        Buffer.from(
          Buffer.from(await signed())
            .toString('latin1')
            .replace('"1.5.0"', '"1.6.0"'),
          'latin1',
        ),
      ]),
  ],
  ['no signature', 'Malformed', async () => anyHq([Buffer.from(JSON.stringify(releaseOf(FILE)))])],
  ['nonsense', 'Malformed', async () => anyHq([randomBytes(900)])],
  ['something else that was signed', 'Malformed', async () => anyHq([await signAnything({ version: '1.5.0' }, holder)])],
  ['the policy certificate’s signature', 'Untrusted', async () => hqWith({}, await policyHolder(pki))],
  ['an ICT officer’s card’s signature', 'Untrusted', async () => hqWith({}, await pki.card(nair, { kind: 'cardSignature' }))],
  ['a laptop’s own signature', 'Untrusted', async () => hqWith({}, await pki.issue(pki.device, subject, { kind: 'device' }))],
  [
    'a release certificate of the officer authority',
    'Untrusted',
    async () => hqWith({}, await pki.issue(pki.officer, subject, { kind: 'release' })),
  ],
  [
    'a release certificate of HQ’s device authority',
    'Untrusted',
    async () => hqWith({}, await pki.issue(pki.device, subject, { kind: 'release' })),
  ],
  ['another force’s root', 'Untrusted', async () => hqWith({}, await releaseHolder(stranger))],
  ['an expired certificate', 'Untrusted', async () => hqWith({}, await releaseHolder(pki, new Date(Date.now() - 1000)))],
  ['a revoked certificate', 'Untrusted', () => hqWith({}, lost)],
  [
    'a manifest that is too long',
    'Unreadable',
    async () => anyHq([await signCms({ content: new Uint8Array(40_000), signer: holder.signer, at: new Date() })]),
  ],
  ['another force', 'WrongForce', () => hqWith({ force: 'Kent Police' })],
  ['an older version', 'NotNewer', () => hqWith({ version: '1.3.9' })],
  ['the version that runs', 'NotNewer', () => hqWith({ version: '1.4.0' })],
  ['a version that is no version', 'Malformed', () => hqWith({ version: '1.5.0-rc.1' })],
  ['a manifest that has expired', 'Expired', () => hqWith({ expiresAt: new Date(Date.now() - 1000).toISOString() })],
  ['a manifest of tomorrow', 'FromFuture', () => hqWith({ publishedAt: new Date(Date.now() + DAY_MS).toISOString() })],
  [
    'another platform',
    'WrongPlatform',
    () => hqWith({ platform: 'win32-x64', file: 'Mobile Office Setup 1.5.0.exe'.replaceAll(' ', '-') }),
  ],
  ['a platform that there is not', 'Malformed', () => hqWith({ platform: 'darwin-arm64' })],
  ['another platform’s package', 'Malformed', () => hqWith({ file: 'setup.exe' })],
  ['a path for a file name', 'Malformed', () => hqWith({ file: '../../../etc/cron.d/job.deb' })],
  ['a Windows path for a file name', 'Malformed', () => hqWith({ file: '..\\..\\Startup\\job.deb' })],
  ['an absolute path for a file name', 'Malformed', () => hqWith({ file: '/etc/job.deb' })],
  ['a path for a hash', 'Malformed', () => hqWith({ sha512: `${'../'.repeat(42)}aa` })],
  ['an option for a file name', 'Malformed', () => hqWith({ file: '--root=x.deb' })],
  ['no size', 'Malformed', () => hqWith({ bytes: 0 })],
  ['a size that no laptop has room for', 'Malformed', () => hqWith({ bytes: 2 ** 40 })],
  ['a newer system than this one', 'SystemTooOld', () => hqWith({ minimumSystem: '6.2' })],
  ['a newer HQ than this one', 'HqTooOld', () => hqWith({ minimumProtocol: 2 })],
  ['a changed file', 'HashDiffers', () => serving(flipped(FILE, 300_000))],
  ['another file under its hash', 'HashDiffers', () => serving(otherFile)],
  [
    'the hash of another file',
    'HashDiffers',
    async () => {
      const hq = await hqWith({ sha512: createHash('sha512').update(otherFile).digest('hex') });
      hq.files.set(createHash('sha512').update(otherFile).digest('hex'), FILE);
      return hq;
    },
  ],
  ['a truncated file', 'SizeDiffers', () => serving(FILE.subarray(0, 2 * RELEASE_PART_BYTES))],
  ['a file that goes on', 'SizeDiffers', () => serving(Buffer.concat([FILE, otherFile]))],
  ['a size above the file’s', 'SizeDiffers', () => hqWith({ bytes: FILE.byteLength + 1 })],
  ['a size below the file’s', 'SizeDiffers', () => hqWith({ bytes: FILE.byteLength - 1 })],
  ['a part without end', 'HqUnusable', () => giving(() => new Uint8Array(RELEASE_PART_BYTES + 1))],
  ['the same part for ever', 'SizeDiffers', () => giving(() => FILE.subarray(0, RELEASE_PART_BYTES))],
];

describe('a bad release', () => {
  it.each(bad)('is refused, whatever it says, and never reaches the installer: %s', async (_, why, offered) => {
    const hq = await offered();
    const laptop = laptopBefore(hq, trust);
    onTestFinished(laptop.dispose);
    const updater = await started(laptop);
    expect(laptop.refused).toEqual(why === 'NotNewer' || why === 'Unreadable' ? [] : [why]);
    expect(updater.status).toEqual({});
    expect(await updater.install()).toBe(false);
    expect(laptop.installed).toEqual([]);
    // Nothing was asked for on the word of a manifest that does not hold, and nothing whole is left of a file that does not.
    if (!['HashDiffers', 'SizeDiffers', 'HqUnusable'].includes(why)) expect(hq.offsets).toEqual([]);
    expect(laptop.left().filter((name) => !name.endsWith('.part'))).toEqual([]);
    await updater.stop();
  });

  it('is asked for no further than its size: HQ cannot fill the disk', async () => {
    const hq = await giving(() => new Uint8Array(1000));
    const laptop = laptopBefore(hq, trust);
    onTestFinished(laptop.dispose);
    await (await started(laptop)).stop();
    expect(hq.offsets.length).toBeLessThanOrEqual(Math.ceil(FILE.byteLength / 1000));
    expect(laptop.left()).toEqual([]);
  });

  it('that was replayed is known: nothing older than what was seen of its stage, in version or in date', async () => {
    const older: Partial<Release> = { version: '1.4.5', publishedAt: new Date(Date.now() - 2 * DAY_MS).toISOString() };
    const dated: Partial<Release> = { publishedAt: new Date(Date.now() - HOUR_MS).toISOString() };
    const lower: Partial<Release> = { version: '1.4.5', publishedAt: new Date(Date.now() - 1000).toISOString() };
    const hq = await hqWith();
    const laptop = laptopBefore(hq, trust);
    onTestFinished(laptop.dispose);
    const updater = await started(laptop);
    expect(updater.status.release?.kind).toBe('ready');
    await updater.stop();
    for (const replayed of [older, dated, lower]) {
      hq.signed = [await signed(replayed)];
      const again = await started(laptop);
      expect([again.status, laptop.refused.splice(0)]).toEqual([{}, ['Replayed']]);
      expect(await again.install()).toBe(false);
      await again.stop();
    }
    expect(laptop.installed).toEqual([]);
  });

  it('that comes beside a newer one of its stage does not lower what was seen', async () => {
    const newer = await signed({ version: '1.6.0' });
    const older = await signed({ version: '1.5.1' });
    for (const offered of [
      [newer, older],
      [older, newer],
    ]) {
      const hq = anyHq(offered);
      const laptop = laptopBefore(hq, trust);
      onTestFinished(laptop.dispose);
      await (await started(laptop)).stop();
      hq.signed = [older];
      const again = await started(laptop);
      expect([again.status, laptop.refused]).toEqual([{}, ['Replayed']]);
      await again.stop();
    }
  });

  it('that was put in the place of the good one on the disk is not installed', async () => {
    const laptop = laptopBefore(await hqWith(), trust);
    onTestFinished(laptop.dispose);
    const updater = await started(laptop);
    const [name = ''] = readdirSync(laptop.ports.folder);
    writeFileSync(join(laptop.ports.folder, name), otherFile);
    expect(await updater.install()).toBe(false);
    expect([laptop.installed, laptop.refused, updater.status]).toEqual([[], ['HashDiffers'], {}]);
    await updater.stop();
  });

  it.each([
    ['its certificate was revoked meanwhile', async () => ({ trust: await trustOf(pki, [holder]) }), 'Untrusted', {}],
    ['it has expired meanwhile', async () => ({ now: () => new Date(Date.now() + 100 * DAY_MS) }), 'Untrusted', {}],
    [
      'nobody can tell whether its certificate stands',
      async () => ({ trust: { ...trust, crls: [] } }),
      'RevocationUnknown',
      { release: { kind: 'ready', version: '1.5.0', goesIn: 'cardOut' } },
    ],
  ] as const)('is refused at the installation where it was good before: %s', async (_, change, why, left) => {
    const laptop = laptopBefore(await hqWith(), trust);
    onTestFinished(laptop.dispose);
    const updater = await started(laptop);
    expect(updater.status.release?.kind).toBe('ready');
    Object.assign(laptop.ports, await change());
    expect(await updater.install()).toBe(false);
    expect([laptop.installed, laptop.refused, updater.status]).toEqual([[], [why], left]);
    await updater.stop();
  });
});
