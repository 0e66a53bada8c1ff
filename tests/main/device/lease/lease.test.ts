import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lease } from '../../../../contracts/domain/device.ts';
import { destroyLease, leaseState, loadLease, saveLease, sawInstant } from '../../../../main/device/lease/lease.ts';
import { testSecrets } from '../../../doubles/network/secrets.ts';

const issuedAt = new Date('2026-01-11T06:00:00.000Z');
const hours = (count: number): Date => new Date(issuedAt.getTime() + count * 60 * 60 * 1000);
const lease: Lease = {
  id: 'lease-1',
  device: 'LAP-0417',
  officer: {
    staffId: 'LC002418',
    name: 'Aisha Rahman',
    rank: 'PC',
    collarNumber: '2418',
    roles: ['officer'],
    team: 'Leyland Response B',
    station: 'Leyland',
    area: 'South Ribble',
  },
  deviceShare: Buffer.alloc(32, 7).toString('base64'),
  issuedAt: issuedAt.toISOString(),
  notAfter: hours(24).toISOString(),
};
const held = { lease, lastSeen: issuedAt };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mobile-office-lease-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a lease at rest', () => {
  it('is there again after a restart, and nothing of it can be read on the disk', async () => {
    const place = { folder, secrets: testSecrets() };
    await saveLease(place, held);
    expect(await loadLease(place)).toEqual({ ok: true, value: held });
    const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    for (const text of bytes) expect(text).not.toMatch(/LC002418|Rahman|BwcHBwcHBw/);
  });

  it('is needed anew when it was never there, is damaged, was sealed elsewhere, or is no lease', async () => {
    const secrets = testSecrets();
    const place = { folder, secrets };
    const needed = { ok: false, code: 'LeaseNeeded' };
    expect(await loadLease(place)).toEqual(needed);
    await saveLease(place, held);
    expect(await loadLease({ folder, secrets: testSecrets() })).toEqual(needed);
    const file = join(folder, 'lease.sealed');
    const whole = readFileSync(file);
    const bent = Buffer.from(whole);
    bent[20] = (bent[20] ?? 0) ^ 1;
    for (const bytes of [bent, whole.subarray(0, 10), Buffer.alloc(0), await secrets.seal(Buffer.from('{"lease":{}}'))]) {
      writeFileSync(file, bytes);
      expect(await loadLease(place)).toEqual(needed);
    }
  });

  it('is gone when it is destroyed', async () => {
    const place = { folder, secrets: testSecrets() };
    await saveLease(place, held);
    destroyLease(folder);
    expect(readdirSync(folder)).toEqual([]);
    expect(await loadLease(place)).toMatchObject({ ok: false });
  });
});

describe('what a lease allows', () => {
  it('is valid to its end and not an instant longer', () => {
    expect(leaseState(held, hours(1))).toBe('valid');
    expect(leaseState(held, new Date(hours(24).getTime() - 1))).toBe('valid');
    expect(leaseState(held, hours(24))).toBe('expired');
  });

  it('is not made longer by turning the clock back', async () => {
    const place = { folder, secrets: testSecrets() };
    await saveLease(place, held);
    const later = await sawInstant(place, held, hours(23));
    expect(leaseState(later, hours(2))).toBe('clockTurnedBack');
    expect(leaseState(held, hours(-1))).toBe('clockTurnedBack');
    const again = await loadLease(place);
    expect(again.ok && leaseState(again.value, hours(2))).toBe('clockTurnedBack');
  });

  it('stays ended once its end was seen', async () => {
    const seen = await sawInstant({ folder, secrets: testSecrets() }, held, hours(25));
    expect(leaseState(seen, new Date(hours(25).getTime() - 1000))).toBe('expired');
  });

  it('bears a clock that is set right by seconds', () => {
    expect(leaseState({ lease, lastSeen: hours(5) }, new Date(hours(5).getTime() - 30_000))).toBe('valid');
  });

  it('does not come back once it was destroyed', async () => {
    const place = { folder, secrets: testSecrets() };
    await saveLease(place, held);
    destroyLease(folder);
    await sawInstant(place, held, hours(5));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('never rests on the laptop where policy lets no share rest, and one that did is destroyed', async () => {
    const place = { folder, secrets: testSecrets(), keepsShare: () => keeps };
    let keeps = true;
    await saveLease(place, held);
    keeps = false;
    expect(await loadLease(place)).toMatchObject({ ok: false });
    expect(readdirSync(folder)).toEqual([]);
    await saveLease(place, held);
    await sawInstant(place, held, hours(5));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('never forgets the latest instant seen', async () => {
    const place = { folder, secrets: testSecrets() };
    const later = await sawInstant(place, held, hours(5));
    expect((await sawInstant(place, later, hours(3))).lastSeen).toEqual(hours(5));
  });
});
