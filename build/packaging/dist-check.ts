import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../vite/paths.ts';

/**
 * npm run dist:check [-- FILE.deb [PREVIOUS.deb]]: installs the deb (the newest of npm run dist) in a fresh system of this machine's
 * release, looks at what it did, starts the program's self-test as an ordinary account, brings the previous version up to it beside an
 * officer's data (without PREVIOUS: the same package under a lower number), and removes it without residue. Needs root, debootstrap and
 * Debian's mirror; takes some minutes. Prints a line a check, ends with 1 where one failed.
 */
const EXIT_USAGE = 64;
const MIRROR = 'http://deb.debian.org/debian';

/** What Electron's program links, and what it opens at run time (Chromium's build, chrome/installer/linux/debian). */
const LIBRARIES = [
  ...['libgtk-3.so.0', 'libglib-2.0.so.0', 'libgio-2.0.so.0', 'libgobject-2.0.so.0', 'libnss3.so', 'libnssutil3.so', 'libsmime3.so'],
  ...['libnspr4.so', 'libdbus-1.so.3', 'libatk-1.0.so.0', 'libatk-bridge-2.0.so.0', 'libatspi.so.0', 'libcups.so.2', 'libcairo.so.2'],
  ...['libpango-1.0.so.0', 'libX11.so.6', 'libXcomposite.so.1', 'libXdamage.so.1', 'libXext.so.6', 'libXfixes.so.3', 'libXrandr.so.2'],
  ...['libgbm.so.1', 'libexpat.so.1', 'libxcb.so.1', 'libxkbcommon.so.0', 'libudev.so.1', 'libasound.so.2', 'libsecret-1.so.0'],
  ...['libpcsclite.so.1', 'libnotify.so.4'],
] as const;

/** Where Debian's own tools write whatever is installed. */
const NOT_OURS = /^\/(var\/(log|cache|lib\/(dpkg|apt|ucf)|backups)|tmp|proc|dev|run)(\/|$)/;

let failed = 0;
const check = (what: string, problem: string | undefined): void => {
  if (problem !== undefined) failed += 1;
  console.log(problem === undefined ? `✓ ${what}` : `✗ ${what}: ${problem.trim()}`);
};

const stop = (why: string): never => {
  console.error(why);
  process.exit(EXIT_USAGE);
};

const newest = (): string => {
  const files = ['out', 'out/stand-in']
    .map((folder) => join(ROOT, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((file) => file.endsWith('.deb'));
  const [file] = files.sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
  return file ?? stop('There is no deb: npm run dist');
};

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly all: string;
}

const run = (command: string, args: readonly string[]): Ended => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: ENVIRONMENT });
  return { status, stdout, all: `${stdout}${stderr}` };
};

const ENVIRONMENT = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8', HOME: '/root' };

/** In a namespace of its own for processes and mounts: whatever a script starts ends with it, and /proc needs no unmounting. */
const inside = (system: string, ...command: readonly string[]): Ended =>
  run('unshare', ['--mount', '--pid', '--fork', `--mount-proc=${system}/proc`, 'chroot', system, ...command]);

const paths = (system: string): ReadonlySet<string> =>
  new Set(
    inside(system, 'find', '/', '-xdev')
      .stdout.split('\n')
      .filter((path) => path !== '' && !NOT_OURS.test(path)),
  );

const ended = ({ status, all }: Ended, wanted = 0): string | undefined => (status === wanted ? undefined : `ended with ${status}: ${all}`);

const makeSystem = (system: string): void => {
  // mkdtemp's own is for its owner alone, and would be the mode of the root.
  chmodSync(system, 0o755);
  const release = /^VERSION_CODENAME=(\w+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'bookworm';
  const made = run('debootstrap', ['--variant=minbase', release, system, MIRROR]);
  if (made.status !== 0) stop(`debootstrap could not make a system: ${made.all}`);
  // No service is started by installing it.
  writeFileSync(join(system, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
};

const dependencies = (system: string): void => {
  const has = inside(system, 'ldconfig', '-p').stdout;
  const missing = LIBRARIES.filter((name) => !has.includes(`${name} `));
  check('what it depends on brings every library of Chromium', missing.length > 0 ? missing.join(', ') : undefined);
  check('and what hears the screen being locked', ended(inside(system, 'test', '-x', '/usr/bin/gdbus')));
};

const installed = (system: string): void => {
  check('every file is as it was packed (dpkg --verify)', ended(inside(system, 'dpkg', '--verify', 'mobile-office')));
  const desktop = '/usr/share/applications/mobile-office.desktop';
  check('the desktop file is valid', ended(inside(system, 'desktop-file-validate', desktop)));
  const target = inside(system, 'readlink', '-f', '/usr/bin/mobile-office').stdout.trim();
  check('mobile-office is in the path', target === '/opt/Mobile Office/mobile-office' ? undefined : target);
  check('the icon is there', ended(inside(system, 'test', '-s', '/usr/share/icons/hicolor/256x256/apps/mobile-office.png')));
  const writable = inside(system, 'find', '/opt', '!', '-type', 'l', '(', '-perm', '/022', '-o', '!', '-user', 'root', ')').stdout;
  check('only root may write what was installed', writable === '' ? undefined : writable);
};

const started = (system: string): void => {
  inside(system, 'useradd', '--create-home', 'officer');
  const asOfficer = (line: string): Ended => inside(system, 'su', '-', 'officer', '-c', line);
  // Electron wants a display before it is ready; the stand-in does not.
  const display = existsSync(join(system, 'usr/bin/xvfb-run')) ? 'xvfb-run --auto-servernum ' : '';
  check('an ordinary account starts it: its self-test passes', ended(asOfficer(`${display}mobile-office --self-test`)));
  check('a configuration of whoever starts it is refused', ended(asOfficer('mobile-office --config /tmp/client.json'), EXIT_USAGE));
  check('it leaves nothing in the temporary folder', inside(system, 'ls', '-A', '/tmp').stdout.trim() || undefined);
  inside(system, 'userdel', '--remove', 'officer');
};

/** Below any version that is published. */
const OLDER = '0.0.1';
/** A file of the previous version alone. */
const OLD_FILE = '/opt/Mobile Office/only-in-the-previous-version';

/** The package under a lower number, with a file more. */
const olderThan = (system: string, deb: string): string => {
  const steps = [
    `dpkg-deb --raw-extract ${deb} /root/older`,
    `sed -i 's/^Version: .*/Version: ${OLDER}/' /root/older/DEBIAN/control`,
    `touch '/root/older${OLD_FILE}'`,
    'dpkg-deb --root-owner-group -Zgzip -z1 --build /root/older /root/older.deb',
    'rm -r /root/older',
  ];
  const made = inside(system, 'sh', '-c', steps.join(' && '));
  if (made.status !== 0) stop(`no previous version could be made: ${made.all}`);
  return '/root/older.deb';
};

/** The previous version with an officer's data and a force's configuration, and the new one over it as the program's installer does it. */
const updated = (system: string, deb: string, given: string | undefined): void => {
  const older = given ?? olderThan(system, deb);
  const version = (): string => /^Version: (.+)$/m.exec(inside(system, 'dpkg', '--status', 'mobile-office').stdout)?.[1] ?? '';
  const install = (file: string): Ended => inside(system, 'dpkg', '--refuse-downgrade', '--install', file);
  check('the previous version is installed', ended(install(older)));
  const before = version();
  inside(system, 'useradd', '--create-home', 'officer');
  const data = '/home/officer/.local/share/mobile-office';
  for (const [file, content] of [
    [`${data}/officers/0123456789abcdef/store.db`, 'an officer’s sealed work, with what is unsent'],
    [`${data}/device/key.sealed`, 'the laptop’s key'],
    [`${data}/device/update.json`, '{"seen":{}}'],
    ['/etc/mobile-office/client.json', '{}'],
  ] as const) {
    mkdirSync(join(system, file, '..'), { recursive: true });
    writeFileSync(join(system, file), content);
  }
  inside(system, 'chown', '-R', 'officer:', '/home/officer');
  const digest = (): string =>
    inside(system, 'sh', '-c', `find ${data} /etc/mobile-office -type f -printf '%p %m %u ' -exec sha256sum {} +`).stdout;
  const kept = digest();
  check('the new version is installed over it', ended(install(deb)));
  const after = version();
  check('it is the version that is installed then', after !== before && after !== '' ? undefined : `${before}, then ${after}`);
  check(
    'nothing of the previous version alone is left',
    given === undefined ? ended(inside(system, 'test', '-e', OLD_FILE), 1) : undefined,
  );
  check('officers’ data and the force’s configuration are as they were', digest() === kept ? undefined : `${kept}, then ${digest()}`);
  const display = existsSync(join(system, 'usr/bin/xvfb-run')) ? 'xvfb-run --auto-servernum ' : '';
  check('the new version passes its self-test', ended(inside(system, 'su', '-', 'officer', '-c', `${display}mobile-office --self-test`)));
  install(older);
  check('the previous version does not take its place again', version() === after ? undefined : version());
  inside(system, 'dpkg', '--purge', 'mobile-office');
  check('both stay when the program is removed', digest() === kept ? undefined : digest());
  inside(system, 'userdel', '--remove', 'officer');
  rmSync(join(system, 'etc/mobile-office'), { recursive: true, force: true });
};

const removed = (system: string, deb: string): void => {
  check('it is removed', ended(inside(system, 'dpkg', '--purge', 'mobile-office')));
  const before = paths(system);
  check('it is installed again', ended(inside(system, 'dpkg', '--install', deb)));
  check('it is installed over itself, as an update is', ended(inside(system, 'dpkg', '--install', deb)));
  check('it is in the path after that', ended(inside(system, 'test', '-x', '/usr/bin/mobile-office')));
  check('it is removed again', ended(inside(system, 'dpkg', '--purge', 'mobile-office')));
  const after = paths(system);
  const left = [...after].filter((path) => !before.has(path));
  const gone = [...before].filter((path) => !after.has(path));
  check('it leaves nothing behind', left.length > 0 ? left.join(', ') : undefined);
  check('it takes nothing with it that was not its own', gone.length > 0 ? gone.join(', ') : undefined);
  const named = inside(system, 'find', '/', '-xdev', '-iname', '*mobile?office*').stdout.trim().split('\n');
  const traces = named.filter((path) => path !== '' && !NOT_OURS.test(path));
  check('nothing of its name remains', traces.length > 0 ? traces.join(', ') : undefined);
};

if (process.platform !== 'linux' || process.getuid?.() !== 0)
  stop('This needs root on Debian: it makes a system of its own to install in.');
if (!existsSync('/usr/sbin/debootstrap')) stop('This needs debootstrap. Type: apt-get install debootstrap');
const [, , deb = newest(), previous] = process.argv;
const system = mkdtempSync(join(tmpdir(), 'mobile-office-system-'));
try {
  console.log(`${deb}, in a fresh system`);
  makeSystem(system);
  const copy = '/root/package.deb';
  copyFileSync(deb, join(system, copy));
  inside(system, 'apt-get', '-qq', 'update');
  const install = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends'];
  check('it is installed with what it depends on', ended(inside(system, ...install, copy)));
  // Before anything else is installed that might bring them.
  dependencies(system);
  const means = existsSync(join(system, 'opt/Mobile Office/stand-in')) ? [] : ['xvfb', 'xauth'];
  check('the means of checking it are there', ended(inside(system, ...install, 'desktop-file-utils', ...means)));
  installed(system);
  started(system);
  inside(system, 'dpkg', '--purge', 'mobile-office');
  if (previous !== undefined) copyFileSync(previous, join(system, '/root/previous.deb'));
  updated(system, copy, previous === undefined ? undefined : '/root/previous.deb');
  check('it is installed once more', ended(inside(system, 'dpkg', '--install', copy)));
  removed(system, copy);
} finally {
  rmSync(system, { recursive: true, force: true });
}
process.exitCode = failed > 0 ? 1 : 0;
