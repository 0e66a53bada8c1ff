import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readCardFolder } from '../../doubles/card/folder.ts';
import { KEY_IDS, LIBRARIES, type ModuleBench } from './bench.ts';

const MODULE = `${LIBRARIES}/libtpm2_pkcs11.so.1`;
const TOOL = '/usr/bin/tpm2_ptool';
const LOOKS = 200;
const LOOK_MS = 25;

/** A TPM of the laptop's own in the place of a card: tpm2-pkcs11 on a TPM in software. */
export const tpm: ModuleBench = {
  name: 'tpm2-pkcs11 on swtpm',
  debian: 'libtpm2-pkcs11-1, libtpm2-pkcs11-tools, libtss2-tcti-swtpm0, swtpm',
  module: MODULE,
  files: [MODULE, TOOL, '/usr/bin/swtpm', `${LIBRARIES}/libtss2-tcti-swtpm.so.0`],
  kinds: ['rsa', 'p256'],
  async open(folder, path) {
    const [state, store, socket] = [join(folder, 'state'), join(folder, 'store'), join(folder, 'tpm')];
    for (const made of [state, store]) mkdirSync(made);
    const reach = ['--ctrl', `type=unixio,path=${socket}.ctrl`, '--server', `type=unixio,path=${socket}`];
    const args = ['socket', '--tpm2', '--tpmstate', `dir=${state}`, ...reach, '--flags', 'not-need-init,startup-clear'];
    const server = spawn('swtpm', args, { stdio: 'ignore' });
    for (let look = 0; look < LOOKS && !existsSync(`${socket}.ctrl`); look += 1) await delay(LOOK_MS);
    const tcti = `swtpm:path=${socket}`;
    const env = { TPM2_PKCS11_STORE: store, TPM2_PKCS11_TCTI: tcti, TSS2_LOG: 'all+none' };
    makeToken(folder, path, { ...process.env, ...env, TPM2TOOLS_TCTI: tcti, PATH: `${tidyTools(folder)}:${process.env.PATH}` });
    return { env, close: async () => server.kill() };
  },
};

function makeToken(folder: string, path: string, env: NodeJS.ProcessEnv): void {
  const run = (...args: readonly string[]) => execFileSync(TOOL, args, { env, stdio: 'pipe' });
  const { secrets, slots } = readCardFolder(path);
  const login = ['--label', 'Warrant card', '--userpin', secrets.pin];
  run('init');
  run('addtoken', '--pid', '1', ...login, '--sopin', secrets.puk);
  for (const [slot, { certificate, key }] of slots) {
    const pem = join(folder, 'certificate.pem');
    writeFileSync(pem, `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`);
    const algorithm = key.asymmetricKeyType === 'rsa' ? 'rsa' : 'ecc';
    const named = ['--key-label', slot, '--id', KEY_IDS[slot]];
    run('import', ...login, '--privkey', join(path, `${slot}.key`), '--algorithm', algorithm, ...named);
    run('addcert', '--label', 'Warrant card', '--key-label', slot, pem);
  }
}

/** The tools leave what they have loaded in the TPM, which has room for three; a resource manager would clear it away. */
function tidyTools(folder: string): string {
  const tools = join(folder, 'tools');
  mkdirSync(tools);
  for (const name of readdirSync('/usr/bin').filter((file) => file.startsWith('tpm2_') && !file.endsWith('_ptool'))) {
    writeFileSync(join(tools, name), `#!/bin/sh\n/usr/bin/${name} "$@"\ndone=$?\n/usr/bin/tpm2_flushcontext -t 2>/dev/null\nexit $done\n`);
    chmodSync(join(tools, name), 0o755);
  }
  return tools;
}
