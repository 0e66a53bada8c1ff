import type { ClientHttp2Session } from 'node:http2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceDetail, devicePage, enrolmentOffer, officerPage, officerRow } from '../../../contracts/hq/fleet.ts';
import { verifyAudit } from '../../../hq/database/audit.ts';
import { type ServiceParts, serviceRoutes } from '../../../hq/services/routes.ts';
import { seed } from '../../../hq/systems/seed.ts';
import { issueCertificate, parseCertificate, parseCrl } from '../../../pki/index.ts';
import { ask, codeOf, linesOf, type Reply, systems, tunnel } from '../support/client.ts';
import { enrolAt } from '../support/enrol.ts';
import { clarke, halliwell, hargreaves, headquartersOfficers, marsh, nair, pritchard, rahman } from '../support/force.ts';
import { addLaptop, type Desk, deskOf } from '../support/ict.ts';
import { draftOrder, postOrder, signOrder } from '../support/orders.ts';
import { FORCE, type Holder, newKey, spkiOf } from '../support/pki.ts';
import { LAPTOP, type RunningForce, startForce } from '../support/running.ts';
import { askForShift, beginShift } from '../support/shift.ts';

let force: RunningForce;
let line: ClientHttp2Session;
let ict: Desk;
let ictLaptop: Holder;
beforeAll(async () => {
  force = await startForce({ officers: headquartersOfficers });
  line = await tunnel(force);
  ictLaptop = await addLaptop(force, 'LAP-0001');
  ict = await deskOf(force, nair, ictLaptop);
});
afterAll(async () => {
  ict?.close();
  line?.destroy();
  await force?.stop();
});

const get = (path: string, desk: Desk = ict): Promise<Reply> => ask(desk.session, 'GET', path);
const post = (path: string, body: unknown = {}, desk: Desk = ict): Promise<Reply> => ask(desk.session, 'POST', path, JSON.stringify(body));
const bodyOf = (reply: Reply): unknown => JSON.parse(reply.body.toString());
const lastAudit = () => force.hq.database.query.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow();
const shiftRefusal = async (officer: Parameters<typeof deskOf>[1], card?: Holder): Promise<string | undefined> =>
  (await askForShift(force, line, card ?? (await force.pki.card(officer)))).response.text;

describe('who may', () => {
  // The table alone is read: a route that is added is tried here without anybody thinking of it.
  const routes = serviceRoutes({ database: {} } as ServiceParts).filter(({ path }) => path.startsWith('/v1/fleet'));
  const pathOf = (path: string): string =>
    path
      .replace('{name}', LAPTOP)
      .replace('{staffId}', rahman.staffId)
      .replace('{serial}', '01')
      .replace('{id}', '11111111-1111-4111-8111-111111111111');

  it('refuses every path of the fleet to officers, sergeants and auditors, and writes each try down', async () => {
    expect(routes.length).toBeGreaterThan(12);
    for (const officer of [rahman, hargreaves, marsh]) {
      const desk = await deskOf(force, officer, ictLaptop);
      for (const { method, path } of routes) {
        const reply = method === 'GET' ? await get(pathOf(path), desk) : await post(pathOf(path), {}, desk);
        expect([path, reply.status, codeOf(reply)]).toEqual([path, 403, 'NotAuthorised']);
        expect(await lastAudit()).toMatchObject({ actor: officer.staffId, action: 'fleetRefused', detail: 'NotAuthorised' });
      }
      desk.close();
    }
  });

  it('refuses whoever had the role and lost it, from the next request on', async () => {
    const other = await deskOf(force, pritchard, ictLaptop);
    expect((await get('/v1/fleet/devices', other)).status).toBe(200);
    const changed = officerRow.parse(bodyOf(await post(`/v1/fleet/officers/${pritchard.staffId}/roles`, { roles: ['officer'] })));
    expect(changed.roles).toEqual(['officer']);
    expect(await lastAudit()).toMatchObject({ actor: nair.staffId, action: 'rolesChanged', subject: pritchard.staffId, detail: 'officer' });
    expect([(await get('/v1/fleet/devices', other)).status]).toEqual([403]);
    expect((await post(`/v1/fleet/officers/${pritchard.staffId}/roles`, { roles: ['ict'] })).status).toBe(200);
    expect((await get('/v1/fleet/devices', other)).status).toBe(200);
    const changes = linesOf(await ask(other.session, 'GET', '/v1/people/changes'));
    const entry = changes.find(({ id }) => id === pritchard.staffId);
    expect(entry).toMatchObject({ kind: 'officer', data: { roles: ['ict'] } });
    other.close();
  });
});

describe('what mail to an officer is encrypted to', () => {
  it('is the certificate that was issued last, whatever a laptop brings along and in which order', async () => {
    const { name, staffId, collarNumber, rank } = pritchard;
    const subject = { commonName: name, userId: staffId, serialNumber: collarNumber, title: rank, organization: FORCE };
    const openingSince = async (hoursAgo: number): Promise<Uint8Array> =>
      issueCertificate({
        ...{ issuer: force.pki.officer.signer, subject, spki: spkiOf(newKey()), profile: { kind: 'cardKeyManagement' } },
        ...{ notBefore: new Date(Date.now() - hoursAgo * 3_600_000), notAfter: new Date(Date.now() + 3_600_000) },
      });
    const [older, newer] = [await openingSince(5), await openingSince(2)];
    const [card, signature] = [await force.pki.card(pritchard), await force.pki.card(pritchard, { kind: 'cardSignature' })];
    for (const companions of [[older, signature.certificate, newer], [older]]) {
      await askForShift(force, line, card, { companions });
      const changes = linesOf(await ask(ict.session, 'GET', '/v1/people/changes'));
      expect(changes.find(({ id }) => id === staffId)?.data).toMatchObject({ mailCertificate: Buffer.from(newer).toString('base64') });
    }
  });

  it('is listed once HQ has met the card, with the newest, and stays when roles change or people are seeded anew', async () => {
    const listed = async () => {
      const desk = await deskOf(force, nair, ictLaptop);
      const changes = linesOf(await ask(desk.session, 'GET', '/v1/people/changes'));
      desk.close();
      return changes.find(({ id }) => id === pritchard.staffId)?.data;
    };
    const met: string[] = [];
    for (const kind of ['cardKeyManagement', 'cardKeyManagement'] as const) {
      const [card, signature, opening] = await Promise.all([
        force.pki.card(pritchard),
        force.pki.card(pritchard, { kind: 'cardSignature' }),
        force.pki.card(pritchard, { kind }),
      ]);
      await askForShift(force, line, card, { companions: [signature.certificate, opening.certificate] });
      met.push(Buffer.from(opening.certificate).toString('base64'));
      expect(await listed()).toMatchObject({ name: pritchard.name, mailCertificate: met.at(-1) });
    }
    expect((await post(`/v1/fleet/officers/${pritchard.staffId}/roles`, { roles: ['officer', 'ict'] })).status).toBe(200);
    expect(await listed()).toMatchObject({ roles: ['officer', 'ict'], mailCertificate: met.at(-1) });
    await seed(force.hq.database, { officers: [{ ...pritchard, station: 'Leyland' }], items: [] });
    expect(await listed()).toMatchObject({ station: 'Leyland', mailCertificate: met.at(-1) });
    await seed(force.hq.database, { officers: [pritchard], items: [] });
    expect((await post(`/v1/fleet/officers/${pritchard.staffId}/roles`, { roles: ['ict'] })).status).toBe(200);
  });
});

describe('laptops', () => {
  it('lists them by page, as asked', async () => {
    const page = devicePage.parse(bodyOf(await get(`/v1/fleet/devices?search=${LAPTOP}&sort=lastSeen&descending=true&offset=0&limit=10`)));
    expect([page.total, page.rows.map(({ name }) => name)]).toEqual([1, [LAPTOP]]);
    expect(page.counts.active).toBeGreaterThanOrEqual(2);
  });

  it.each([
    'sort=colour',
    'limit=101',
    'limit=0',
    'offset=-1',
    'offset=1e9',
    'state=lost',
    'descending=maybe',
    'search=%00',
    `search=${'x'.repeat(101)}`,
  ])('refuses a question that it does not understand: %s', async (asked) => {
    const reply = await get(`/v1/fleet/devices?${asked}`);
    expect([reply.status, codeOf(reply)]).toEqual([400, 'Malformed']);
  });

  it('describes one: certificate, orders, what the next must be, and what was written down', async () => {
    await addLaptop(force, 'LAP-0100');
    expect(deviceDetail.parse(bodyOf(await get('/v1/fleet/devices/LAP-0100')))).toMatchObject({ nextSequence: 1, countersign: ['wipe'] });
    const given = await postOrder(ict.session, await signOrder(draftOrder({ device: 'LAP-0100', sequence: 1, kind: 'lock' }), ict.card));
    expect(given.status).toBe(200);
    const detail = deviceDetail.parse(bodyOf(await get('/v1/fleet/devices/LAP-0100')));
    expect(detail).toMatchObject({ nextSequence: 2, device: { order: { kind: 'lock', state: 'pending' } }, orders: [{ sequence: 1 }] });
    expect(Date.parse(detail.certificateUntil ?? '')).toBeGreaterThan(Date.now());
    expect(detail.history[0]).toMatchObject({ action: 'orderGiven', actor: nair.staffId, actorName: nair.name });
  });

  it('knows neither a laptop that is none nor a name that could be none', async () => {
    for (const name of ['LAP-9999', 'nothing', '%27%20or%201=1']) {
      const reply = await get(`/v1/fleet/devices/${name}`);
      expect([reply.status, codeOf(reply)]).toEqual([404, 'NotFound']);
    }
  });
});

describe('enrolment codes', () => {
  const code = async (name: string, pool = 'Leyland') =>
    enrolmentOffer.parse(bodyOf(await post(`/v1/fleet/devices/${name}/code`, { pool }))).code;

  it('makes a laptop expected, and lets it enrol with the newest code alone', async () => {
    const first = await code('LAP-0200');
    const second = await code('LAP-0200', 'Chorley');
    const { device } = deviceDetail.parse(bodyOf(await get('/v1/fleet/devices/LAP-0200')));
    expect(device).toMatchObject({ state: 'expected', pool: 'Chorley' });
    expect((await enrolAt(force, 'LAP-0200', first, '127.0.4.1')).status).toBe(401);
    expect((await enrolAt(force, 'LAP-0200', second, '127.0.4.1')).status).toBe(200);
    const { history, device: enrolled } = deviceDetail.parse(bodyOf(await get('/v1/fleet/devices/LAP-0200')));
    expect(enrolled.state).toBe('active');
    expect(history.map(({ action, actor }) => [action, actor])).toEqual(
      expect.arrayContaining([
        ['enrolmentCodeMade', nair.staffId],
        ['deviceEnrolled', 'LAP-0200'],
      ]),
    );
  });

  it('refuses a code for a laptop that is at work or was cut off', async () => {
    await addLaptop(force, 'LAP-0201');
    await force.hq.revokeDevice('LAP-0201');
    for (const name of [LAPTOP, 'LAP-0201']) {
      const reply = await post(`/v1/fleet/devices/${name}/code`, { pool: '' });
      expect([reply.status, codeOf(reply)]).toEqual([409, 'TooLate']);
    }
    const codes = await force.hq.database.query.selectFrom('enrolment_code').select('device').execute();
    expect(codes.map(({ device }) => device)).not.toContain(LAPTOP);
  });

  it('gives a wiped laptop another life', async () => {
    await addLaptop(force, 'LAP-0202');
    const wiped = { state: 'wiped', wiped_at: new Date() } as const;
    await force.hq.database.query.updateTable('device').set(wiped).where('name', '=', 'LAP-0202').execute();
    expect((await enrolAt(force, 'LAP-0202', await code('LAP-0202'), '127.0.4.2')).status).toBe(200);
  });

  it('lets a laptop that an order holds enrol anew', async () => {
    await addLaptop(force, 'LAP-0204');
    await force.hq.database.query.updateTable('device').set({ state: 'wiping' }).where('name', '=', 'LAP-0204').execute();
    expect((await enrolAt(force, 'LAP-0204', await code('LAP-0204'), '127.0.4.4')).status).toBe(200);
    const { device } = deviceDetail.parse(bodyOf(await get('/v1/fleet/devices/LAP-0204')));
    expect(device.state).toBe('active');
  });

  it('refuses a body that is none', async () => {
    expect((await post('/v1/fleet/devices/LAP-0203/code', { pool: 4 })).status).toBe(400);
    expect((await ask(ict.session, 'POST', '/v1/fleet/devices/LAP-0203/code', Buffer.alloc(9000, 65))).status).toBe(413);
  });
});

describe('officers', () => {
  const find = async (search: string) => officerPage.parse(bodyOf(await get(`/v1/fleet/officers?search=${encodeURIComponent(search)}`)));

  it('finds them by every word of name, collar number, staff id and team', async () => {
    for (const search of ['aisha', 'RAHMAN 2418', 'lc002418', 'leyland rahman']) {
      expect((await find(search)).rows.map(({ staffId }) => staffId)).toEqual([rahman.staffId]);
    }
    expect(await find('nobody')).toEqual({ total: 0, rows: [] });
  });

  it('revokes and restores: no certificate in between, and one again afterwards', async () => {
    expect(officerRow.parse(bodyOf(await post(`/v1/fleet/officers/${clarke.staffId}/revoke`))).state).toBe('revoked');
    expect(await lastAudit()).toMatchObject({ actor: nair.staffId, action: 'officerRevoked', subject: clarke.staffId });
    expect(await shiftRefusal(clarke)).toBe('OfficerRevoked');
    expect(officerRow.parse(bodyOf(await post(`/v1/fleet/officers/${clarke.staffId}/restore`))).state).toBe('active');
    expect(await lastAudit()).toMatchObject({ actor: nair.staffId, action: 'officerRestored', subject: clarke.staffId });
    await beginShift(force, line, await force.pki.card(clarke));
  });

  it('learns a card when it signs in, with what else is on it, and revokes all of it by its number', async () => {
    const card = await force.pki.card(halliwell);
    const signature = await force.pki.card(halliwell, { kind: 'cardSignature' });
    const foreign = await force.pki.card(rahman, { kind: 'cardSignature' });
    const { shift } = await askForShift(force, line, card, { companions: [signature.certificate, foreign.certificate] });
    const serialOf = ({ certificate }: Holder): string => parseCertificate(certificate).serialHex;
    const [known] = (await find('4127')).rows[0]?.cards ?? [];
    expect(known).toEqual({ serial: serialOf(card), lastUsed: expect.any(String) });
    const session = await systems(force, shift ?? card);
    expect((await ask(session, 'GET', '/v1/me')).status).toBe(200);

    const row = officerRow.parse(bodyOf(await post(`/v1/fleet/officers/${halliwell.staffId}/cards/${serialOf(card)}/revoke`)));
    expect(row.cards).toEqual([{ ...known, revokedAt: expect.any(String) }]);
    expect(await lastAudit()).toMatchObject({ actor: nair.staffId, action: 'cardRevoked', subject: halliwell.staffId });
    expect(await shiftRefusal(halliwell, card)).toBe('CardRevoked');
    expect(
      await ask(session, 'GET', '/v1/me').then(
        ({ status }) => status,
        () => 'cut',
      ),
    ).not.toBe(200);
    const trust = JSON.parse((await ask(line, 'GET', '/v1/device/trust')).body.toString());
    const revoked = trust.crls.map((der: string) => parseCrl(Buffer.from(der, 'base64')));
    const listed = (holder: Holder): boolean =>
      revoked.some((crl: ReturnType<typeof parseCrl>) => crl.lookup(serialOf(holder)) !== undefined);
    expect([listed(card), listed(signature), listed(foreign)]).toEqual([true, true, false]);
    session.destroy();
    await beginShift(force, line, await force.pki.card(halliwell));
  });

  it('a cancelled card signs no order any more, though another card of the same officer brought its certificate first', async () => {
    const desk = await deskOf(force, nair, ictLaptop);
    const [lost, other, signature] = [
      await force.pki.card(pritchard),
      await force.pki.card(pritchard),
      await force.pki.card(pritchard, { kind: 'cardSignature' }),
    ];
    for (const card of [other, lost]) await askForShift(force, line, card, { companions: [signature.certificate] });
    const serial = parseCertificate(lost.certificate).serialHex;
    expect((await post(`/v1/fleet/officers/${pritchard.staffId}/cards/${serial}/revoke`)).status).toBe(200);
    // A force whose list of cards is somebody else's: theirs does not say so yet.
    await force.hq.database.query.updateTable('revocation_list').set({ stale: false }).where('authority', '=', 'officer').execute();
    const order = draftOrder({ device: 'LAP-0100', sequence: 1, kind: 'wipe' });
    const given = await postOrder(desk.session, await signOrder(order, desk.card, signature));
    expect([given.status, codeOf(given)]).toEqual([422, 'OrderRefused']);
    expect(await lastAudit()).toMatchObject({ action: 'orderRefused', detail: expect.stringContaining('SignerRevoked') });
    expect(await shiftRefusal(pritchard, other)).toBeUndefined();
    desk.close();
  });

  it('keeps ICT from taking its own right away, and from a card that is another’s', async () => {
    const own = `/v1/fleet/officers/${nair.staffId}`;
    const [card] = (await find(nair.staffId)).rows[0]?.cards ?? [];
    for (const reply of [
      await post(`${own}/revoke`),
      await post(`${own}/roles`, { roles: ['officer'] }),
      await post(`${own}/cards/${card?.serial}/revoke`),
    ]) {
      expect([reply.status, codeOf(reply)]).toEqual([409, 'NotYourself']);
    }
    const reply = await post(`/v1/fleet/officers/${rahman.staffId}/cards/${card?.serial}/revoke`);
    expect([reply.status, codeOf(reply)]).toEqual([404, 'NotFound']);
    expect((await get('/v1/fleet/waiting')).status).toBe(200);
  });

  it('knows nobody whom the directory does not, and no role that there is not', async () => {
    for (const what of ['revoke', 'restore', 'cards/01/revoke'])
      expect((await post(`/v1/fleet/officers/LC999999/${what}`)).status).toBe(404);
    for (const roles of [[], ['chief'], 'ict', Array.from({ length: 9 }, () => 'ict')]) {
      expect((await post(`/v1/fleet/officers/${rahman.staffId}/roles`, { roles })).status).toBe(400);
    }
  });

  it('leaves a trail that holds', async () => {
    expect((await verifyAudit(force.hq.database.query)).firstBreak).toBeUndefined();
  });
});
