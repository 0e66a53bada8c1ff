import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Lease } from '../../../../contracts/domain/device.ts';
import { loadLease, saveLease } from '../../../../main/device/lease/lease.ts';
import { readPacket, savePacket } from '../../../../main/device/unsent/files.ts';
import { keepLeaseEnds, type LeaseEndPorts } from '../../../../main/session/officers/lease-ends.ts';
import { issueCertificate, openEnvelope, sealEnvelope } from '../../../../pki/index.ts';
import { testSecrets } from '../../../doubles/network/secrets.ts';
import { rahman } from '../../../hq/support/force.ts';
import { FORCE, type ForcePki, type Holder, makeForce, spkiOf } from '../../../hq/support/pki.ts';
import { softKey } from '../../device/support/soft-key.ts';
import { temporaryFolder } from '../../support/store.ts';

const ISSUED = new Date('2026-11-20T06:00:00.000Z');
const MINUTE_MS = 60_000;
const hours = (count: number): Date => new Date(ISSUED.getTime() + count * 60 * MINUTE_MS);
const SHARE = new Uint8Array(32).fill(7);
const TAG = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);
const lease: Lease = {
  ...{ id: 'lease-1', device: 'LAP-0417', officer: rahman, deviceShare: Buffer.from(SHARE).toString('base64') },
  ...{ issuedAt: ISSUED.toISOString(), notAfter: hours(24).toISOString() },
};

let home: string;
let pki: ForcePki;
let recovery: RecoveryKey;
let card: Holder;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'mobile-office-lease-ends-'));
  pki = await makeForce(home);
  recovery = await recoveryKey();
  card = await pki.card(rahman, { kind: 'cardKeyManagement' });
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

interface RecoveryKey {
  readonly key: KeyObject;
  readonly certificate: Uint8Array;
}
const recoveryKey = async (): Promise<RecoveryKey> => {
  const key = generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey;
  const certificate = await issueCertificate({
    ...{ issuer: pki.root.signer, subject: { commonName: 'Recovery', organization: FORCE }, spki: spkiOf(key) },
    ...{ profile: { kind: 'recovery' }, notBefore: ISSUED, notAfter: hours(24) },
  });
  return { key, certificate };
};

const secrets = testSecrets();
let data: string;
beforeEach(async () => {
  data = temporaryFolder();
  for (const tag of [TAG, OTHER]) {
    mkdirSync(folderOf(tag), { recursive: true });
    await saveLease({ folder: folderOf(tag), secrets }, { lease, lastSeen: ISSUED });
  }
});
const folderOf = (tag: string): string => join(data, 'officers', tag);
const rests = (tag = TAG): boolean => existsSync(join(folderOf(tag), 'lease.sealed'));

const keeper = (at: Date, change: Partial<LeaseEndPorts> = {}) =>
  keepLeaseEnds({
    ...{ dataFolder: data, secrets, offlineHours: () => undefined, recovery: () => recovery.certificate, isUsed: () => false },
    ...{ isClockRight: () => true, log: () => undefined, now: () => at, passed: () => 0, ...change },
  });
const look = async (at: Date, change: Partial<LeaseEndPorts> = {}): Promise<void> => {
  const ends = keeper(at, change);
  await ends.now();
  ends.stop();
};

describe('a lease that has ended', () => {
  it('is shredded while nobody is signed in, and not an instant before its end', async () => {
    await look(new Date(hours(24).getTime() - 1));
    expect(rests()).toBe(true);
    await look(hours(24));
    expect([rests(), rests(OTHER)]).toEqual([false, false]);
    expect(await loadLease({ folder: folderOf(TAG), secrets })).toEqual({ ok: false, code: 'LeaseEnded' });
  });

  it('ends earlier where policy says so', async () => {
    await look(hours(12), { offlineHours: () => 13 });
    expect(rests()).toBe(true);
    await look(hours(12), { offlineHours: () => 12 });
    expect(rests()).toBe(false);
  });

  it('stays where its work is open or opening: that has an end of its own', async () => {
    await look(hours(30), { isUsed: (tag) => tag === TAG });
    expect([rests(), rests(OTHER)]).toEqual([true, false]);
  });

  it('stays for a clock that stands before it was last seen, which proves nothing', async () => {
    await look(hours(-48));
    expect(rests()).toBe(true);
  });

  it('is forgotten as ended once HQ has given another', async () => {
    await look(hours(24));
    await saveLease({ folder: folderOf(TAG), secrets }, { lease, lastSeen: ISSUED });
    expect(readdirSync(folderOf(TAG))).toEqual(['lease.sealed']);
  });

  it('does not go by a clock that may be wrong before it has stood for a quarter of an hour', async () => {
    let passed = 0;
    let right = false;
    const ends = keeper(hours(24 * 30), { isClockRight: () => right, passed: () => passed });
    await ends.now();
    passed = 14 * MINUTE_MS;
    await ends.now();
    expect(rests()).toBe(true);
    right = true;
    await ends.now();
    expect(rests()).toBe(false);
    await saveLease({ folder: folderOf(TAG), secrets }, { lease, lastSeen: ISSUED });
    right = false;
    await ends.now();
    expect(rests()).toBe(true);
    passed += 15 * MINUTE_MS;
    await ends.now();
    expect(rests()).toBe(false);
    ends.stop();
  });

  it('leaves the sealed copy of unsent work to the recovery key, and the card opens it no more', async () => {
    const content = new TextEncoder().encode('unsent work');
    const place = { folder: folderOf(TAG), secrets };
    for (const holder of [card, await pki.card({ ...rahman, name: 'P-256' }, { kind: 'cardKeyManagement' })]) {
      await saveLease(place, { lease, lastSeen: ISSUED });
      savePacket(place.folder, await sealEnvelope(content, [holder.certificate, recovery.certificate]), SHARE);
      await look(hours(24));
      const left = (await readPacket(place)) ?? new Uint8Array();
      expect(await openEnvelope(left, softKey(recovery))).toEqual(content);
      await expect(openEnvelope(left, softKey(holder))).rejects.toMatchObject({ code: 'NotARecipient' });
      expect(readdirSync(place.folder).sort()).toEqual(['lease.ended', 'unsent.p7m']);
    }
  });

  it('waits for the recovery certificate, without which the copy would open for nobody', async () => {
    await look(hours(24), { recovery: () => undefined });
    expect(rests()).toBe(true);
  });

  it('goes although the copy is for a recovery key of before, or the other officer’s folder cannot be worked on', async () => {
    const other = await recoveryKey();
    savePacket(folderOf(TAG), await sealEnvelope(new Uint8Array(8), [card.certificate, recovery.certificate]), SHARE);
    await look(hours(24), { recovery: () => other.certificate });
    expect([rests(), rests(OTHER)]).toEqual([false, false]);
  });
});
