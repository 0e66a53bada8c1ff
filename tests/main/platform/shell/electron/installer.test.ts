import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageInstaller } from '../../../../../main/platform/shell/electron/installer.ts';
import { dpkgInside, packageOf } from '../../../device/update/support/dpkg.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mo installer's $(id) "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The program comes up again afterwards. */
const NOW = { thenStart: true };

const windows = (isOfOurPublisher: () => Promise<boolean>) =>
  packageInstaller({ platform: 'win32', program: join(folder, 'program'), isOfOurPublisher, relaunch: () => expect.unreachable() });
const linux = (dpkg: string) => {
  const relaunched: true[] = [];
  const installer = packageInstaller({
    platform: 'linux',
    program: join(folder, 'program'),
    dpkg,
    relaunch: () => void relaunched.push(true),
  });
  return { installer, relaunched };
};

describe('the package of this program', () => {
  it('is installed by dpkg over the older one, whatever stands in its path, and the program comes up again', async () => {
    const { dpkg, root } = dpkgInside(folder);
    const { installer, relaunched } = linux(dpkg);
    expect(await installer.install(packageOf(folder, '1.4.0'), NOW)).toBe('begun');
    expect(await installer.install(packageOf(folder, '1.5.0'), NOW)).toBe('begun');
    expect(readFileSync(join(root, 'opt', 'program'), 'utf8')).toBe('1.5.0');
    expect(relaunched).toHaveLength(2);
  });

  it('that dpkg does not take leaves this version running: nothing else is asked or fetched for it', async () => {
    const { dpkg } = dpkgInside(folder);
    const { installer, relaunched } = linux(dpkg);
    expect(await installer.install(packageOf(folder, '1.5.0', 'Depends: no-such-package\n'), NOW)).toBe('NotInstalled');
    expect(await installer.install(join(folder, 'no-file.deb'), NOW)).toBe('NotInstalled');
    expect(await linux(join(folder, 'no-dpkg')).installer.install(packageOf(folder, '1.6.0'), NOW)).toBe('NotInstalled');
    expect(relaunched).toEqual([]);
  });

  it('is started on Windows as it is, silently, to outlive this program', async () => {
    const setup = join(folder, 'setup.exe');
    writeFileSync(
      setup,
      `#!/bin/sh\nprintf '%s\\n' "$@" > "$(dirname "$0")/args.new"\nmv "$(dirname "$0")/args.new" "$(dirname "$0")/args"\n`,
    );
    chmodSync(setup, 0o755);
    const installer = windows(async () => true);
    expect(await installer.install(setup, NOW)).toBe('begun');
    await expect.poll(() => existsSync(join(folder, 'args'))).toBe(true);
    expect(readFileSync(join(folder, 'args'), 'utf8').trim().split('\n')).toEqual(['--updated', '/S', '--force-run']);
    expect(await installer.install(join(folder, 'none.exe'), NOW)).toBe('NotInstalled');
  });

  it('is not started on Windows where our publisher did not sign it', async () => {
    const setup = join(folder, 'setup.exe');
    writeFileSync(setup, `#!/bin/sh\ntouch "$(dirname "$0")/ran"\n`);
    chmodSync(setup, 0o755);
    expect(await windows(async () => false).install(setup, NOW)).toBe('WrongPublisher');
    // The real question, on a machine without PowerShell.
    const asked = packageInstaller({ platform: 'win32', program: join(folder, 'program'), relaunch: () => expect.unreachable() });
    expect(await asked.install(setup, NOW)).toBe('WrongPublisher');
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  it('goes on being installed after the program’s end where the window was closed, and starts nothing', async () => {
    const { dpkg, root } = dpkgInside(folder);
    const { installer, relaunched } = linux(dpkg);
    expect(await installer.install(packageOf(folder, '1.5.0'), { thenStart: false })).toBe('begun');
    const put = join(root, 'opt', 'program');
    await expect.poll(() => existsSync(put) && readFileSync(put, 'utf8'), { timeout: 10_000 }).toBe('1.5.0');
    expect(relaunched).toEqual([]);
  });

  it('never takes the place of a newer one', async () => {
    const { dpkg, root } = dpkgInside(folder);
    const { installer } = linux(dpkg);
    await installer.install(packageOf(folder, '1.5.0'), NOW);
    await installer.install(packageOf(folder, '1.4.9'), NOW);
    expect(readFileSync(join(root, 'opt', 'program'), 'utf8')).toBe('1.5.0');
  });

  it('is ICT’s to install where the program’s folder may not be written, or is none', async () => {
    const { installer } = linux('/usr/bin/dpkg');
    expect(await installer.mayInstall()).toBe(true);
    expect(await packageInstaller({ program: '/proc/1/program', relaunch: () => undefined }).mayInstall()).toBe(false);
    expect(await packageInstaller({ program: join(folder, 'none', 'program'), relaunch: () => undefined }).mayInstall()).toBe(false);
  });
});
