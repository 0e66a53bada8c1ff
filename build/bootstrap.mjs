// The one script that runs before anything is installed: plain JavaScript for the machine's own Node (20 or later).
// It installs what is missing, or says exactly what to type, and hands over to the product's own Node (24).
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chooseNode, needsDebian, nodeOfPackages } from './machine.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [task, ...rest] = process.argv.slice(2);
const isWindows = process.platform === 'win32';
const packagesNode = nodeOfPackages(root, process.platform);

/** What the demonstration and the tests run, each with a file that shows it is there. */
const DEBIAN_PACKAGES = {
  chromium: '/usr/bin/chromium',
  'fonts-liberation': '/usr/share/fonts/truetype/liberation',
  xvfb: '/usr/bin/Xvfb',
  softhsm2: '/usr/bin/softhsm2-util',
  opensc: '/usr/bin/pkcs15-tool',
  pcscd: '/usr/sbin/pcscd',
  'vsmartcard-vpcd': '/usr/lib/pcsc/drivers/serial/libifdvpcd.so.0.8',
  'dovecot-imapd': '/usr/lib/dovecot/imap',
  'dovecot-lmtpd': '/usr/lib/dovecot/lmtp',
  'dovecot-submissiond': '/usr/lib/dovecot/submission',
  postfix: '/usr/sbin/postfix',
  postgresql: '/usr/lib/postgresql/15/bin/postgres',
  stunnel4: '/usr/bin/stunnel4',
  iproute2: '/usr/sbin/ip',
  openssl: '/usr/bin/openssl',
  osslsigncode: '/usr/bin/osslsigncode',
  'poppler-utils': '/usr/bin/pdfsig',
  ffmpeg: '/usr/bin/ffmpeg',
  qpdf: '/usr/bin/qpdf',
  unzip: '/usr/bin/unzip',
  jq: '/usr/bin/jq',
  nsis: '/usr/bin/makensis',
  'build-essential': '/usr/bin/g++',
  python3: '/usr/bin/python3',
  'dbus-daemon': '/usr/bin/dbus-daemon',
  'libglib2.0-bin': '/usr/bin/gdbus',
};

/** Other makers' card modules, each taken through a shift by tests/card where it is there: for the tests alone. */
const CARD_MODULES = {
  ykcs11: '/usr/lib/x86_64-linux-gnu/libykcs11.so.2',
  'p11-kit': '/usr/libexec/p11-kit/p11-kit-server',
  'p11-kit-modules': '/usr/lib/x86_64-linux-gnu/p11-kit-proxy.so',
  'libnss3-tools': '/usr/bin/pk12util',
  opencryptoki: '/usr/sbin/pkcsslotd',
};

/** pkcs11js, which speaks to cards, ships no binaries. */
const WINDOWS_COMPILER = 'Visual Studio Build Tools with C++, and Python 3';

const say = (text) => process.stderr.write(`${text}\n`);
const stop = (text) => {
  say(text);
  process.exit(1);
};

const run = (command, args, env = {}) => {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, ...env }, shell: isWindows });
  return done.status === 0;
};

const checkNode = () => {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) stop(`Node ${process.versions.node} is too old: install Node 20 or later, then type the same line again.`);
};

const isDebian = process.platform === 'linux' && existsSync('/usr/bin/apt-get');
const missingOf = (packages) => Object.keys(packages).filter((name) => !existsSync(packages[name]));
const lineOf = (names) => `apt-get install -y --no-install-recommends ${names.join(' ')}`;

const install = (names) => {
  say(`Installing Debian packages: ${names.join(' ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['-qq', 'update'], env);
  const args = ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '-qq', '--no-install-recommends', ...names];
  return run('apt-get', args, env) || run('apt-get', args, env);
};

/** Installs Debian's packages when root; otherwise names the line to type. Chromium alone is needed to see the window. */
const ensureDebianPackages = () => {
  const missing = isDebian ? missingOf(DEBIAN_PACKAGES) : [];
  if (missing.length === 0) return;
  const line = lineOf(missing);
  if (process.getuid() !== 0)
    stop(`Some Debian packages are missing. Type this, then the same line again:\n  sudo apt-get update && sudo ${line}`);
  if (!install(missing)) stop(`Debian's packages could not be installed. What failed:\n  ${line}`);
};

/** Installs what the tests can do without when root; a test that lacks its module is skipped, and says what it needs. */
const ensureCardModules = () => {
  const missing = isDebian && process.getuid() === 0 ? missingOf(CARD_MODULES) : [];
  if (missing.length > 0 && !install(missing)) say(`Tests of other makers' card modules are skipped. What failed:\n  ${lineOf(missing)}`);
};

/** Installs npm's packages when the lock file has changed since the last time. */
const ensureNpmPackages = () => {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.mobile-office-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock && existsSync(packagesNode)) return;
  say('Installing npm packages (once; about two minutes).');
  // Native modules compile against the machine's own headers where it has them; else node-gyp fetches them.
  const env = existsSync('/usr/include/node/node.h') ? { npm_config_nodedir: '/usr' } : {};
  // Not `npm ci`: it refuses a lock file in which a registry mirror has left out other platforms' optional packages.
  if (!run('npm', ['install', '--no-save', '--no-fund', '--no-audit', '--loglevel=error'], env)) {
    stop(`npm could not install the packages. Type: npm install${isWindows ? ` (it needs ${WINDOWS_COMPILER})` : ''}`);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
};

checkNode();
const lack = needsDebian(task, process.platform);
if (lack !== undefined) stop(lack);
ensureDebianPackages();
if (task === 'test') ensureCardModules();
ensureNpmPackages();
const node = chooseNode(existsSync(packagesNode) ? packagesNode : undefined, { path: process.execPath, version: process.versions.node });
if (node === undefined) stop('The npm package "node" brought no program. Type: npm rebuild node');
const child = spawn(node, [join(root, 'build', `${task}.ts`), ...rest], {
  cwd: process.cwd(),
  stdio: 'inherit',
  env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}` },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => stop(`${node} could not be started: ${error.message}`));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
