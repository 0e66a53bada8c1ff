import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { currentList, type IssuedList } from '../../../hq/authority/issue-list.ts';
import { createTrust } from '../../../main/device/trust/create-trust.ts';
import { parseCrl, verifyFor } from '../../../pki/index.ts';
import { ask, tunnel, welcome } from '../support/client.ts';
import { onEveryDatabase } from '../support/databases.ts';
import { enrolAt } from '../support/enrol.ts';
import { rahman } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { type ForcePki, makeForce } from '../support/pki.ts';
import type { RunningForce } from '../support/running.ts';
import { beginShift } from '../support/shift.ts';

const HOUR_MS = 3_600_000;
const LIFE_MS = 48 * HOUR_MS;
const JUMPS = [1, 20 * 24];

onEveryDatabase((databases) => {
  describe('a revocation list', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hq-clock-'));
    let pki: ForcePki;
    beforeAll(async () => {
      pki = await makeForce(folder);
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const listAt = (at: Date, held?: IssuedList) => currentList(databases().first.query, 'device', pki.device.signer, LIFE_MS, held, at);
    const usable = ({ der }: IssuedList, at: Date): boolean => {
      const { thisUpdate, nextUpdate } = parseCrl(der);
      return thisUpdate <= at && nextUpdate !== undefined && at < nextUpdate;
    };

    it.each(JUMPS)('that was issued while HQ’s clock was %i hours ahead gives way at once, under a higher number', async (hours) => {
      const now = new Date();
      const before = await listAt(now);
      const jumped = new Date(now.getTime() + hours * HOUR_MS);
      // Something is revoked meanwhile, or the list is due: a new one is issued either way.
      await databases().first.query.updateTable('revocation_list').set({ stale: true }).where('authority', '=', 'device').execute();
      const ahead = await listAt(jumped, before);
      expect(usable(ahead, jumped)).toBe(true);
      expect(usable(ahead, now)).toBe(false);
      let held = ahead;
      for (const later of [0, 1, 24, 24 * 10, 24 * 19.9, 24 * 20.6]) {
        const at = new Date(now.getTime() + later * HOUR_MS);
        held = await listAt(at, held);
        expect(usable(held, at), `${later} h`).toBe(true);
        expect(held.number).toBeGreaterThan(ahead.number);
      }
    });

    it('is issued once for all by processes whose clocks are a few minutes apart', async () => {
      const now = new Date(Date.now() + 40 * 24 * HOUR_MS);
      const first = await listAt(now);
      const behind = await listAt(new Date(now.getTime() - 4 * 60_000), first);
      expect(behind.number).toBe(first.number);
      // Further apart, the one that is behind issues another; they do not go on in turns.
      const farBehind = await listAt(new Date(now.getTime() - 20 * 60_000), first);
      expect(farBehind.number).toBe(first.number + 1);
      expect((await listAt(now, first)).number).toBe(first.number + 1);
    });
  });
});

onEveryForce((start) => {
  let force: RunningForce;
  beforeAll(async () => {
    force = await start({ policy: { deviceCertificateDays: 30 } });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  afterAll(() => force?.stop());

  const jump = (hours: number): void => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * HOUR_MS });
  };

  it.each(JUMPS)('a clock at HQ that was %i hours ahead keeps nobody out once it is right', async (hours) => {
    const name = `LAP-70${hours}`;
    const { database } = force.hq;
    const folder = mkdtempSync(join(tmpdir(), 'hq-clock-'));
    // The laptop's clock is right all the time.
    const clock = () => new Date(performance.timeOrigin + performance.now());
    const trust = createTrust({ root: force.pki.root.certificate, file: join(folder, 'trust.json'), clock });
    const bundle = async (line: Awaited<ReturnType<typeof tunnel>>) => (await ask(line, 'GET', '/v1/device/trust')).body;
    const { laptop: before } = await enrolAt(force, name, await force.hq.makeEnrolmentCode(name), '127.0.3.1');
    const first = await tunnel(force, before && { identity: before });
    expect(await trust.update(await bundle(first))).toMatchObject({ ok: true });
    first.destroy();

    jump(hours);
    const revoked = `LAP-71${hours}`;
    const stale = `LAP-72${hours}`;
    await enrolAt(force, revoked, await force.hq.makeEnrolmentCode(revoked), '127.0.3.2');
    await force.hq.revokeDevice(revoked);
    const code = await force.hq.makeEnrolmentCode(stale);
    const { laptop: during } = await enrolAt(force, `LAP-73${hours}`, await force.hq.makeEnrolmentCode(`LAP-73${hours}`), '127.0.3.3');
    const there = await tunnel(force, before && { identity: before });
    await trust.update(await bundle(there));
    there.destroy();
    expect(trust.state(clock())).toBe('fresh');
    vi.useRealTimers();

    for (const laptop of [before, during]) {
      const line = await tunnel(force, laptop && { identity: laptop });
      expect(await welcome(line)).toBe('welcome');
      await beginShift(force, line, await force.pki.card(rahman));
      expect(await trust.update(await bundle(line))).toMatchObject({ ok: true });
      line.destroy();
    }
    expect(trust.state(new Date())).toBe('fresh');
    const { anchors, intermediates, crls } = trust;
    const own = await database.query.selectFrom('certificate').selectAll().where('device', '=', revoked).executeTakeFirstOrThrow();
    const entry = crls.map((crl) => crl.lookup(own.serial)).find((found) => found !== undefined);
    expect(entry?.at.getTime()).toBeLessThanOrEqual(Date.now());
    expect(verifyFor('device', during?.certificate ?? new Uint8Array(), { anchors, intermediates, crls, at: new Date() }).ok).toBe(true);
    // A code that was made while the clock was ahead would live on for as long.
    expect((await enrolAt(force, stale, code, '127.0.3.4')).status).toBe(401);
    expect((await enrolAt(force, stale, await force.hq.makeEnrolmentCode(stale), '127.0.3.4')).status).toBe(200);
    rmSync(folder, { recursive: true, force: true });
  });
});
