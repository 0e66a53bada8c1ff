import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig, parseConfig } from '../../hq/config.ts';
import { startHq } from '../../hq/index.ts';
import { makeForce, newKey, writeForce } from './support/pki.ts';

const folder = mkdtempSync(join(tmpdir(), 'hq-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = { certificate: 'a.pem', key: 'a.key' };
const valid = {
  force: 'Lancashire Constabulary',
  database: { folder: 'database' },
  listen: { gateway: 0, enrolment: 0, services: 0 },
  pki: {
    root: { certificate: 'root.pem', crl: 'root.crl' },
    officerAuthority: files,
    deviceAuthority: files,
    shiftAuthority: files,
    serverAuthority: { certificate: 'a.pem', crl: 'a.crl' },
    cmcResponder: files,
    gateway: files,
    services: files,
    recovery: { certificate: 'r.pem' },
  },
};

describe('the configuration', () => {
  it('has defaults, and paths relative to its file', () => {
    const config = parseConfig(valid, '/etc/hq');
    expect(config).toMatchObject({
      database: { folder: '/etc/hq/database' },
      listen: { host: '127.0.0.1' },
      policy: { shiftHours: 10, leaseHours: 24 },
      shareKeyFolder: '/etc/hq/share-keys',
      pki: { root: { crl: '/etc/hq/root.crl' }, serverAuthority: { crl: '/etc/hq/a.crl' } },
    });
    expect(config.pki.serverAuthority.key).toBeUndefined();
  });

  it('is shown by an example that holds', () => {
    const config = loadConfig(new URL('../../hq/example.json', import.meta.url).pathname);
    expect(config.destinations).toHaveProperty(['mail.hq:993']);
  });

  it.each([
    ['pki.shiftAuthority.key', { ...valid, pki: { ...valid.pki, shiftAuthority: { certificate: 'a.pem' } } }],
    ['pki.officerAuthority', { ...valid, pki: { ...valid.pki, officerAuthority: { ...files, crl: 'c' } } }],
    ['policy.shiftHours', { ...valid, policy: { shiftHours: 11 } }],
    ['listen.gateway', { ...valid, listen: { ...valid.listen, gateway: 70_000 } }],
    ['destinations.mail.hq:993', { ...valid, destinations: { 'mail.hq:993': 'nowhere' } }],
    ['database', { ...valid, database: { url: 'mysql://x' } }],
    ['shareKeyFolder', { ...valid, shareKeyFolder: join(valid.database.folder, 'keys') }],
    ['gatewayPort', { ...valid, gatewayPort: 1 }],
  ])('names the field that is wrong: %s', (field, config) => {
    expect(() => parseConfig(config, '/')).toThrow(field);
  });

  it('says that a file is not there, or not JSON', () => {
    expect(() => loadConfig(join(folder, 'none.json'))).toThrow('ENOENT');
    writeFileSync(join(folder, 'bad.json'), '{');
    expect(() => loadConfig(join(folder, 'bad.json'))).toThrow('not JSON');
  });

  it('names the field whose file cannot be used', async () => {
    const written = await writeForce(await makeForce(join(folder, 'pki')));
    const config = (pki: object) => parseConfig({ ...valid, pki: { ...written, ...pki } }, folder);
    const missing = { ...written.gateway, certificate: 'gone.pem' };
    await expect(startHq(config({ gateway: missing }))).rejects.toThrow('pki.gateway.certificate: cannot be read (ENOENT)');
    writeFileSync(join(folder, 'other.key'), newKey().export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    const foreign = { ...written.shiftAuthority, key: 'other.key' };
    await expect(startHq(config({ shiftAuthority: foreign }))).rejects.toThrow('pki.shiftAuthority.key: not the key of the certificate');
    writeFileSync(join(folder, 'empty.pem'), 'nothing');
    await expect(startHq(config({ root: { ...written.root, certificate: 'empty.pem' } }))).rejects.toThrow(
      'pki.root.certificate: no certificate',
    );
  });
});
