import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readCardFolder } from '../../doubles/card/folder.ts';
import { KEY_IDS, LIBRARIES, type ModuleBench } from './bench.ts';

const MODULE = `${LIBRARIES}/pkcs11/libopencryptoki.so`;
const DAEMON = '/usr/sbin/pkcsslotd';
const SOCKET = '/run/pkcsslotd.socket';
/** Every token is made with this security officer's PIN, which must be changed at once. */
const FIRST = '87654321';
const LOOKS = 200;
const LOOK_MS = 25;

/** IBM's module and its token in software. Its folders and its daemon's socket are the system's: only in namespaces of one's own. */
export const opencryptoki: ModuleBench = {
  name: 'opencryptoki, soft token',
  debian: 'opencryptoki',
  module: MODULE,
  files: [MODULE, DAEMON, '/usr/sbin/pkcsconf', '/usr/bin/pkcs11-tool'],
  kinds: ['rsa', 'p256'],
  own: 'namespaces',
  async open(_folder, path) {
    for (const place of ['/run', '/var/lib/opencryptoki']) execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', place]);
    // /var/lock is a link to /run/lock.
    mkdirSync('/run/lock/opencryptoki/swtok', { recursive: true });
    mkdirSync('/var/lib/opencryptoki/swtok/TOK_OBJ', { recursive: true });
    for (const place of ['/run/lock', '/var/lib/opencryptoki']) {
      execFileSync('chgrp', ['-R', 'pkcs11', place]);
      execFileSync('chmod', ['-R', '770', place]);
    }
    writeFileSync('/run/opencryptoki.conf', 'version opencryptoki-3.8\n\nslot 0\n{\nstdll = libpkcs11_sw.so\n}\n');
    execFileSync('mount', ['--bind', '/run/opencryptoki.conf', '/etc/opencryptoki/opencryptoki.conf']);
    const daemon = spawn(DAEMON, [], { stdio: 'ignore', detached: true });
    for (let look = 0; look < LOOKS && !existsSync(SOCKET); look += 1) await delay(LOOK_MS);
    makeToken(path);
    // What it leaves behind ends with the namespace.
    return { env: {}, close: async () => daemon.kill() };
  },
};

function makeToken(path: string): void {
  const { secrets, slots } = readCardFolder(path);
  const conf = (args: readonly string[], input = '') => execFileSync('pkcsconf', ['-c', '0', ...args], { input, stdio: 'pipe' });
  conf(['-I', '-S', FIRST], 'Warrant card\n');
  conf(['-P', '-S', FIRST, '-n', secrets.puk]);
  conf(['-u', '-S', secrets.puk, '-n', secrets.pin]);
  const login = ['--module', MODULE, '--token-label', 'Warrant card', '--login', '--pin', secrets.pin];
  for (const slot of slots.keys()) {
    const write = (file: string, ...options: readonly string[]) =>
      execFileSync('pkcs11-tool', [...login, '--write-object', file, '--id', KEY_IDS[slot], '--label', slot, ...options], {
        stdio: 'pipe',
      });
    write(join(path, `${slot}.key`), '--type', 'privkey', ...(slot === '9d' ? ['--usage-decrypt', '--usage-derive'] : ['--usage-sign']));
    write(join(path, `${slot}.der`), '--type', 'cert');
  }
}
