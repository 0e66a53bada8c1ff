import { randomBytes } from 'node:crypto';
import type { ClientHttp2Session } from 'node:http2';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentTypes, decodeEstBody, encodeEstBody, parseCertificate, parseCertsOnly, signCms } from '../../../pki/index.ts';
import { ask, tunnel } from '../support/client.ts';
import { clarke, halliwell, hargreaves, rahman } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { addLaptop } from '../support/ict.ts';
import { type Holder, makeForce, writeCrl } from '../support/pki.ts';
import { LAPTOP, type RunningForce, startForce } from '../support/running.ts';
import { askForShift, beginShift, challengeFor } from '../support/shift.ts';

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

  describe('fullcmc', () => {
    it('issues a shift certificate of at most ten hours for the officer on this laptop', async () => {
      const shift = await beginShift(force, session, await force.pki.card(rahman));
      const info = parseCertificate(shift.certificate);
      expect(info.subject).toMatchObject({ commonName: rahman.staffId });
      expect(info.sanUris).toEqual([`urn:mobile-office:device:${LAPTOP}`]);
      expect(info.notAfter.getTime() - info.notBefore.getTime()).toBeLessThanOrEqual(10 * 3_600_000);
      expect(info.keyUsage).toEqual(['digitalSignature']);
    });

    it('never issues beyond the card’s own end', async () => {
      const ends = new Date(Math.floor(Date.now() / 1000) * 1000 + 600_000);
      const shift = await beginShift(force, session, await force.pki.card(rahman, { kind: 'cardAuthentication' }, ends));
      expect(parseCertificate(shift.certificate).notAfter).toEqual(ends);
    });

    it('echoes the transaction and the nonce', async () => {
      const nonce = randomBytes(16);
      const { response } = await askForShift(force, session, await force.pki.card(rahman), { nonce, transactionId: 4711n });
      expect(response).toMatchObject({ status: 'success', transactionId: 4711n });
      expect(Buffer.from(response.recipientNonce ?? [])).toEqual(nonce);
    });

    it('takes each challenge once', async () => {
      const card = await force.pki.card(rahman);
      const challenge = await challengeFor(session);
      expect((await askForShift(force, session, card, { challenge })).response.status).toBe('success');
      const { status, response } = await askForShift(force, session, card, { challenge });
      expect([status, response.status, response.text]).toEqual([403, 'failed', 'Stale']);
    });

    it('refuses what the card signed in stock: without HQ’s challenge, or with one of its own', async () => {
      const card = await force.pki.card(rahman);
      const none = await askForShift(force, session, card, { challenge: 'none' });
      expect([none.status, none.response.text]).toEqual([403, 'NotAuthorised']);
      const { registration } = await challengeFor(session);
      const own = await askForShift(force, session, card, { challenge: { recipientNonce: randomBytes(32), registration } });
      expect([own.status, own.response.text]).toEqual([403, 'Stale']);
    });

    it('refuses a challenge that is too old', async () => {
      const challenge = await challengeFor(session);
      const past = new Date(Date.now() - 1000);
      await force.hq.database.query.updateTable('shift_challenge').set({ expires_at: past }).execute();
      const { response } = await askForShift(force, session, await force.pki.card(rahman), { challenge });
      expect(response.text).toBe('Stale');
    });

    it('refuses on one laptop what the card signed for another', async () => {
      const other = await tunnel(force, { identity: await addLaptop(force, 'LAP-0999') });
      const card = await force.pki.card(rahman);
      const carried = await askForShift(force, session, card, { challenge: await challengeFor(other) });
      expect(carried.response.text).toBe('NotAuthorised');
      const { recipientNonce } = await challengeFor(other);
      const { registration } = await challengeFor(session);
      expect((await askForShift(force, session, card, { challenge: { recipientNonce, registration } })).response.text).toBe('Stale');
      other.destroy();
    });

    it('holds no more than sixteen challenges for a laptop, however many it asks for', async () => {
      for (let count = 0; count < 20; count += 1) await challengeFor(session);
      const kept = await force.hq.database.query.selectFrom('shift_challenge').select('digest').where('device', '=', LAPTOP).execute();
      expect(kept).toHaveLength(16);
    });

    it('refuses a message that was changed', async () => {
      const spoilMessage = (message: Uint8Array): Uint8Array => {
        const spoiled = new Uint8Array(message);
        spoiled[spoiled.length - 5] = (spoiled.at(-5) ?? 0) ^ 1;
        return spoiled;
      };
      const { response } = await askForShift(force, session, await force.pki.card(rahman), { spoilMessage });
      expect(response).toMatchObject({ status: 'failed', failInfo: 'badMessageCheck' });
    });

    it('refuses a key whose possession is not proved', async () => {
      const spoilRequest = (request: Uint8Array): Uint8Array => {
        const spoiled = new Uint8Array(request);
        spoiled[spoiled.length - 3] = (spoiled.at(-3) ?? 0) ^ 1;
        return spoiled;
      };
      const { response } = await askForShift(force, session, await force.pki.card(rahman), { spoilRequest });
      expect(response).toMatchObject({ status: 'failed', failInfo: 'popFailed' });
    });

    it('refuses the card of another force', async () => {
      const other = await makeForce(join(force.pki.folder, 'other'), 'Cumbria Constabulary');
      const { response } = await askForShift(force, session, await other.card(rahman));
      expect(response).toMatchObject({ status: 'failed', text: 'WrongForce', failInfo: 'badIdentity' });
    });

    it('refuses the card of another force also when the same authority issued it', async () => {
      const subject = { commonName: rahman.name, userId: rahman.staffId, organization: 'Cumbria Constabulary' };
      const card = await force.pki.issue(force.pki.officer, subject, { kind: 'cardAuthentication' });
      expect((await askForShift(force, session, card)).response).toMatchObject({ status: 'failed', text: 'WrongForce' });
    });

    it('refuses the card’s key-management certificate', async () => {
      const { response } = await askForShift(force, session, await force.pki.card(rahman, { kind: 'cardKeyManagement' }));
      expect(response).toMatchObject({ status: 'failed', text: 'NotAuthorised' });
    });

    it('refuses the card’s signature certificate, which is for documents', async () => {
      const { response } = await askForShift(force, session, await force.pki.card(rahman, { kind: 'cardSignature' }));
      expect(response).toMatchObject({ status: 'failed', text: 'NotAuthorised' });
    });

    it('refuses a laptop’s and a shift’s certificate in place of a card', async () => {
      const shift = await beginShift(force, session, await force.pki.card(rahman));
      for (const holder of [force.laptop, shift]) {
        expect((await askForShift(force, session, holder)).response).toMatchObject({ status: 'failed' });
      }
    });

    it('refuses a card that has ended as a matter of clocks, not of rights', async () => {
      const card = await force.pki.card(rahman, { kind: 'cardAuthentication' }, new Date(Date.now() - 60_000));
      expect((await askForShift(force, session, card)).response).toMatchObject({ status: 'failed', text: 'Stale', failInfo: 'badTime' });
    });

    it('refuses an officer whom the directory does not know', async () => {
      const card = await force.pki.card({ ...rahman, staffId: 'LC009999', collarNumber: '9999' });
      expect((await askForShift(force, session, card)).response).toMatchObject({ text: 'OfficerUnknown', failInfo: 'badIdentity' });
    });

    it('refuses a revoked officer, and a revoked card of an officer who has another', async () => {
      await force.hq.revokeOfficer(clarke.staffId);
      expect((await askForShift(force, session, await force.pki.card(clarke))).response.text).toBe('OfficerRevoked');
      const lost = await force.pki.card(halliwell);
      await force.hq.revokeCard(lost.certificate);
      expect((await askForShift(force, session, lost)).response).toMatchObject({ text: 'CardRevoked', failInfo: 'badCertId' });
      await beginShift(force, session, await force.pki.card(halliwell));
    });

    it('refuses what is not a request at all, and what is too long', async () => {
      expect((await ask(session, 'POST', '/.well-known/est/fullcmc', 'hello')).status).toBe(400);
      const card = await force.pki.card(hargreaves);
      const message = await signCms({ content: randomBytes(40), contentType: contentTypes.pkiData, signer: card.signer, at: new Date() });
      expect((await ask(session, 'POST', '/.well-known/est/fullcmc', encodeEstBody(message))).status).toBe(400);
      expect((await ask(session, 'POST', '/.well-known/est/fullcmc', Buffer.alloc(100_000, 65))).status).toBe(413);
    });

    it('tells its authorities', async () => {
      const reply = await ask(session, 'GET', '/.well-known/est/cacerts');
      expect(reply.headers['content-transfer-encoding']).toBe('base64');
      expect(reply.body.toString()).not.toContain('\n');
      expect(parseCertsOnly(decodeEstBody(reply.body))).toHaveLength(5);
    });
  });
});

describe('while a force brings in the version', () => {
  it('laptops of the version before begin shifts without a challenge until the day that is set, and none of them twice', async () => {
    const until = (ms: number) => ({ policy: { shiftsWithoutChallengeUntil: new Date(Date.now() + ms).toISOString() } });
    const open = await startForce(until(60_000));
    const line = await tunnel(open);
    const card = await open.pki.card(rahman);
    const asked = { challenge: 'none', nonce: randomBytes(16) } as const;
    expect((await askForShift(open, line, card, asked)).response.status).toBe('success');
    expect((await askForShift(open, line, card, asked)).response.text).toBe('Stale');
    line.destroy();
    await open.stop();
    const over = await startForce(until(-1000));
    const later = await tunnel(over);
    expect((await askForShift(over, later, await over.pki.card(rahman), { challenge: 'none' })).response.text).toBe('NotAuthorised');
    later.destroy();
    await over.stop();
  });
});

describe('a revocation list of cards that somebody else keeps', () => {
  let other: RunningForce;
  let lost: Holder;
  let file: string;
  beforeAll(async () => {
    other = await startForce({
      pki: async (made, pki) => {
        lost = await pki.card(rahman);
        file = await writeCrl(pki.officer, join(pki.folder, 'officer.crl'), [lost], new Date(Date.now() + 3_600_000));
        return { ...made, officerAuthority: { certificate: made.officerAuthority.certificate, crl: file } };
      },
    });
  });
  afterAll(() => other?.stop());

  it('counts, and refuses everybody once it is out of date', async () => {
    const line = await tunnel(other);
    expect((await askForShift(other, line, lost)).response.text).toBe('CardRevoked');
    const card = await other.pki.card(rahman);
    await beginShift(other, line, card);
    await writeCrl(other.pki.officer, file, [], new Date(Date.now() - 60_000));
    const { status, response } = await askForShift(other, line, card);
    expect(status).toBe(503);
    expect(response).toMatchObject({ text: 'TryLater', failInfo: 'tryLater' });
    line.destroy();
  });
});
