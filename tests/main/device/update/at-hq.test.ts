import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { UpdateStatus } from '../../../../contracts/ipc/update.ts';
import { installUpdates } from '../../../../main/app/install-update.ts';
import { packageInstaller } from '../../../../main/platform/shell/electron/installer.ts';
import { startFlakyLink } from '../../../doubles/network/flaky.ts';
import { ask, codeOf, tunnel as tunnelTo } from '../../../hq/support/client.ts';
import { addLaptop } from '../../../hq/support/ict.ts';
import { pemOf } from '../../../hq/support/pki.ts';
import { policyHolder } from '../../../hq/support/policy.ts';
import { releaseHolder, releaseOf, signAnything } from '../../../hq/support/release.ts';
import { type RunningForce, startForce } from '../../../hq/support/running.ts';
import { type OrderedLaptopOptions, openOrderedLaptop } from '../support/ordered-laptop.ts';
import { dpkgInside, packageOf } from './support/dpkg.ts';

const MiB = 1024 * 1024;
let force: RunningForce;
let folder: string;
let serial = 5200;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mo-published-'));
  force = await startForce();
  writeFileSync(at('hq.json'), JSON.stringify(force.config));
  for (const [name, holder] of [
    ['release', await releaseHolder(force.pki)],
    ['policy', await policyHolder(force.pki)],
  ] as const) {
    writeFileSync(at(`${name}.pem`), pemOf(holder).cert);
    writeFileSync(at(`${name}.key`), pemOf(holder).key);
  }
}, 60_000);
afterAll(async () => {
  await force?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** `mobile-office-hq release`: its exit code, and what it said. */
const run = (...args: readonly string[]) => {
  const { status, stderr } = spawnSync(process.execPath, [
    new URL('../../../../hq/mobile-office-hq.ts', import.meta.url).pathname,
    'release',
    ...args,
  ]);
  return [status, stderr.toString().trim()] as const;
};
const sign = (file: string, version: string, changes: Readonly<Record<string, string>> = {}) => {
  const given = {
    ...{ version, platform: 'linux-x64', stage: 'general', 'minimum-system': '4.0', days: '30', certificate: at('release.pem') },
    ...{ key: at('release.key'), out: at('release.p7m'), ...changes },
  };
  return run('sign', file, ...Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]));
};
const publishFile = (file: string, version: string): void => {
  expect(sign(file, version)).toEqual([0, '']);
  expect(run('publish', at('hq.json'), at('release.p7m'), file)).toEqual([0, '']);
};
const publish = (version: string, bytes = MiB): { readonly file: string; readonly content: Buffer } => {
  const file = at(`mobile-office_${version}_amd64.deb`);
  const content = randomBytes(bytes);
  writeFileSync(file, content);
  publishFile(file, version);
  return { file, content };
};
const laptopWith = async (options: OrderedLaptopOptions = {}) => {
  const installed: Buffer[] = [];
  const installer = {
    mayInstall: async () => true,
    install: async (file: string) => {
      installed.push(readFileSync(file));
      return 'begun' as const;
    },
  };
  const laptop = await openOrderedLaptop(force, await addLaptop(force, `LAP-${++serial}`), { installer, ...options });
  onTestFinished(() => laptop.dispose());
  const updater = () => {
    const { known } = laptop.running;
    if (known === undefined) throw new Error('not known');
    return known.updater;
  };
  return { laptop, updater, installed };
};
const untilReady = (updater: () => { readonly status: UpdateStatus }, version: string): Promise<void> =>
  expect.poll(() => updater().status.release, { timeout: 30_000 }).toEqual({ kind: 'ready', version, goesIn: 'cardOut' });

describe('a release of HQ’s', () => {
  it('comes through the tunnel by itself, and is installed as it was published', async () => {
    const { content } = publish('1.5.0');
    const { updater, installed } = await laptopWith();
    await untilReady(updater, '1.5.0');
    expect(await updater().install()).toBe(true);
    expect(Buffer.compare(installed[0] ?? Buffer.alloc(0), content)).toBe(0);
  });

  it('goes on after the link was reset, and after the program was ended, and comes whole', async () => {
    const { content } = publish('1.5.1', 6 * MiB);
    const link = await startFlakyLink(force.hq.ports.gateway);
    onTestFinished(() => link.close());
    let resets = 0;
    const onUpdate = ({ release }: UpdateStatus): void => {
      if (release?.kind === 'preparing' && release.done > 0.2 * (resets + 1) && resets < 2) {
        resets += 1;
        link.reset();
      }
    };
    const { laptop, updater, installed } = await laptopWith({ port: link.port, onUpdate });
    await expect.poll(() => resets, { timeout: 30_000 }).toBe(2);
    const part = () => readdirSync(join(laptop.folder, 'updates')).find((name) => name.endsWith('.part'));
    expect(part()).toBeDefined();
    await laptop.restart();
    await untilReady(updater, '1.5.1');
    expect(await updater().install()).toBe(true);
    expect(Buffer.compare(installed[0] ?? Buffer.alloc(0), content)).toBe(0);
  });

  it('is offered only as the force’s key signed it, for the file that it names, and never after a newer one', async () => {
    const { file } = publish('1.6.0');
    const other = at('other.deb');
    writeFileSync(other, 'another file');
    const put = (signed = at('release.p7m'), what = file) => run('publish', at('hq.json'), signed, what);
    expect(put(at('release.p7m'), other)).toEqual([1, expect.stringContaining('not the file that was signed')]);
    const signWith = async (name: string, signed: Uint8Array) => {
      writeFileSync(at(name), signed);
      return put(at(name));
    };
    const release = releaseOf(readFileSync(file), { version: '1.7.0' });
    const good = await releaseHolder(force.pki);
    expect(await signWith('policy.p7m', await signAnything(release, await policyHolder(force.pki)))).toEqual([
      1,
      expect.stringContaining('not signed by a release certificate'),
    ]);
    expect(await signWith('kent.p7m', await signAnything({ ...release, force: 'Kent Police' }, good))).toEqual([
      1,
      expect.stringContaining('another force'),
    ]);
    expect(await signWith('old.p7m', await signAnything({ ...release, expiresAt: release.publishedAt }, good))).toEqual([
      1,
      expect.stringContaining('expired'),
    ]);
    expect(await signWith('protocol.p7m', await signAnything({ ...release, minimumProtocol: 99 }, good))).toEqual([
      1,
      expect.stringContaining('needs a newer HQ'),
    ]);
    expect(await signWith('lower.p7m', await signAnything({ ...release, version: '1.5.9' }, good))).toEqual([
      1,
      expect.stringContaining('older than 1.6.0'),
    ]);
    expect(sign(file, '1.7.0', { certificate: at('policy.pem'), key: at('policy.key') })).toEqual([
      1,
      expect.stringContaining('not a release certificate'),
    ]);
    expect(sign(file, '1.7.0-beta')).toEqual([1, expect.stringContaining('version')]);
    expect(sign(file, '1.7.0', { days: 'ten' })[0]).toBe(2);
    expect(run('publish', at('hq.json'))[0]).toBe(2);
    expect(run('offer')[0]).toBe(2);
    const [kept] = readdirSync(join(force.config.releaseFolder ?? '', 'files'));
    expect(kept).toBe(release.sha512);
  });

  it('that is withdrawn is offered no more', async () => {
    publish('1.6.1');
    const { updater } = await laptopWith();
    await untilReady(updater, '1.6.1');
    expect(run('withdraw', at('hq.json'), 'linux-x64', 'general')).toEqual([0, '']);
    expect(run('withdraw', at('hq.json'), 'linux-x64', 'general')).toEqual([1, expect.stringContaining('nothing of that')]);
    await updater().look();
    expect(updater().status).toEqual({});
  });

  it('is handed out by its parts, and nothing else of HQ’s disk', async () => {
    const { content } = publish('1.6.2', 300 * 1024);
    const line = await tunnelTo(force);
    const { sha512 } = releaseOf(content);
    const part = (hash: string, offset: number | string) => ask(line, 'GET', `/v1/device/releases/${hash}?offset=${offset}`);
    const [first, second] = [await part(sha512, 0), await part(sha512, 256 * 1024)];
    expect(Buffer.compare(Buffer.concat([first.body, second.body]), content)).toBe(0);
    expect(codeOf(await part(sha512, content.byteLength))).toBe('BeyondTheEnd');
    expect(codeOf(await part('0'.repeat(128), 0))).toBe('NotFound');
    for (const odd of ['..', '%2e%2e%2f', `${sha512}.new`, 'linux-x64.general.p7m'])
      expect((await part(odd, 0)).status).toBeOneOf([400, 404]);
    expect(codeOf(await part(sha512, -1))).toBe('Malformed');
    expect(codeOf(await ask(line, 'GET', '/v1/device/releases?platform=../x'))).toBe('Malformed');
    line.destroy();
    expect(existsSync(join(force.config.releaseFolder ?? '', 'files', sha512))).toBe(true);
  });

  it('goes all the way: published, fetched, proven, and put in by dpkg at the officer’s word, with a line for each in HQ’s journal of the laptop', async () => {
    const { dpkg, root } = dpkgInside(mkdtempSync(at('dpkg-')));
    const ended: string[] = [];
    const relaunch = (): void => void ended.push('relaunch');
    const installer = packageInstaller({ platform: 'linux', program: join(root, 'program'), dpkg, relaunch });
    publishFile(packageOf(folder, '1.7.0'), '1.7.0');
    const { laptop, updater } = await laptopWith({ installer });
    await untilReady(updater, '1.7.0');
    const { session } = laptop;
    const updates = installUpdates({ session, updater, quit: () => void ended.push('quit'), now: () => new Date() });
    expect(updates.installNow()).toBe(true);
    await expect.poll(() => ended, { timeout: 30_000 }).toEqual(['relaunch', 'quit']);
    expect(readFileSync(join(root, 'opt', 'program'), 'utf8')).toBe('1.7.0');
    const lines = async () => {
      const rows = force.hq.database.query.selectFrom('device_journal').select(['subject', 'detail']).where('action', '=', 'update');
      return (await rows.where('device', '=', `LAP-${serial}`).orderBy('seq').execute()).map(
        ({ subject, detail }) => `${subject} ${detail}`,
      );
    };
    const done = ['1.7.0 downloaded', '1.7.0 verified', '1.7.0 handed to the installer'];
    await expect.poll(lines, { timeout: 30_000 }).toEqual(done);
  });

  it('goes to no other laptop once it has failed on three: one that had it ready drops it', async () => {
    publish('1.8.0');
    const { updater } = await laptopWith();
    await untilReady(updater, '1.8.0');
    const failure = { version: '1.8.0', code: 'SelfTestFailed', at: new Date().toISOString() };
    for (let laptop = 1; laptop <= 3; laptop += 1) {
      await updater().look();
      expect([laptop, updater().status.release?.kind]).toEqual([laptop, 'ready']);
      const line = await tunnelTo(force, { identity: await addLaptop(force, `LAP-${++serial}`) });
      const report = { version: '1.8.0', diskBytes: 1, unsent: 0, policyVersion: 1, update: { failure } };
      expect((await ask(line, 'POST', '/v1/device/report', JSON.stringify(report))).status).toBe(200);
      line.destroy();
    }
    await updater().look();
    expect([updater().status, await updater().install()]).toEqual([{}, false]);
    publish('1.8.1');
    await updater().look();
    await untilReady(updater, '1.8.1');
  });
});
