import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCardFolder } from '../../doubles/card/folder.ts';
import { LIBRARIES, type ModuleBench } from './bench.ts';

const MODULE = `${LIBRARIES}/libsoftokn3.so`;
/** Of the file that carries a key from the card's folder into NSS's. */
const CARRIER = 'carrier';

/** The token of Firefox and Thunderbird, which is told by C_Initialize where it is. */
export const nss: ModuleBench = {
  name: 'NSS softokn',
  debian: 'libnss3, libnss3-tools',
  module: MODULE,
  files: [MODULE, '/usr/bin/certutil', '/usr/bin/pk12util'],
  kinds: ['rsa', 'p256'],
  async open(folder, path) {
    const token = join(folder, 'nss');
    mkdirSync(token);
    const { secrets, slots } = readCardFolder(path);
    const pin = join(folder, 'pin');
    writeFileSync(pin, secrets.pin);
    const run = (command: string, ...args: readonly string[]) => execFileSync(command, args, { stdio: 'pipe' });
    run('certutil', '-N', '-d', `sql:${token}`, '-f', pin);
    for (const [slot, { certificate }] of slots) {
      const [pem, file] = [join(folder, 'certificate.pem'), join(folder, `${slot}.p12`)];
      writeFileSync(pem, `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`);
      const key = join(path, `${slot}.key`);
      run('openssl', 'pkcs12', '-export', '-inkey', key, '-in', pem, '-name', slot, '-passout', `pass:${CARRIER}`, '-out', file);
      run('pk12util', '-i', file, '-d', `sql:${token}`, '-k', pin, '-W', CARRIER);
    }
    return { env: { MOBILE_OFFICE_PKCS11_INIT: `configdir='sql:${token}'` }, close: async () => undefined };
  },
};
