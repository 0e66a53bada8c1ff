import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_WRONG_TRIES, makeEnrolmentCode, useEnrolmentCode } from '../../../hq/database/enrolment-codes.ts';
import { RateLimit } from '../../../hq/est/rate-limit.ts';
import { parseCertificate } from '../../../pki/index.ts';
import { closed, tunnel, welcome } from '../support/client.ts';
import { enrolAt } from '../support/enrol.ts';
import { onEveryForce } from '../support/forces.ts';
import { FORCE } from '../support/pki.ts';
import type { RunningForce } from '../support/running.ts';

onEveryForce((start) => {
  let force: RunningForce;
  beforeAll(async () => {
    force = await start({});
  });
  afterAll(() => force?.stop());

  const enrol = (device: string, code: string, localAddress: string, body?: string) => enrolAt(force, device, code, localAddress, body);

  describe('enrolment', () => {
    it('makes a fresh laptop known, with HQ’s subject, and lets it in', async () => {
      const code = await force.hq.makeEnrolmentCode('LAP-2001', 'Leyland');
      expect(code).toMatch(/^[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}$/);
      const { status, laptop } = await enrol('LAP-2001', code, '127.0.1.1');
      expect(status).toBe(200);
      expect(parseCertificate(laptop?.certificate ?? new Uint8Array()).subject).toEqual({ commonName: 'LAP-2001', organization: FORCE });
      const session = await tunnel(force, laptop && { identity: laptop });
      expect(await welcome(session)).toBe('welcome');
      session.destroy();
    });

    it('takes a code once', async () => {
      const code = await force.hq.makeEnrolmentCode('LAP-2002');
      expect((await enrol('LAP-2002', code, '127.0.1.2')).status).toBe(200);
      expect((await enrol('LAP-2002', code, '127.0.1.2')).status).toBe(401);
    });

    it('takes a code once, also when two come at the same moment', async () => {
      const code = await force.hq.makeEnrolmentCode('LAP-2003');
      const both = await Promise.all([enrol('LAP-2003', code, '127.0.1.3'), enrol('LAP-2003', code, '127.0.1.3')]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    });

    it('refuses another laptop’s code, a laptop that is not expected, and what is no code, all alike', async () => {
      const code = await force.hq.makeEnrolmentCode('LAP-2004');
      for (const [device, given] of [
        ['LAP-2002', code],
        ['LAP-9876', code],
        ['LAP-2004', 'password'],
        ['x', code],
      ] as const) {
        expect((await enrol(device, given, '127.0.1.4')).status).toBe(401);
      }
    });

    it('kills a code once it was guessed at as often as a code may be', async () => {
      const code = await force.hq.makeEnrolmentCode('LAP-2005');
      const { query } = force.hq.database;
      await query
        .updateTable('enrolment_code')
        .set({ wrong_tries: MAX_WRONG_TRIES - 1 })
        .where('device', '=', 'LAP-2005')
        .execute();
      expect((await enrol('LAP-2005', 'AAAAA-AAAAA', '127.0.1.5')).status).toBe(401);
      expect((await enrol('LAP-2005', code, '127.0.1.5')).status).toBe(401);
    });

    it('takes the right code from the laptop, however many a stranger elsewhere has guessed meanwhile', async () => {
      const code = await force.hq.makeEnrolmentCode('LAP-2006');
      for (let guess = 0; guess < 10; guess += 1) await enrol('LAP-2006', 'AAAAA-AAAAA', '127.0.2.6');
      expect((await enrol('LAP-2006', 'AAAAA-AAAAA', '127.0.2.6')).status).toBe(429);
      expect((await enrol('LAP-2006', code, '127.0.1.6')).status).toBe(200);
    });

    it('listens to others while one address holds as many silent connections as it likes', async () => {
      const code = await force.hq.makeEnrolmentCode('LAP-2016');
      const to = { host: '127.0.0.1', port: force.hq.ports.enrolment, localAddress: '127.0.2.7' };
      const silent = Array.from({ length: 220 }, () => connect(to).on('error', () => {}));
      await Promise.all(silent.map((socket) => new Promise((resolve) => socket.once('connect', resolve).once('close', resolve))));
      expect((await enrol('LAP-2016', code, '127.0.1.16')).status).toBe(200);
      for (const socket of silent) socket.destroy();
    });

    it('refuses a code after fifteen minutes', async () => {
      const { database } = force.hq;
      const now = Date.now();
      const code = await makeEnrolmentCode(database, 'LAP-2007', '', new Date(now));
      const use = (at: number) =>
        database.query.transaction().execute((transaction) => useEnrolmentCode(transaction, 'LAP-2007', code, new Date(at)));
      expect(await use(now + 15 * 60_000)).toBe(false);
      expect(await use(now + 15 * 60_000 - 1000)).toBe(true);
    });

    it('lets an earlier code die with a new one', async () => {
      const earlier = await force.hq.makeEnrolmentCode('LAP-2008');
      const later = await force.hq.makeEnrolmentCode('LAP-2008');
      expect((await enrol('LAP-2008', earlier, '127.0.1.8')).status).toBe(401);
      expect((await enrol('LAP-2008', later, '127.0.1.8')).status).toBe(200);
    });

    it('leaves the code unused when the request cannot be granted', async () => {
      const code = await force.hq.makeEnrolmentCode('LAP-2009');
      expect((await enrol('LAP-2009', code, '127.0.1.9', 'bm8gcmVxdWVzdA==')).status).toBe(400);
      expect((await enrol('LAP-2009', code, '127.0.1.9')).status).toBe(200);
    });

    it('ends the former certificate of a laptop that enrols anew, and its live connection', async () => {
      const first = await enrol('LAP-2010', await force.hq.makeEnrolmentCode('LAP-2010'), '127.0.1.10');
      const live = await tunnel(force, first.laptop && { identity: first.laptop });
      expect(await welcome(live)).toBe('welcome');
      const ended = closed(live);
      await enrol('LAP-2010', await force.hq.makeEnrolmentCode('LAP-2010'), '127.0.1.10');
      await ended;
      const session = await tunnel(force, first.laptop && { identity: first.laptop });
      expect(await welcome(session)).toBe('403 DeviceRevoked');
      session.destroy();
    });

    it('gives no code for a revoked laptop, and its code dies with it', async () => {
      const code = await force.hq.makeEnrolmentCode('LAP-2011');
      await force.hq.revokeDevice('LAP-2011');
      await expect(force.hq.makeEnrolmentCode('LAP-2011')).rejects.toMatchObject({ code: 'DeviceRevoked' });
      expect((await enrol('LAP-2011', code, '127.0.1.11')).status).toBe(401);
    });

    it('limits the tries of one address, and of no other', async () => {
      const statuses: number[] = [];
      for (let guess = 0; guess < 11; guess += 1) statuses.push((await enrol('LAP-9999', 'AAAAA-AAAAA', '127.0.1.12')).status);
      expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
      expect(statuses[10]).toBe(429);
      expect((await enrol('LAP-9999', 'AAAAA-AAAAA', '127.0.1.13')).status).toBe(401);
    });

    it('gives no code for what is no laptop’s name', async () => {
      await expect(force.hq.makeEnrolmentCode("x'; --")).rejects.toThrow();
    });

    it('keeps no code in the database, only its hash', async () => {
      const code = await force.hq.makeEnrolmentCode('LAP-2012');
      const rows = await force.hq.database.query.selectFrom('enrolment_code').selectAll().execute();
      const trail = await force.hq.database.query.selectFrom('audit').selectAll().execute();
      expect(JSON.stringify([rows.map((row) => Buffer.from(row.digest).toString('latin1')), rows, trail])).not.toContain(code);
    });
  });
});

describe('the rate limit', () => {
  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:0:0:9', true],
    ['2001:db8:1:2::1', '2001:0DB8:0001:0002:8000::7', true],
    ['2001:db8::1', '2001:db8:0:0:5::1', true],
    ['fe80::1%eth0', 'fe80::2', true],
    ['::1', '::2', true],
    ['::ffff:127.0.0.9', '127.0.0.9', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['::ffff:127.0.0.9', '::ffff:127.0.0.8', false],
    ['127.0.0.9', '127.0.0.8', false],
  ])('counts %s and %s as one who tries: %s', (one, other, same) => {
    const limit = new RateLimit();
    for (let time = 0; time < 10; time += 1) expect(limit.take(one, 0)).toBeUndefined();
    expect(limit.take(one, 0)).toBeDefined();
    expect(limit.take(other, 0) !== undefined).toBe(same);
  });

  it('gives tries back as time goes', () => {
    const limit = new RateLimit();
    for (let taken = 0; taken < 10; taken += 1) expect(limit.take('a', 0)).toBeUndefined();
    expect(limit.take('a', 0)).toBe(6);
    expect(limit.take('a', 6000)).toBeUndefined();
    expect(limit.take('a', 6000)).toBe(6);
  });

  it('remembers a bounded number of addresses', () => {
    const limit = new RateLimit();
    for (let taken = 0; taken < 10; taken += 1) limit.take('first', 0);
    for (let other = 0; other < 10_000; other += 1) limit.take(`${other}`, 0);
    expect(limit.take('first', 0)).toBeUndefined();
  });

  it.each([
    ['192.0.2.', '198.51.100.1'],
    ['2001:db8:1:', '2001:db8:2:1::1'],
    ['::ffff:192.0.2.', '192.0.3.1'],
  ])('lets the neighbours of a block %s try sixty times together, and others as before', (block, elsewhere) => {
    const limit = new RateLimit();
    const host = (number: number) => (block.startsWith('2001') ? `${block}${number}::1` : `${block}${number}`);
    for (let number = 1; number <= 60; number += 1) expect(limit.take(host(number), 0)).toBeUndefined();
    expect(limit.take(host(61), 0)).toBe(1);
    expect(limit.take(elsewhere, 0)).toBeUndefined();
  });

  it('takes nothing from the neighbours of an address that has no tries left', () => {
    const limit = new RateLimit();
    for (let guess = 0; guess < 100; guess += 1) limit.take('192.0.2.1', 0);
    for (let number = 2; number < 52; number += 1) expect(limit.take(`192.0.2.${number}`, 0)).toBeUndefined();
  });
});
