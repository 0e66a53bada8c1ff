import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrustBundle } from '../../../../contracts/hq/device.ts';
import { createTrust } from '../../../../main/device/trust/create-trust.ts';
import { CRL_GRACE_MS, type Trust } from '../../../../main/device/trust/trust.ts';
import { parseCertificate, verifyFor } from '../../../../pki/index.ts';
import { type Force, makeForce } from '../../../doubles/network/force.ts';
import { type OpensslIssued, opensslIssue, opensslList } from '../../../pki/openssl-issue.ts';

const HOUR = 60 * 60 * 1000;
const at = (hours: number): Date => new Date(Date.now() + hours * HOUR);

let folder: string;
let file: string;
let force: Force;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mobile-office-trust-'));
  file = join(folder, 'device', 'trust.json');
  force = await makeForce();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (clock?: () => Date): Trust => createTrust({ root: force.root.certificate, file, ...(clock === undefined ? {} : { clock }) });
const numbers = (trust: Trust) => trust.crls.map(({ number }) => Number(number));

describe('what the laptop knows of the force', () => {
  it('is nothing at first, and is kept over a restart once it came', async () => {
    const bundle = await force.bundle();
    const first = open();
    expect(first.state(new Date())).toBe('empty');
    expect(await first.update(bundle)).toEqual({ ok: true, value: 'changed' });
    expect(await first.update(bundle)).toEqual({ ok: true, value: 'unchanged' });
    const again = open();
    expect(again.state(new Date())).toBe('fresh');
    expect(again.intermediates).toHaveLength(4);
    expect(again.crls).toHaveLength(5);
    expect(parseCertificate(again.recovery ?? new Uint8Array()).subject.commonName).toMatch(/Recovery$/);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('checks certificates offline: a revoked card is refused after the lists came', async () => {
    const card = await force.issue('officer', { commonName: 'Aisha Rahman', userId: 'LC002418' }, { kind: 'cardAuthentication' });
    const trust = open();
    await trust.update(await force.bundle());
    const check = () => verifyFor('cardAuthentication', card.certificate, { ...material(trust), at: new Date() });
    expect(check().ok).toBe(true);
    force.revoke('officer', card.certificate);
    await trust.update(await force.bundle());
    expect(check()).toMatchObject({ ok: false, code: 'Revoked' });
  });

  it('takes bytes as they came from HQ', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify(await force.bundle()));
    expect(await open().update(bytes)).toMatchObject({ ok: true });
  });

  it('grows stale and expires by itself', async () => {
    const trust = open();
    await trust.update(await force.bundle({ nextUpdate: at(2) }));
    expect(trust.state(at(1))).toBe('fresh');
    expect(trust.state(at(3))).toBe('stale');
    expect(trust.state(new Date(at(2).getTime() + CRL_GRACE_MS + HOUR))).toBe('expired');
  });

  it('notices a clock that was turned back, also over a restart', async () => {
    const trust = open();
    await trust.update(await force.bundle());
    expect(trust.state(at(-1))).toBe('clockTurnedBack');
    expect(open(() => at(-24 * 7)).state(at(-24 * 7))).toBe('clockTurnedBack');
  });

  it('keeps what it has while HQ’s clock is ahead, and takes what HQ gives once it is right', async () => {
    const trust = open();
    await trust.update(await force.bundle());
    const held = numbers(trust);
    const right = await force.bundle();
    for (const ahead of [1, 24 * 20]) {
      const bundle = await force.bundle({ thisUpdate: at(ahead) });
      expect(await trust.update(bundle)).toMatchObject({ ok: false });
      expect(await trust.update({ ...right, issuedAt: bundle.issuedAt })).toEqual({ ok: false, code: 'FromFuture' });
      expect(numbers(trust)).toEqual(held);
      expect(trust.state(new Date())).toBe('fresh');
      expect(open().state(new Date())).toBe('fresh');
    }
    expect(await trust.update(await force.bundle())).toEqual({ ok: true, value: 'changed' });
    expect(trust.state(new Date())).toBe('fresh');
  });

  it.each([1, 24 * 20])('takes HQ’s next lists at once when both clocks were ahead, by %i hours', async (ahead) => {
    const device = await force.issue('device', { commonName: 'LAP-0417' }, { kind: 'device' });
    const wrong = open(() => at(ahead));
    await wrong.update(await force.bundle({ thisUpdate: at(ahead) }));
    expect(wrong.state(at(ahead))).toBe('fresh');
    const trust = open();
    expect(await trust.update(await force.bundle())).toEqual({ ok: true, value: 'changed' });
    for (const one of [trust, open()]) {
      expect(one.state(new Date())).toBe('fresh');
      expect(verifyFor('device', device.certificate, { ...material(one), at: new Date() }).ok).toBe(true);
    }
  });

  it('gives up no list for one with a lower number, nor a good one for one that a clock behind has dated back', async () => {
    const wrong = open(() => at(48));
    await wrong.update(await force.bundle({ number: 8, thisUpdate: at(48) }));
    const trust = open();
    expect(await trust.update(await force.bundle({ number: 7 }))).toEqual({ ok: false, code: 'RolledBack' });
    expect(await trust.update(await force.bundle({ number: 9 }))).toMatchObject({ ok: true });
    const behind = await force.bundle({ number: 10, thisUpdate: at(-24 * 20) });
    expect(await trust.update(behind)).toEqual({ ok: false, code: 'RolledBack' });
    expect(trust.state(new Date())).toBe('fresh');
  });

  it('leaves out an authority that the root has revoked, and what it signed', async () => {
    const trust = open();
    force.root.revoked.push({ serialHex: parseCertificate(force.authorities.shift.certificate).serialHex, at: new Date() });
    expect(await trust.update(await force.bundle())).toMatchObject({ ok: true });
    expect(trust.intermediates).toHaveLength(3);
    expect(trust.crls).toHaveLength(4);
  });
});

describe('what the laptop does not take', () => {
  it('an older bundle than its own', async () => {
    const trust = open();
    const old = await force.bundle({ number: 7, thisUpdate: at(-5) });
    await trust.update(await force.bundle({ number: 8, thisUpdate: at(-1) }));
    expect(await trust.update(old)).toEqual({ ok: false, code: 'RolledBack' });
    expect(numbers(trust)).toEqual([8, 8, 8, 8, 8]);
    expect(numbers(open())).toEqual([8, 8, 8, 8, 8]);
  });

  it('an older list among newer ones, nor the absence of a list', async () => {
    const trust = open();
    const old = await force.bundle({ number: 7, thisUpdate: at(-5) });
    await trust.update(await force.bundle({ number: 8, thisUpdate: at(-3) }));
    const next = await force.bundle({ number: 9, thisUpdate: at(-1) });
    const mixed = { ...next, crls: [...next.crls.slice(0, 3), ...old.crls.slice(3, 4)] };
    expect(await trust.update(mixed)).toMatchObject({ ok: true });
    expect(numbers(trust).sort()).toEqual([8, 8, 9, 9, 9]);
    expect(trust.state(new Date())).toBe('fresh');
  });

  it('an older list of an authority that a bundle between left out, with the restart of the program between them or not', async () => {
    const card = await force.issue('officer', { commonName: 'Aisha Rahman', userId: 'LC002418' }, { kind: 'cardAuthentication' });
    const old = await force.bundle({ number: 7, thisUpdate: at(-5) });
    force.revoke('officer', card.certificate);
    const isOfficers = (der: string) => parseCertificate(Buffer.from(der, 'base64')).subject.commonName?.includes('officer') === true;
    const place = old.authorities.findIndex(isOfficers);
    // The root's list stands first.
    const without = (bundle: TrustBundle): TrustBundle => ({
      ...bundle,
      authorities: bundle.authorities.filter((_, index) => index !== place),
      crls: bundle.crls.filter((_, index) => index !== place + 1),
    });
    for (const reopen of [false, true]) {
      file = join(folder, `${reopen}`, 'trust.json');
      let trust = open();
      const next = async (bundle: TrustBundle) => {
        await trust.update(bundle);
        if (reopen) trust = open();
      };
      await next(await force.bundle({ number: 8, thisUpdate: at(-4) }));
      await next(without(await force.bundle({ number: 9, thisUpdate: at(-3) })));
      const mixed = await force.bundle({ number: 10, thisUpdate: at(-1) });
      await next({ ...mixed, crls: mixed.crls.map((list, index) => (index === place + 1 ? (old.crls[index] ?? list) : list)) });
      const check = verifyFor('cardAuthentication', card.certificate, { ...material(trust), at: new Date() });
      expect(check).toMatchObject({ ok: false });
      await next(await force.bundle({ number: 11 }));
      expect(trust.state(new Date())).toBe('fresh');
      expect(verifyFor('cardAuthentication', card.certificate, { ...material(trust), at: new Date() })).toMatchObject({ code: 'Revoked' });
    }
  });

  it.each<[string, (bundle: TrustBundle, other: TrustBundle) => unknown]>([
    ["another force's bundle", (_, other) => other],
    ["another force's list among its own", (bundle, other) => ({ ...bundle, crls: [...bundle.crls, ...other.crls.slice(0, 1)] })],
    ["another force's authority", (bundle, other) => ({ ...bundle, authorities: [...bundle.authorities, ...other.authorities] })],
    ["another force's recovery certificate", (bundle, other) => ({ ...bundle, recovery: other.recovery })],
    ['an authority in place of the recovery certificate', (bundle) => ({ ...bundle, recovery: bundle.authorities[0] })],
    ['bytes that are no list', (bundle) => ({ ...bundle, crls: ['AAAA'] })],
    ['bytes that are no certificate', (bundle) => ({ ...bundle, authorities: ['AAAA'] })],
    [
      'a list with one bit turned',
      (bundle) => ({ ...bundle, crls: bundle.crls.map((list, index) => (index === 1 ? flipped(list) : list)) }),
    ],
  ])('%s', async (_what, spoil) => {
    const other = await (await makeForce('Another Constabulary')).bundle();
    const trust = open();
    expect(await trust.update(spoil(await force.bundle(), other))).toEqual({ ok: false, code: 'Untrusted' });
    expect(trust.state(new Date())).toBe('empty');
  });

  it("an officer's own key management certificate as the recovery certificate", async () => {
    const spki = parseCertificate(Buffer.from((await force.bundle()).recovery, 'base64')).spki;
    const life = { notBefore: at(-1), notAfter: at(100), spki };
    const card = await force.issue('officer', { commonName: 'Aisha Rahman', userId: 'LC002418' }, { kind: 'cardKeyManagement' }, life);
    const recovery = Buffer.from(card.certificate).toString('base64');
    expect(await open().update({ ...(await force.bundle()), recovery })).toEqual({ ok: false, code: 'Untrusted' });
  });

  it.each([
    ['may make others', 'CA:TRUE'],
    ['may make one below it', 'CA:TRUE, pathlen:1'],
  ])('an authority that %s, nor a list of the officer authority’s namesake that it made', async (_what, constraints) => {
    const card = await force.issue('officer', { commonName: 'Aisha Rahman', userId: 'LC002418' }, { kind: 'cardSignature' });
    force.revoke('officer', card.certificate);
    const honest = await force.bundle();
    const trust = open();
    await trust.update(honest);
    const authority = (issuer: Pick<OpensslIssued, 'key' | 'certificate'>, name: string, limit: string) =>
      opensslIssue({
        issuer,
        subject: `/O=${force.name}/CN=${name}`,
        extensions: [`basicConstraints = critical, ${limit}`, 'keyUsage = critical, keyCertSign, cRLSign'],
      });
    const devices = authority(force.root, 'Devices', constraints);
    const namesake = authority(devices, `${force.name} officer CA`, 'CA:TRUE');
    const itsOwn = authority(namesake, `${force.name} officer CA`, 'CA:TRUE');
    for (const made of [[devices], [devices, namesake], [devices, namesake, itsOwn]]) {
      const attack = await force.bundle();
      const lists = made.map((one) => opensslList(one, { number: 99 }));
      const authorities = [...attack.authorities, ...made.map(({ certificate }) => Buffer.from(certificate).toString('base64'))];
      const crls = [...attack.crls, ...lists.map((list) => Buffer.from(list).toString('base64'))];
      expect(await trust.update({ ...attack, authorities, crls })).toEqual({ ok: false, code: 'Untrusted' });
    }
    const check = verifyFor('cardSignature', card.certificate, { ...material(trust), at: new Date() });
    expect(check).toMatchObject({ ok: false, code: 'Revoked' });
  });

  it('a list of tomorrow', async () => {
    expect(await open().update(await force.bundle({ thisUpdate: at(24) }))).toEqual({ ok: false, code: 'FromFuture' });
  });

  it.each([
    ['nothing', undefined],
    ['text', 'trust me'],
    ['bytes that are not JSON', new Uint8Array([0xff, 0xfe, 0x7b])],
    ['a bundle of the wrong shape', { authorities: 'all of them' }],
  ])('%s', async (_what, input) => {
    expect(await open().update(input)).toEqual({ ok: false, code: 'Malformed' });
  });

  it('a file that somebody changed on the disk', async () => {
    await open().update(await force.bundle());
    const other = await (await makeForce()).bundle();
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...kept, crls: other.crls }));
    expect(open().state(new Date())).toBe('empty');
    writeFileSync(file, 'not JSON');
    expect(open().state(new Date())).toBe('empty');
  });
});

const material = ({ anchors, intermediates, crls }: Trust) => ({ anchors, intermediates, crls });
const flipped = (base64: string): string => {
  const bytes = Buffer.from(base64, 'base64');
  const last = bytes.byteLength - 1;
  bytes[last] = (bytes[last] ?? 0) ^ 1;
  return bytes.toString('base64');
};
