import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientConfig } from '../../../contracts/config.ts';
import { certificatesOfForce } from '../../../hq/provision/certificates.ts';

const PROGRAM = new URL('../../../hq/mobile-office-hq.ts', import.meta.url).pathname;
const FORCE = 'Rutland Police';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hq-init-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hq = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8' });
  return { status, said: stdout + stderr };
};
const signPolicy = (at: (path: string) => string) =>
  hq(
    'policy',
    'sign',
    at('policy.json'),
    '--certificate',
    at('safe/policy.pem'),
    '--key',
    at('safe/policy.key'),
    '--out',
    at('policy.p7m'),
  );
const filesIn = (at: string): readonly string[] => readdirSync(at, { recursive: true, encoding: 'utf8' });

describe('mobile-office-hq init', () => {
  it('makes a force that the check finds nothing wrong with once its policy is signed', () => {
    const at = (path: string): string => join(folder, 'whole', path);
    expect(hq('init', at(''), '--force', FORCE, '--ict', 'RP6021,RP6034', '--gateway', 'gateway.rutland.example')).toMatchObject({
      status: 0,
    });
    const unsigned = hq('check', at('hq.json'));
    expect(unsigned.status).toBe(1);
    expect(unsigned.said).toMatch(/^policyFile: cannot be read \(ENOENT\)\n {4}.*policy\.p7m: sign the policy \(policy sign\)/);
    expect(signPolicy(at)).toMatchObject({ status: 0 });
    expect(hq('check', at('hq.json'))).toMatchObject({ status: 0, said: expect.stringContaining('nothing is wrong') });
    expect(clientConfig.parse(JSON.parse(readFileSync(at('client.json'), 'utf8')))).toMatchObject({
      force: FORCE,
      forceRoot: 'root.pem',
    });
    expect(readFileSync(at('root.pem'), 'utf8')).toBe(readFileSync(at('pki/root.pem'), 'utf8'));
    expect(JSON.parse(readFileSync(at('policy.json'), 'utf8'))).toMatchObject({
      orders: { signers: ['RP6021', 'RP6034'], countersign: ['wipe'] },
    });
  });

  it('keeps keys and configuration to their owner, and every key that makes orders, cards or servers apart from HQ', () => {
    const at = join(folder, 'whole');
    const keys = filesIn(at).filter((name) => name.endsWith('.key'));
    expect(keys).toHaveLength(13);
    for (const name of [...keys, 'hq.json', 'policy.json']) expect(statSync(join(at, name)).mode & 0o777, name).toBe(0o600);
    for (const name of ['.', 'pki', 'safe', 'share-keys']) expect(statSync(join(at, name)).mode & 0o777, name).toBe(0o700);
    expect(readdirSync(join(at, 'safe')).filter((name) => name.endsWith('.key'))).toEqual([
      'officer-ca.key',
      'policy.key',
      'recovery.key',
      'release.key',
      'root.key',
      'server-ca.key',
    ]);
    const { pki } = JSON.parse(readFileSync(join(at, 'hq.json'), 'utf8'));
    expect([pki.officerAuthority, pki.serverAuthority]).toEqual(
      ['officer-ca', 'server-ca'].map((name) => ({ certificate: `pki/${name}.pem`, crl: `pki/${name}.crl` })),
    );
  });

  it('changes nothing where there is a force already, and takes no name or officer that no policy does', () => {
    const before = readFileSync(join(folder, 'whole', 'pki', 'gateway.key'), 'utf8');
    const again = hq('init', join(folder, 'whole'), '--force', FORCE, '--ict', 'RP6021');
    expect([again.status, again.said]).toEqual([1, expect.stringContaining('there is a force already')]);
    expect(readFileSync(join(folder, 'whole', 'pki', 'gateway.key'), 'utf8')).toBe(before);
    // Without its configuration it is no less a force: its keys are there.
    for (const [index, kept] of ['pki', 'safe', 'requests'].entries()) {
      const half = join(folder, `half-${index}`);
      mkdirSync(join(half, kept), { recursive: true });
      writeFileSync(join(half, kept, 'root.key'), 'a key');
      const begun = hq('init', half, '--force', FORCE, '--ict', 'RP6021');
      expect([begun.status, begun.said]).toEqual([1, expect.stringContaining(`${kept}: holds something`)]);
      expect(filesIn(half)).toEqual([kept, join(kept, 'root.key')]);
      expect(readFileSync(join(half, kept, 'root.key'), 'utf8')).toBe('a key');
    }
    const odd = hq('init', join(folder, 'odd'), '--force', FORCE, '--ict', 'no staff id!');
    expect([odd.status, odd.said]).toEqual([1, expect.stringContaining('orders.signers')]);
    expect(hq('init', join(folder, 'odd'), '--force', FORCE, '--ict', 'RP6021', '--database', 'mysql://x')).toMatchObject({ status: 1 });
  });

  it('asks the force’s own authority, with OpenSSL alone, for certificates of which the check finds nothing wrong', () => {
    const at = (path: string): string => join(folder, 'asked', path);
    expect(hq('init', at(''), '--force', FORCE, '--ict', 'RP6021', '--requests')).toMatchObject({ status: 0 });
    expect(hq('check', at('hq.json')).said.match(/certificate: cannot be read/g)).toHaveLength(10);
    const openssl = (args: readonly string[], cwd = at('safe')) =>
      execFileSync('openssl', args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const ca = ['-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
    openssl([
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-noenc',
      '-keyout',
      'root.key',
      '-out',
      'root.pem',
      '-days',
      '90',
      '-subj',
      `/O=${FORCE}/CN=Root`,
      ...ca,
    ]);
    openssl(['x509', '-in', 'root.pem', '-out', at('pki/root.pem')]);
    const authority = [
      'database = index.txt',
      'crlnumber = number',
      'default_md = sha256',
      'default_crl_days = 30',
      'crl_extensions = list',
    ];
    execFileSync('sh', ['-c', 'touch index.txt; echo 01 > number; cat > ca.cnf'], {
      ...{
        cwd: at('safe'),
        input: ['[ca]', 'default_ca = root', '[root]', ...authority, '[list]', 'authorityKeyIdentifier = keyid', ''].join('\n'),
      },
    });
    openssl(['ca', '-gencrl', '-config', 'ca.cnf', '-cert', 'root.pem', '-keyfile', 'root.key', '-out', at('pki/root.crl')]);
    for (const { name } of certificatesOfForce(FORCE, 'gateway.hq')) {
      const [first = ''] = readFileSync(at(`requests/${name}.cnf`), 'utf8').split('\n');
      execFileSync('sh', ['-c', first.replace(/^# /, '')], { cwd: at('requests'), stdio: 'pipe' });
    }
    for (const name of ['officer-ca', 'server-ca']) expect(hq('pki', 'crl', at(''), name, '--days', '30')).toMatchObject({ status: 0 });
    expect(signPolicy(at)).toMatchObject({ status: 0 });
    expect(hq('check', at('hq.json'))).toMatchObject({ status: 0, said: expect.stringContaining('nothing is wrong') });
  });
});
