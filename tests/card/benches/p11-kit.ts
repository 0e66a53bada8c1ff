import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SOFTHSM_MODULE, softCards } from '../../doubles/card/softhsm.ts';
import { LIBRARIES, type ModuleBench } from './bench.ts';

const PROXY = `${LIBRARIES}/p11-kit-proxy.so`;
const CLIENT = `${LIBRARIES}/pkcs11/p11-kit-client.so`;
const SERVER = '/usr/libexec/p11-kit/p11-kit-server';
const LOOKS = 200;
const LOOK_MS = 25;

/** One module in front of all that the machine has, here of SoftHSM2. Its configuration is the user's: XDG_CONFIG_HOME. */
export const p11KitProxy: ModuleBench = {
  name: 'p11-kit proxy before SoftHSM2',
  debian: 'p11-kit-modules',
  module: PROXY,
  files: [PROXY, SOFTHSM_MODULE],
  kinds: ['rsa', 'p256'],
  async open(folder, card) {
    const cards = softCards(join(folder, 'tokens'));
    cards.insert(card);
    const modules = join(folder, 'pkcs11', 'modules');
    mkdirSync(modules, { recursive: true });
    writeFileSync(join(folder, 'pkcs11', 'pkcs11.conf'), 'user-config: only\n');
    writeFileSync(join(modules, 'soft.module'), `module: ${SOFTHSM_MODULE}\n`);
    return { env: { ...cards.env, XDG_CONFIG_HOME: folder, HOME: folder }, close: async () => cards.remove() };
  },
};

/** A module that is elsewhere, here SoftHSM2 at the other end of a socket. */
export const p11KitRemoting: ModuleBench = {
  name: 'p11-kit remoting to SoftHSM2',
  debian: 'p11-kit',
  module: CLIENT,
  files: [CLIENT, SERVER, SOFTHSM_MODULE],
  kinds: ['rsa', 'p256'],
  async open(folder, card) {
    const cards = softCards(join(folder, 'tokens'));
    cards.insert(card);
    const socket = join(folder, 'p11.socket');
    const args = ['--foreground', '--provider', SOFTHSM_MODULE, '--name', socket, 'pkcs11:'];
    const server = spawn(SERVER, args, { env: { ...process.env, ...cards.env }, stdio: 'ignore' });
    for (let look = 0; look < LOOKS && !existsSync(socket); look += 1) await delay(LOOK_MS);
    return { env: { P11_KIT_SERVER_ADDRESS: `unix:path=${socket}` }, close: async () => server.kill() };
  },
};
