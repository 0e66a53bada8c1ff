import { randomBytes } from 'node:crypto';
import type { ClientHttp2Session } from 'node:http2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lease as leaseContract } from '../../../contracts/domain/device.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { verifyAudit } from '../../../hq/database/audit.ts';
import { putCertificate } from '../../../hq/database/certificates.ts';
import { signCms } from '../../../pki/index.ts';
import { ask, codeOf, type Reply, tunnel } from '../support/client.ts';
import { clarke, halliwell, hargreaves, rahman } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { dropSharesOf } from '../support/leases.ts';
import { FORCE, type Holder } from '../support/pki.ts';
import { LAPTOP, type RunningForce } from '../support/running.ts';
import { beginShift } from '../support/shift.ts';

onEveryForce((start) => {
  let force: RunningForce;
  let session: ClientHttp2Session;
  beforeAll(async () => {
    force = await start({});
    session = await tunnel(force);
  });
  afterAll(async () => {
    session?.destroy();
    await force?.stop();
  });

  interface Asking {
    readonly device?: string;
    readonly at?: Date;
    readonly nonce?: Buffer;
    readonly over?: ClientHttp2Session;
  }

  const askForLease = async (shift: Holder, officer: Officer, asking: Asking = {}): Promise<Reply> => {
    const { device = LAPTOP, at = new Date(), nonce = randomBytes(16), over = session } = asking;
    const content = Buffer.from(
      JSON.stringify({ device, staffId: officer.staffId, at: at.toISOString(), nonce: nonce.toString('base64') }),
    );
    return ask(over, 'POST', '/v1/device/lease', await signCms({ content, signer: shift.signer, at }));
  };

  const shiftOf = async (officer: Officer): Promise<Holder> => beginShift(force, session, await force.pki.card(officer));
  const leaseOf = (reply: Reply) => leaseContract.parse(JSON.parse(reply.body.toString()));

  describe('lease', () => {
    it('lends the same share for the same officer and laptop, and another to anybody else', async () => {
      const first = leaseOf(await askForLease(await shiftOf(rahman), rahman));
      const again = leaseOf(await askForLease(await shiftOf(rahman), rahman));
      const other = leaseOf(await askForLease(await shiftOf(halliwell), halliwell));
      expect(first).toMatchObject({ device: LAPTOP, officer: rahman });
      expect(again.deviceShare).toBe(first.deviceShare);
      expect(other.deviceShare).not.toBe(first.deviceShare);
      expect(Date.parse(first.notAfter) - Date.parse(first.issuedAt)).toBe(24 * 3_600_000);
    });

    it('serves a shift change: many officers at once', async () => {
      const all = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? rahman : halliwell));
      const replies = await Promise.all(all.map(async (officer) => askForLease(await shiftOf(officer), officer)));
      expect(replies.map(({ status }) => status)).toEqual(all.map(() => 200));
      expect(new Set(replies.map((reply) => leaseOf(reply).deviceShare)).size).toBe(2);
    });

    it('refuses a replay', async () => {
      const shift = await shiftOf(rahman);
      const nonce = randomBytes(16);
      expect((await askForLease(shift, rahman, { nonce })).status).toBe(200);
      const again = await askForLease(shift, rahman, { nonce });
      expect([again.status, codeOf(again)]).toEqual([403, 'Stale']);
    });

    it('refuses a request that is six minutes old, or of the future', async () => {
      const shift = await shiftOf(rahman);
      for (const minutes of [-6, 6]) {
        const reply = await askForLease(shift, rahman, { at: new Date(Date.now() + minutes * 60_000) });
        expect([reply.status, codeOf(reply)]).toEqual([403, 'Stale']);
      }
    });

    it('refuses a request for another laptop, another officer, or over another laptop’s tunnel', async () => {
      const shift = await shiftOf(rahman);
      expect(codeOf(await askForLease(shift, rahman, { device: 'LAP-0001' }))).toBe('NotAuthorised');
      expect(codeOf(await askForLease(shift, halliwell))).toBe('NotAuthorised');
      const laptop = await force.pki.issue(force.pki.device, { commonName: 'LAP-3001', organization: FORCE }, { kind: 'device' });
      await force.hq.database.query.insertInto('device').values({ name: 'LAP-3001', pool: '', state: 'active' }).execute();
      await putCertificate(force.hq.database.query, 'device', laptop.certificate, { device: 'LAP-3001' });
      const elsewhere = await tunnel(force, { identity: laptop });
      expect(codeOf(await askForLease(shift, rahman, { over: elsewhere }))).toBe('NotAuthorised');
      expect(codeOf(await askForLease(shift, rahman, { over: elsewhere, device: 'LAP-3001' }))).toBe('NotAuthorised');
      elsewhere.destroy();
    });

    it('refuses what anything but a shift key signed', async () => {
      expect(codeOf(await askForLease(await force.pki.card(rahman), rahman))).toBe('NotAuthorised');
      expect(codeOf(await askForLease(force.laptop, rahman))).toBe('NotAuthorised');
      const forged = await force.pki.issue(
        force.pki.shift,
        { commonName: rahman.staffId, organization: FORCE },
        { kind: 'shift', device: LAPTOP },
      );
      expect(codeOf(await askForLease(forged, rahman))).toBe('NotAuthorised');
    });

    it('refuses what cannot be read', async () => {
      const shift = await shiftOf(rahman);
      expect(codeOf(await ask(session, 'POST', '/v1/device/lease', 'hello'))).toBe('Malformed');
      const nonsense = await signCms({ content: Buffer.from('{}'), signer: shift.signer, at: new Date() });
      expect(codeOf(await ask(session, 'POST', '/v1/device/lease', nonsense))).toBe('Malformed');
      expect(codeOf(await askForLease(shift, rahman, { nonce: randomBytes(8) }))).toBe('Malformed');
      expect((await ask(session, 'POST', '/v1/device/lease', randomBytes(50_000))).status).toBe(413);
    });

    it('refuses a revoked officer whose shift certificate has not ended', async () => {
      const shift = await shiftOf(clarke);
      await force.hq.revokeOfficer(clarke.staffId);
      const reply = await askForLease(shift, clarke);
      expect([reply.status, codeOf(reply)]).toEqual([403, 'OfficerRevoked']);
    });

    it('destroys the shares of a laptop for good: what comes later is another', async () => {
      const before = leaseOf(await askForLease(await shiftOf(hargreaves), hargreaves));
      expect(await dropSharesOf(force)).toBeGreaterThan(0);
      const rows = await force.hq.database.query
        .selectFrom('lease')
        .select(['device_share', 'dropped_at'])
        .where('device', '=', LAPTOP)
        .execute();
      expect(rows.every((row) => row.device_share === null && row.dropped_at !== null)).toBe(true);
      expect(leaseOf(await askForLease(await shiftOf(hargreaves), hargreaves)).deviceShare).not.toBe(before.deviceShare);
    });

    it('writes every answer down, in a chain that holds, without a share', async () => {
      const shift = await shiftOf(rahman);
      const { deviceShare } = leaseOf(await askForLease(shift, rahman));
      await askForLease(shift, rahman, { device: 'LAP-0001' });
      const trail = await force.hq.database.query.selectFrom('audit').selectAll().orderBy('seq').execute();
      expect(trail.slice(-2).map(({ action, detail }) => [action, action === 'leaseIssued' ? '' : detail])).toEqual([
        ['leaseIssued', ''],
        ['leaseRefused', 'NotAuthorised'],
      ]);
      expect(JSON.stringify([trail, force.logged])).not.toContain(deviceShare);
      expect((await verifyAudit(force.hq.database.query)).firstBreak).toBeUndefined();
    });
  });
});
