import { createPrivateKey, X509Certificate } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkConfiguration } from '../../../hq/check/check.ts';
import { policySign } from '../../../hq/commands/policy-sign.ts';
import { loadConfig } from '../../../hq/config.ts';
import { beginForce } from '../../../hq/provision/init.ts';
import { issueList } from '../../../hq/provision/list.ts';
import type { Places } from '../../../hq/provision/places.ts';
import { renewCertificate } from '../../../hq/provision/renew.ts';
import { decodePem, parseCertificate, parseCrl } from '../../../pki/index.ts';

const DAY_MS = 86_400_000;
let folder: string;
let places: Places;
const now = new Date();
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hq-renew-'));
  const made = { force: 'Rutland Police', gateway: 'gateway.rutland.example', signers: ['RP6021'], database: { folder: 'database' } };
  places = await beginForce({ folder: join(folder, 'force'), ...made, requests: false, now });
  await sign();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sign = async (): Promise<void> => {
  const at = (path: string): string => join(places.folder, path);
  const key = { certificate: join(places.safe, 'policy.pem'), key: join(places.safe, 'policy.key') };
  await policySign.run([at('policy.json'), '--certificate', key.certificate, '--key', key.key, '--out', at('policy.p7m')]);
};
const faults = async (at = new Date()): Promise<readonly string[]> =>
  (await checkConfiguration(loadConfig(join(places.folder, 'hq.json')), at)).map(({ field, says }) => `${field}: ${says}`);
const certificate = (name: string, at = places.pki) => new X509Certificate(readFileSync(join(at, `${name}.pem`)));
const list = (name = 'root') =>
  parseCrl(decodePem(readFileSync(join(places.pki, `${name}.crl`), 'utf8'), 'X509 CRL')[0] ?? new Uint8Array());
const keyFits = (folder: string, name: string): boolean =>
  new X509Certificate(readFileSync(join(folder, `${name}.pem`))).checkPrivateKey(
    createPrivateKey(readFileSync(join(folder, `${name}.key`))),
  );

describe('a certificate that is issued anew', () => {
  it.each(['gateway', 'services', 'cmc-responder', 'time-stamp'])('%s has a new key and the same names, and HQ takes it', async (name) => {
    const before = certificate(name);
    await renewCertificate(places, name, now);
    const after = certificate(name);
    expect(after.serialNumber).not.toBe(before.serialNumber);
    expect(after.publicKey.equals(before.publicKey)).toBe(false);
    expect([after.subject, after.subjectAltName]).toEqual([before.subject, before.subjectAltName]);
    expect(after.validToDate >= before.validToDate).toBe(true);
    expect(statSync(join(places.pki, `${name}.key`)).mode & 0o777).toBe(0o600);
    expect(existsSync(join(places.pki, `${name}.new.key`))).toBe(false);
    expect(await faults()).toEqual([]);
  });

  it('of an authority is for its own key, so that what it issued stays good, and ends with the root at the latest', async () => {
    const before = certificate('shift-ca');
    const late = new Date(now.getTime() + 9 * 365 * DAY_MS);
    await renewCertificate(places, 'shift-ca', late);
    const after = certificate('shift-ca');
    expect(after.publicKey.equals(before.publicKey)).toBe(true);
    expect(after.validToDate).toEqual(certificate('root').validToDate);
    await renewCertificate(places, 'shift-ca', now);
    expect(await faults()).toEqual([]);
  });

  it.each(['officer-ca', 'server-ca'])('of %s, whose key is in the safe, lies with HQ as well', async (name) => {
    const before = certificate(name);
    await renewCertificate(places, name, now);
    for (const at of [places.pki, places.safe]) {
      expect(certificate(name, at).serialNumber).not.toBe(before.serialNumber);
      expect(certificate(`${name}.old`, at).serialNumber).toBe(before.serialNumber);
    }
    expect(existsSync(join(places.pki, `${name}.key`))).toBe(false);
    expect(await faults()).toEqual([]);
  });

  it('keeps the pair before it until the next time, also where it was cut off between two renames', async () => {
    const first = certificate('services');
    await renewCertificate(places, 'services', now);
    expect(certificate('services.old').serialNumber).toBe(first.serialNumber);
    expect(keyFits(places.pki, 'services.old')).toBe(true);
    // Cut off: a new key beside the old certificate, and what was not renamed yet.
    copyFileSync(join(places.pki, 'gateway.key'), join(places.pki, 'services.key'));
    for (const left of ['services.new.key', 'services.new.pem']) writeFileSync(join(places.pki, left), 'left');
    await renewCertificate(places, 'services', now);
    expect(certificate('services.old').serialNumber).toBe(first.serialNumber);
    expect([keyFits(places.pki, 'services.old'), keyFits(places.pki, 'services')]).toEqual([true, true]);
    expect(await faults()).toEqual([]);
  });

  it('has the mode and the owner of the file before it', async () => {
    const [key, pem] = ['gateway.key', 'gateway.pem'].map((name) => join(places.pki, name)) as [string, string];
    chmodSync(key, 0o640);
    chmodSync(pem, 0o640);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) for (const file of [key, pem]) chownSync(file, 4711, 4712);
    await renewCertificate(places, 'gateway', now);
    for (const file of [key, pem, ...[key, pem].map((one) => one.replace('gateway', 'gateway.old'))]) {
      expect(statSync(file).mode & 0o777, file).toBe(0o640);
      if (isRoot) expect(statSync(file), file).toMatchObject({ uid: 4711, gid: 4712 });
    }
    chmodSync(key, 0o600);
  });

  it('is none of root and recovery, and none without the issuer’s key', async () => {
    for (const name of ['root', 'recovery', 'nothing', '../pki/gateway'])
      await expect(renewCertificate(places, name, now)).rejects.toThrow(/^NAME: one of/);
    const elsewhere = { ...places, safe: join(folder, 'usb') };
    await expect(renewCertificate(elsewhere, 'time-stamp', now)).rejects.toThrow('root.certificate: cannot be read');
    renameSync(places.safe, elsewhere.safe);
    await renewCertificate(elsewhere, 'time-stamp', now);
    renameSync(elsewhere.safe, places.safe);
    expect(await faults()).toEqual([]);
  });
});

describe('the root’s next list', () => {
  it('has the next number and so many days, before the one in force ends', async () => {
    const late = new Date(now.getTime() + 364 * DAY_MS);
    expect(await faults(new Date(now.getTime() + 366 * DAY_MS))).toEqual([expect.stringMatching(/^pki\.root\.crl: .*out of date/)]);
    await issueList(places, 'root', { days: 400, now: late });
    expect(list()).toMatchObject({ number: 2n, size: 0 });
    expect(list().nextUpdate?.getTime()).toBeCloseTo(late.getTime() + 400 * DAY_MS, -4);
    expect(await faults(late)).toEqual([]);
    await issueList(places, 'root', { days: 365, now });
  });

  it('revokes what the root has issued, and keeps it on every list after', async () => {
    const revoke = join(folder, 'old-policy.pem');
    writeFileSync(revoke, readFileSync(join(places.safe, 'policy.pem')));
    await issueList(places, 'root', { days: 30, now, revoke });
    await issueList(places, 'root', { days: 30, now });
    expect(list()).toMatchObject({ size: 1 });
    expect(await faults(new Date(now.getTime() + 1000))).toEqual([
      expect.stringMatching(/^policyFile: not signed by a policy certificate/),
    ]);
    await renewCertificate(places, 'policy', now);
    await sign();
    expect(await faults()).toEqual([]);
  });

  it('is not issued for another’s certificate, nor over entries that nobody has noted', async () => {
    const { number } = list();
    await expect(issueList(places, 'root', { days: 30, now, revoke: join(places.pki, 'gateway.pem') })).rejects.toThrow(
      'not a certificate that this authority has issued',
    );
    writeFileSync(join(places.safe, 'root.revoked.json'), '[]');
    await expect(issueList(places, 'root', { days: 30, now })).rejects.toThrow('other entries');
    writeFileSync(join(places.safe, 'root.revoked.json'), '[{"serialHex":"?"}]');
    await expect(issueList(places, 'root', { days: 30, now })).rejects.toThrow('damaged');
    expect(list().number).toBe(number);
  });
});

describe('the next list of cards and of servers', () => {
  it('has the next number, and what each authority has issued alone', async () => {
    const revoke = join(places.pki, 'gateway.old.pem');
    await issueList(places, 'server-ca', { days: 30, now, revoke });
    expect(list('server-ca')).toMatchObject({ number: 2n, size: 1 });
    expect(list('server-ca').lookup(parseCertificate(certificate('gateway.old').raw).serialHex)).toBeDefined();
    await expect(issueList(places, 'officer-ca', { days: 30, now, revoke })).rejects.toThrow(
      'not a certificate that this authority has issued',
    );
    expect(list('officer-ca')).toMatchObject({ number: 1n, size: 0 });
    expect(await faults(new Date(now.getTime() + 1000))).toEqual([]);
    await expect(issueList(places, 'device-ca', { days: 30, now })).rejects.toThrow(/^NAME: one of root, officer-ca, server-ca/);
  });

  it('has cancelled cards with the time at which they were, each once, and on every list after', async () => {
    const cancelled = join(folder, 'cards.json');
    const at = new Date(now.getTime() - DAY_MS).toISOString();
    writeFileSync(
      cancelled,
      JSON.stringify([
        { serialHex: '00ab', at },
        { serialHex: '0c', at },
      ]),
    );
    await issueList(places, 'officer-ca', { days: 30, now, cancelled });
    await issueList(places, 'officer-ca', { days: 30, now, cancelled });
    await issueList(places, 'officer-ca', { days: 30, now });
    expect(list('officer-ca')).toMatchObject({ number: 4n, size: 2 });
    await expect(issueList(places, 'root', { days: 30, now, cancelled })).rejects.toThrow('--cancelled');
    writeFileSync(cancelled, '{"no": "list"}');
    await expect(issueList(places, 'officer-ca', { days: 30, now, cancelled })).rejects.toThrow('damaged, or no list');
    expect(list('officer-ca').number).toBe(4n);
  });
});
