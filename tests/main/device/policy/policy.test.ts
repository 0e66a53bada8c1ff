import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Policy } from '../../../../contracts/domain/policy.ts';
import type { PolicyRefusal } from '../../../../main/device/policy/check-policy.ts';
import { createPolicy } from '../../../../main/device/policy/policy.ts';
import type { TrustMaterial } from '../../../../main/device/trust/trust.ts';
import { issueCrl, parseCertificate, parseCrl, signCms } from '../../../../pki/index.ts';
import { nair } from '../../../hq/support/force.ts';
import { FORCE, type ForcePki, type Holder, makeForce } from '../../../hq/support/pki.ts';
import { policyHolder, policyOf } from '../../../hq/support/policy.ts';

const HOUR_MS = 3_600_000;
const floors = { idleLockSeconds: 600, pinMinLength: 6, pinMaxLength: 8 };

let base: string;
let file: string;
let pki: ForcePki;
let stranger: ForcePki;
let holder: Holder;

const listOf = async (revoked: readonly Holder[], nextUpdate = new Date(Date.now() + HOUR_MS), issuer = pki.root) =>
  parseCrl(
    await issueCrl({
      issuer: issuer.signer,
      revoked: revoked.map(({ certificate }) => ({
        serialHex: parseCertificate(certificate).serialHex,
        at: new Date(Date.now() - 60_000),
      })),
      thisUpdate: new Date(Date.now() - HOUR_MS),
      nextUpdate,
      number: 1,
    }),
  );
const trustWith = (crls: TrustMaterial['crls']): { -readonly [K in keyof TrustMaterial]: TrustMaterial[K] } => ({
  anchors: [pki.root.certificate],
  intermediates: [pki.officer.certificate],
  crls,
});
const sign = (change: Partial<Policy>, by: Holder, certificates: readonly Uint8Array[] = []): Promise<Uint8Array> =>
  signCms({ content: Buffer.from(JSON.stringify(policyOf(change))), signer: by.signer, certificates, at: new Date() });
const open = (trust: TrustMaterial, now = new Date()) => createPolicy({ file, trust, force: FORCE, floors, clock: () => now });

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'mo-policy-'));
  pki = await makeForce(join(base, 'pki'));
  stranger = await makeForce(join(base, 'stranger'));
  holder = await policyHolder(pki);
});
beforeEach(() => {
  file = join(mkdtempSync(join(base, 'laptop-')), 'device', 'policy.p7m');
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('a signed policy', () => {
  it('is in force once it was taken, also after a restart, and is told', async () => {
    const trust = trustWith([await listOf([])]);
    const policy = open(trust);
    const told: number[] = [];
    policy.onChange(({ version }) => told.push(version));
    expect(policy.current().version).toBe(0);
    expect(policy.take(await sign({ version: 3, idleLockSeconds: 120 }, holder))).toEqual({ ok: true, value: 'changed' });
    expect(policy.current()).toMatchObject({ version: 3, idleLockSeconds: 120, offlineHours: 24 });
    expect(told).toEqual([3]);
    expect(open(trust).signed()).toEqual(policy.signed());
  });

  it('that was taken already changes nothing', async () => {
    const policy = open(trustWith([await listOf([])]));
    const issuedAt = new Date().toISOString();
    policy.take(await sign({ issuedAt }, holder));
    expect(policy.take(await sign({ issuedAt }, holder))).toEqual({ ok: true, value: 'unchanged' });
  });

  it('never gives way to an older one, nor to another one under its number', async () => {
    const policy = open(trustWith([await listOf([])]));
    policy.take(await sign({ version: 4 }, holder));
    const kept = readFileSync(file);
    for (const version of [1, 3, 4]) {
      const other = await sign({ version, idleLockSeconds: 900 }, holder);
      expect(policy.take(other)).toEqual({ ok: false, code: 'RolledBack' });
    }
    expect(readFileSync(file)).toEqual(kept);
    expect(policy.current().version).toBe(4);
  });

  it('is refused when it is not what the force signed, and nothing is written', async () => {
    const trust = trustWith([await listOf([]), await listOf([], undefined, pki.officer)]);
    const good = await sign({}, holder);
    const bent = Buffer.from(good);
    bent.writeUInt8(bent.readUInt8(bent.byteLength - 5) ^ 1, bent.byteLength - 5);
    const reworded = Buffer.from(Buffer.from(good).toString('latin1').replace('"idleLockSeconds":600', '"idleLockSeconds":900'), 'latin1');
    const subject = { organization: FORCE, organizationalUnit: 'Policy', commonName: 'Policy' };
    const underOfficers = await pki.issue(pki.officer, subject, { kind: 'policy' });
    const noPolicyUnit = await pki.issue(pki.root, { organization: FORCE, commonName: 'Policy' }, { kind: 'policy' });
    const otherUse = await pki.issue(pki.root, subject, { kind: 'cardSignature' });
    const table: readonly (readonly [Uint8Array, PolicyRefusal])[] = [
      [Buffer.from('no message'), 'Malformed'],
      [new Uint8Array(200_000), 'Malformed'],
      [await signCms({ content: Buffer.from('{}'), signer: holder.signer, at: new Date() }), 'Malformed'],
      [bent, 'Untrusted'],
      [reworded, 'Untrusted'],
      [await sign({}, await policyHolder(stranger)), 'Untrusted'],
      [await sign({}, await pki.card(nair, { kind: 'cardSignature' })), 'Untrusted'],
      // Not even with the authority that stands between: the root itself says who makes policy.
      [await sign({}, underOfficers, [pki.officer.certificate]), 'Untrusted'],
      [await sign({}, noPolicyUnit), 'Untrusted'],
      [await sign({}, otherUse), 'Untrusted'],
      [await sign({ force: 'Cumbria Constabulary' }, holder), 'WrongForce'],
      [await sign({ issuedAt: new Date(Date.now() + HOUR_MS).toISOString() }, holder), 'Untrusted'],
    ];
    const policy = open(trust);
    for (const [signed, code] of table) expect(policy.take(signed)).toEqual({ ok: false, code });
    expect(() => readFileSync(file)).toThrow('ENOENT');
    expect(policy.signed()).toBeUndefined();
  });

  it('is taken only under lists that are there, are of today, and do not name its signer', async () => {
    const good = await sign({}, holder);
    expect(open(trustWith([])).take(good)).toEqual({ ok: false, code: 'RevocationUnknown' });
    const old = await listOf([], new Date(Date.now() - 1000));
    expect(open(trustWith([old])).take(good)).toEqual({ ok: false, code: 'RevocationUnknown' });
    expect(open(trustWith([await listOf([holder])])).take(good)).toEqual({ ok: false, code: 'Untrusted' });
  });
});

describe('the policy that a laptop keeps', () => {
  it('stays in force without signal, however long, past the life of lists and of its certificate', async () => {
    const trust = trustWith([await listOf([])]);
    open(trust).take(await sign({ version: 2 }, holder));
    const inYears = new Date(Date.now() + 5 * 365 * 24 * HOUR_MS);
    expect(open(trust, inYears).current().version).toBe(2);
    const clockTurnedBack = new Date(Date.now() - 24 * HOUR_MS);
    expect(open(trust, clockTurnedBack).current().version).toBe(2);
  });

  it('falls with the certificate that signed it', async () => {
    const trust = trustWith([await listOf([])]);
    const policy = open(trust);
    policy.take(await sign({ version: 2, idleLockSeconds: 60 }, holder));
    trust.crls = [await listOf([holder])];
    expect(policy.signed()).toBeUndefined();
    expect(policy.current()).toMatchObject({ version: 0, idleLockSeconds: 600 });
  });

  it('is as good as none when somebody changed the file', async () => {
    const trust = trustWith([await listOf([])]);
    open(trust).take(await sign({ version: 2 }, holder));
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(400) ^ 1, 400);
    writeFileSync(file, bytes);
    expect(open(trust).signed()).toBeUndefined();
  });
});

describe('of policy and configuration', () => {
  it('the stricter holds', async () => {
    const policy = open(trustWith([await listOf([])]));
    policy.take(await sign({ version: 1, idleLockSeconds: 900, pin: { minLength: 7, maxLength: 12 } }, holder));
    expect(policy.current()).toMatchObject({ idleLockSeconds: 600, pin: { minLength: 7, maxLength: 8 } });
    policy.take(await sign({ version: 2, idleLockSeconds: 60, pin: { minLength: 6, maxLength: 6 } }, holder));
    expect(policy.current()).toMatchObject({ idleLockSeconds: 60, pin: { minLength: 6, maxLength: 6 } });
  });

  it('rules that leave no length keep nobody out', async () => {
    const policy = open(trustWith([await listOf([])]));
    policy.take(await sign({ pin: { minLength: 10, maxLength: 12 } }, holder));
    expect(policy.current().pin).toEqual({ minLength: 10, maxLength: 10 });
  });
});
