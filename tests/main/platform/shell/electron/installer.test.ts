import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageInstaller } from '../../../../../main/platform/shell/electron/installer.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mo installer's $(id) "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A real dpkg over a root of its own, reached as the installer reaches dpkg. */
const dpkgInside = (): { readonly dpkg: string; readonly root: string } => {
  const root = join(folder, 'root');
  for (const name of ['var/lib/dpkg/updates', 'var/lib/dpkg/info']) mkdirSync(join(root, name), { recursive: true });
  writeFileSync(join(root, 'var/lib/dpkg/status'), '');
  const dpkg = join(folder, 'dpkg');
  writeFileSync(dpkg, `#!/bin/sh\nexec /usr/bin/dpkg --root="$(dirname "$0")/root" --force-not-root --log=/dev/null "$@"\n`);
  chmodSync(dpkg, 0o755);
  return { dpkg, root };
};
const packageOf = (version: string, depends = ''): string => {
  const tree = join(folder, 'tree');
  mkdirSync(join(tree, 'DEBIAN'), { recursive: true });
  mkdirSync(join(tree, 'opt'), { recursive: true });
  writeFileSync(join(tree, 'opt', 'program'), version);
  const control = `Package: mobile-office\nVersion: ${version}\nArchitecture: all\nMaintainer: t <t@t.invalid>\nDescription: t\n${depends}`;
  writeFileSync(join(tree, 'DEBIAN', 'control'), control);
  const file = join(folder, `${version}.deb`);
  execFileSync('/usr/bin/dpkg-deb', ['--root-owner-group', '--build', tree, file], { stdio: 'ignore' });
  return file;
};
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
    const { dpkg, root } = dpkgInside();
    const { installer, relaunched } = linux(dpkg);
    expect(await installer.install(packageOf('1.4.0'))).toBe('begun');
    expect(await installer.install(packageOf('1.5.0'))).toBe('begun');
    expect(readFileSync(join(root, 'opt', 'program'), 'utf8')).toBe('1.5.0');
    expect(relaunched).toHaveLength(2);
  });

  it('that dpkg does not take leaves this version running: nothing else is asked or fetched for it', async () => {
    const { dpkg } = dpkgInside();
    const { installer, relaunched } = linux(dpkg);
    expect(await installer.install(packageOf('1.5.0', 'Depends: no-such-package\n'))).toBe('failed');
    expect(await installer.install(join(folder, 'no-file.deb'))).toBe('failed');
    expect(await linux(join(folder, 'no-dpkg')).installer.install(packageOf('1.6.0'))).toBe('failed');
    expect(relaunched).toEqual([]);
  });

  it('is started on Windows as it is, silently, to outlive this program', async () => {
    const setup = join(folder, 'setup.exe');
    writeFileSync(
      setup,
      `#!/bin/sh\nprintf '%s\\n' "$@" > "$(dirname "$0")/args.new"\nmv "$(dirname "$0")/args.new" "$(dirname "$0")/args"\n`,
    );
    chmodSync(setup, 0o755);
    const installer = packageInstaller({ platform: 'win32', program: join(folder, 'program'), relaunch: () => expect.unreachable() });
    expect(await installer.install(setup)).toBe('begun');
    await expect.poll(() => existsSync(join(folder, 'args'))).toBe(true);
    expect(readFileSync(join(folder, 'args'), 'utf8').trim().split('\n')).toEqual(['/S', '--updated', '--force-run']);
    expect(await installer.install(join(folder, 'none.exe'))).toBe('failed');
  });

  it('is ICT’s to install where the program’s folder may not be written, or is none', async () => {
    const { installer } = linux('/usr/bin/dpkg');
    expect(await installer.mayInstall()).toBe(true);
    expect(await packageInstaller({ program: '/proc/1/program', relaunch: () => undefined }).mayInstall()).toBe(false);
    expect(await packageInstaller({ program: join(folder, 'none', 'program'), relaunch: () => undefined }).mayInstall()).toBe(false);
  });
});
