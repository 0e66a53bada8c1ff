import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { ClientHttp2Session } from 'node:http2';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { changeLine } from '../../../contracts/hq/feeds.ts';
import { clocks } from '../../../hq/database/migrations/007-clocks.ts';
import { putOfficer } from '../../../hq/database/officers.ts';
import { publish } from '../../../hq/systems/publish.ts';
import { parseCertificate } from '../../../pki/index.ts';
import { ask, closed, codeOf, dial, linesOf, type Reply, sessionOn, systems, tunnel } from '../support/client.ts';
import { balance, clarke, halliwell, hargreaves, incident, rahman, resourceOf, statusList, task, unit } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import type { Holder } from '../support/pki.ts';
import type { RunningForce } from '../support/running.ts';
import { beginShift } from '../support/shift.ts';

const LOG = 'LC-20260111-1587';
const FAR = 'LC-20260111-1588';
const MANY = 620;

onEveryForce((start) => {
  let force: RunningForce;
  let line: ClientHttp2Session;
  const lines = new Map<string, ClientHttp2Session>();

  const shiftOf = async (officer: Officer): Promise<Holder> => beginShift(force, line, await force.pki.card(officer));
  const as = (officer: Officer): ClientHttp2Session => {
    const session = lines.get(officer.staffId);
    if (session === undefined) throw new Error('no shift');
    return session;
  };

  beforeAll(async () => {
    force = await start({
      items: [
        statusList,
        incident(LOG, 'South Ribble', [resourceOf(rahman, 5), resourceOf(clarke, 5)]),
        incident(FAR, 'Chorley'),
        unit(rahman, 5, LOG),
        unit(halliwell, 2),
        unit(clarke, 5, LOG),
        task('T-1', rahman),
        task('T-2', clarke),
        balance(rahman),
        balance(clarke),
        ...Array.from({ length: MANY }, (_, index) => task(`T-${1000 + index}`, halliwell)),
      ],
    });
    line = await tunnel(force);
    for (const officer of [rahman, halliwell, clarke]) lines.set(officer.staffId, await systems(force, await shiftOf(officer)));
  });
  afterAll(async () => {
    for (const session of [line, ...lines.values()]) session?.destroy();
    await force?.stop();
  });

  const changes = async (officer: Officer, system: string, cursor = ''): Promise<Record<string, unknown>[]> => {
    const reply = await ask(as(officer), 'GET', `/v1/${system}/changes?cursor=${encodeURIComponent(cursor)}`);
    const all = linesOf(reply);
    for (const each of all) changeLine.parse(each);
    return all;
  };
  const cursorOf = (all: readonly Record<string, unknown>[]): string => String(all.at(-1)?.cursor);
  const idsOf = (all: readonly Record<string, unknown>[], op = 'upsert'): string[] =>
    all
      .filter((each) => each.op === op)
      .map((each) => `${each.kind} ${each.id}`)
      .sort();

  interface Command {
    readonly command: string;
    readonly itemId: string;
    readonly baseVersion: number;
    readonly payload: unknown;
  }
  const send = (
    officer: Officer,
    command: Command | string,
    key: string = randomUUID(),
    headers: Record<string, string> = {},
  ): Promise<Reply> =>
    ask(as(officer), 'POST', '/v1/storm/commands', typeof command === 'string' ? command : JSON.stringify(command), {
      'idempotency-key': key,
      ...headers,
    });
  const addLine = (text: string, incidentId = LOG): Command => ({
    command: 'incident.addLine',
    itemId: incidentId,
    baseVersion: 1,
    payload: { incidentId, text, at: new Date().toISOString() },
  });
  const setStatus = (officer: Officer, status: number, baseVersion: number, at = new Date()): Command => ({
    command: 'unit.setStatus',
    itemId: officer.callSign ?? '',
    baseVersion,
    payload: { callSign: officer.callSign, status, at: at.toISOString() },
  });
  const bodyOf = async (kind: string, id: string): Promise<Record<string, unknown>> => {
    const row = await force.hq.database.query
      .selectFrom('item')
      .select('body')
      .where('kind', '=', kind)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return row.body;
  };
  const logLines = async (id = LOG) =>
    (await bodyOf('incident', id)).lines as { id: string; at: string; text: string; operator: string; terminal: string; kind: string }[];
  const versionOf = async (kind: string, id: string): Promise<number> => Number((await bodyOf(kind, id)).version);

  describe('who is let in', () => {
    it('tells an officer who they are to HQ', async () => {
      expect(JSON.parse((await ask(as(rahman), 'GET', '/v1/me')).body.toString())).toEqual(rahman);
    });

    it('nobody with a card, a laptop’s certificate, or none', async () => {
      for (const options of [{ identity: await force.pki.card(rahman) }, { identity: force.laptop }, {}]) {
        const outcome = await dial(force, force.hq.ports.services, 'services.hq', options)
          .then((socket) => ask(sessionOn(socket), 'GET', '/v1/me'))
          .then(
            (reply) => reply.status,
            () => 'cut',
          );
        expect(outcome).not.toBe(200);
      }
    });

    it('cuts a live connection, its open notifications too, the moment the officer is revoked, and refuses the next', async () => {
      const shift = await shiftOf(hargreaves);
      const session = await systems(force, shift);
      const notifications = session.request({ ':path': '/v1/storm/notifications' });
      notifications.on('error', () => {});
      await once(notifications, 'response');
      const ended = Promise.all([closed(session), closed(notifications)]);
      await force.hq.revokeOfficer(hargreaves.staffId);
      await ended;
      const again = await systems(force, shift);
      const reply = await ask(again, 'GET', '/v1/me');
      expect([reply.status, codeOf(reply)]).toEqual([403, 'OfficerRevoked']);
      again.destroy();
    });

    it('ends with the shift certificate, and is not had again by resuming TLS', async () => {
      const card = await force.pki.card(halliwell, { kind: 'cardAuthentication' }, new Date(Math.ceil(Date.now() / 1000) * 1000 + 4000));
      const shift = await beginShift(force, line, card);
      const socket = await dial(force, force.hq.ports.services, 'services.hq', { identity: shift });
      const ticket = new Promise<Buffer>((resolve) => socket.once('session', resolve));
      const session = sessionOn(socket);
      expect((await ask(session, 'GET', '/v1/me')).status).toBe(200);
      const kept = await ticket;
      await closed(session);
      expect(Date.now()).toBeGreaterThanOrEqual(parseCertificate(shift.certificate).notAfter.getTime() - 50);
      const again = await dial(force, force.hq.ports.services, 'services.hq', { identity: shift, session: kept });
      expect(again.isSessionReused()).toBe(false);
      const outcome = await ask(sessionOn(again), 'GET', '/v1/me').then(
        ({ status }) => status,
        () => 'cut',
      );
      expect(outcome).not.toBe(200);
      again.destroy();
    });
  });

  describe('changes', () => {
    it('start with a reset and hold what the officer may see, and nothing else', async () => {
      const storm = await changes(rahman, 'storm');
      expect(storm[0]).toEqual({ op: 'reset' });
      expect(idsOf(storm)).toEqual(['codeList status', `incident ${LOG}`, 'unit LD21', 'unit LD22']);
      expect(idsOf(await changes(clarke, 'storm'))).toEqual(['codeList status', `incident ${LOG}`, `incident ${FAR}`, 'unit LD24'].sort());
      expect(idsOf(await changes(rahman, 'crime'))).toEqual(['task T-1']);
      expect(idsOf(await changes(rahman, 'people'))).toEqual([
        'balance balance',
        'officer LC001140',
        'officer LC002418',
        'officer LC004127',
      ]);
      expect(idsOf(await changes(clarke, 'people'))).toEqual(['balance balance', 'officer LC002377']);
    });

    it('come in pages, each item once, and then only what is new', async () => {
      const first = await changes(halliwell, 'crime');
      expect(first.at(-1)).toMatchObject({ op: 'cursor', more: true });
      const second = await changes(halliwell, 'crime', cursorOf(first));
      expect(second[0]).not.toEqual({ op: 'reset' });
      expect(second.at(-1)).toMatchObject({ more: false });
      const all = [...idsOf(first), ...idsOf(second)];
      expect(new Set(all).size).toBe(MANY);
      expect(all).toHaveLength(MANY);
      expect(await changes(halliwell, 'crime', cursorOf(second))).toEqual([{ op: 'cursor', cursor: cursorOf(second), more: false }]);
    });

    it('start over for a cursor that is none of this database’s', async () => {
      const current = cursorOf(await changes(rahman, 'storm'));
      for (const cursor of [
        'x',
        '../..',
        current.replace(/^./, 'z'),
        current.replace(/\d+$/, '-1'),
        current.replace(/\d+$/, '999999'),
        `${current}x`,
      ]) {
        expect((await changes(rahman, 'storm', cursor))[0]).toEqual({ op: 'reset' });
      }
    });

    it('delete what leaves an officer’s sight, once, and bring back what comes again', async () => {
      const before = cursorOf(await changes(clarke, 'storm'));
      const rewrite = (resources: readonly unknown[]) =>
        force.hq.database.query
          .transaction()
          .execute((transaction) =>
            publish(transaction, 'storm', [
              { kind: 'incident', id: 'LC-20260111-2000', body: incident('LC-20260111-2000', 'South Ribble', resources).body },
            ]),
          );
      await rewrite([resourceOf(clarke, 6)]);
      const came = await changes(clarke, 'storm', before);
      expect(idsOf(came)).toEqual(['incident LC-20260111-2000']);
      await rewrite([]);
      const left = await changes(clarke, 'storm', cursorOf(came));
      expect(left[0]).toEqual({ op: 'delete', kind: 'incident', id: 'LC-20260111-2000', version: 2 });
      await rewrite([]);
      expect(await changes(clarke, 'storm', cursorOf(left))).toHaveLength(1);
      await rewrite([resourceOf(clarke, 6)]);
      expect(idsOf(await changes(clarke, 'storm', cursorOf(left)))).toEqual(['incident LC-20260111-2000']);
      expect(idsOf(await changes(rahman, 'storm'), 'delete')).toEqual([]);
      await rewrite([]);
      // A laptop that starts afresh hears nothing of what it never had.
      expect(idsOf(await changes(clarke, 'storm'), 'delete')).toEqual([]);
    });

    it('start over when the officer is moved to another area', async () => {
      const before = cursorOf(await changes(halliwell, 'storm'));
      await putOfficer(force.hq.database.query, { ...halliwell, area: 'Chorley' });
      const after = await changes(halliwell, 'storm', before);
      expect(after[0]).toEqual({ op: 'reset' });
      expect(idsOf(after)).toContain(`incident ${FAR}`);
      expect(idsOf(after)).not.toContain(`incident ${LOG}`);
      await putOfficer(force.hq.database.query, halliwell);
    });

    it('are there for the three systems alone', async () => {
      expect((await ask(as(rahman), 'GET', '/v1/mail/changes')).status).toBe(404);
    });
  });

  describe('commands', () => {
    it('append a line, signed by officer and unit, whatever version the officer had', async () => {
      const key = randomUUID();
      await send(rahman, addLine('Rear patio door forced.'));
      const reply = await send(rahman, addLine('Lock snapped.'), key);
      expect(reply.status).toBe(200);
      expect(JSON.parse(reply.body.toString())).toEqual({ itemId: LOG, version: await versionOf('incident', LOG) });
      expect((await logLines()).at(-1)).toMatchObject({
        id: key,
        text: 'Lock snapped.',
        operator: 'PC 2418',
        terminal: 'LD21',
        kind: 'update',
      });
    });

    it('happen once under one key, also when both tries come together, and answer alike', async () => {
      const key = randomUUID();
      const command = addLine('Once.');
      const [first, second] = await Promise.all([send(rahman, command, key), send(rahman, command, key)]);
      const third = await send(
        rahman,
        { ...command, payload: Object.fromEntries(Object.entries(command.payload as object).reverse()) },
        key,
      );
      expect([first.status, second.status, third.status]).toEqual([200, 200, 200]);
      expect(second.body).toEqual(first.body);
      expect(third.body).toEqual(first.body);
      expect((await logLines()).filter(({ text }) => text === 'Once.')).toHaveLength(1);
    });

    it('all happen when many come at once', async () => {
      const before = (await logLines()).length;
      const replies = await Promise.all(
        Array.from({ length: 40 }, (_, index) => send(index % 2 === 0 ? rahman : halliwell, addLine(`At once ${index}.`))),
      );
      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
      const versions = replies.map((reply) => JSON.parse(reply.body.toString()).version);
      expect(new Set(versions).size).toBe(40);
      expect(await logLines()).toHaveLength(before + 40);
    });

    it('refuse another body under a used key', async () => {
      const key = randomUUID();
      await send(rahman, addLine('This.'), key);
      const reply = await send(rahman, addLine('That.'), key);
      expect([reply.status, codeOf(reply)]).toEqual([422, 'KeyReused']);
      expect((await logLines()).some(({ text }) => text === 'That.')).toBe(false);
    });

    it('keep the keys of two officers apart', async () => {
      const key = randomUUID();
      expect((await send(rahman, addLine('Mine.'), key)).status).toBe(200);
      expect((await send(halliwell, addLine('Mine too.'), key)).status).toBe(200);
    });

    it('refuse what is malformed, unknown, too long, or not for this officer’s eyes', async () => {
      expect((await send(rahman, 'not json')).status).toBe(400);
      expect((await send(rahman, addLine('x'), 'not-a-uuid')).status).toBe(400);
      expect((await send(rahman, 'x'.repeat(600_000))).status).toBe(413);
      expect(codeOf(await send(rahman, { ...addLine('x'), command: 'incident.close' }))).toBe('CommandUnknown');
      expect(codeOf(await send(rahman, { ...addLine('x'), command: 'constructor' }))).toBe('CommandUnknown');
      expect(codeOf(await send(rahman, addLine('x'.repeat(4001))))).toBe('PayloadMalformed');
      expect(codeOf(await send(rahman, { ...addLine('x'), itemId: FAR }))).toBe('PayloadMalformed');
      expect(codeOf(await send(rahman, addLine('x', FAR)))).toBe('NotFound');
      expect(codeOf(await send(rahman, addLine('x', 'LC-20260111-9999')))).toBe('NotFound');
      expect(
        (await ask(as(rahman), 'POST', '/v1/crime/commands', JSON.stringify(addLine('x')), { 'idempotency-key': randomUUID() })).status,
      ).toBe(422);
    });

    it.each([
      ['seven minutes ahead', 7],
      ['three days ahead', 4320],
      ['four years behind', -2_102_400],
      ['an hour behind', -60],
    ])('take an update of a laptop whose clock is %s, at HQ’s time, with the laptop’s beside it', async (_, minutes) => {
      const written = new Date(Date.now() + minutes * 60_000).toISOString();
      const command = { ...addLine('By a wrong clock.'), payload: { incidentId: LOG, text: 'By a wrong clock.', at: written } };
      const before = Date.now();
      expect((await send(rahman, command)).status).toBe(200);
      const line = (await logLines()).at(-1);
      expect(line).toMatchObject({ text: 'By a wrong clock.', writtenAt: written });
      expect(Date.parse(line?.at ?? '')).toBeGreaterThanOrEqual(before);
      expect(Date.parse(line?.at ?? '')).toBeLessThanOrEqual(Date.now());
    });

    it('take what a clock says that has no such year, and an answer that a laptop did not hear under the same key', async () => {
      for (const written of ['0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z']) {
        const key = randomUUID();
        const command = { ...addLine('x'), payload: { incidentId: LOG, text: 'At the end of time.', at: written } };
        const first = await send(rahman, command, key, { date: new Date(Date.now() - 60_000).toUTCString() });
        expect([first.status, (await send(rahman, command, key)).body]).toEqual([200, first.body]);
        const status = { ...setStatus(halliwell, 2, 0), payload: { callSign: 'LD22', status: 2, at: written } };
        expect([200, 409]).toContain((await send(halliwell, status, randomUUID(), { date: 'yesterday' })).status);
        expect([200, 409]).toContain((await send(halliwell, status, randomUUID(), { date: new Date(0).toUTCString() })).status);
      }
    });

    it('take again under its key what an older HQ refused for the clock, and nothing else that it refused', async () => {
      const { query } = force.hq.database;
      const refusedOnce = async (code: string): Promise<number> => {
        const key = randomUUID();
        const row = { staff_id: rahman.staffId, key, system: 'storm', device: 'LAP-0417', request_digest: new Uint8Array(32) } as const;
        await query
          .insertInto('command')
          .values({ ...row, status: 422, answer: JSON.stringify({ code }) })
          .execute();
        await clocks(query);
        return (await send(rahman, addLine('Refused once.'), key)).status;
      };
      expect([await refusedOnce('ClockAhead'), await refusedOnce('NotFound')]).toEqual([200, 422]);
    });

    it('judge a status by when it was decided, whatever the laptop’s clock says, and never in the future', async () => {
      const wrong = (minutes: number) => new Date(Date.now() + minutes * 60_000);
      const sent = (at: Date) => ({ date: at.toUTCString() });
      // Four days behind, and the unit was changed since: it decided just now, so it holds.
      const behind = wrong(-5760);
      const base = (await versionOf('unit', 'LD22')) - 1;
      const late = await send(halliwell, setStatus(halliwell, 3, base, behind), randomUUID(), sent(behind));
      expect(late.status).toBe(200);
      expect(Math.abs(Date.parse(String((await bodyOf('unit', 'LD22')).since)) - Date.now())).toBeLessThan(5000);
      // Three days ahead: it holds too, and the next officer's does not lose to it.
      const ahead = wrong(4320);
      const current = await versionOf('unit', 'LD22');
      expect((await send(halliwell, setStatus(halliwell, 5, current, ahead))).status).toBe(200);
      expect(Date.parse(String((await bodyOf('unit', 'LD22')).since))).toBeLessThanOrEqual(Date.now());
      expect((await send(halliwell, setStatus(halliwell, 2, current))).status).toBe(200);
      // Decided an hour before it was sent, by a clock that is a day ahead: HQ knows when.
      const dayAhead = wrong(1440);
      const hourBefore = new Date(dayAhead.getTime() - 3_600_000);
      const offline = setStatus(halliwell, 3, await versionOf('unit', 'LD22'), hourBefore);
      expect((await send(halliwell, offline, randomUUID(), sent(dayAhead))).status).toBe(200);
      expect(Math.abs(Date.parse(String((await bodyOf('unit', 'LD22')).since)) - (Date.now() - 3_600_000))).toBeLessThan(5000);
    });

    it('set the own unit’s status, on its log too', async () => {
      const reply = await send(rahman, setStatus(rahman, 6, 1));
      expect(reply.status).toBe(200);
      expect(await bodyOf('unit', 'LD21')).toMatchObject({ status: 6, incidentId: LOG, version: 2 });
      expect((await bodyOf('incident', LOG)).resources).toMatchObject([
        { callSign: 'LD21', status: 6 },
        { callSign: 'LD24', status: 5 },
      ]);
      expect((await logLines()).at(-1)).toMatchObject({ kind: 'status', text: 'LD21: 6 At scene', operator: 'PC 2418' });
    });

    it('refuse another unit’s status', async () => {
      expect(codeOf(await send(rahman, setStatus(halliwell, 6, 1)))).toBe('NotYourUnit');
      expect(codeOf(await send(rahman, setStatus(clarke, 6, 1)))).toBe('NotFound');
    });

    it('answer a conflict when the unit was changed since by a later decision, and only then', async () => {
      const base = await versionOf('unit', 'LD22');
      const now = Date.now();
      expect((await send(halliwell, setStatus(halliwell, 5, base, new Date(now)))).status).toBe(200);
      const stale = await send(halliwell, setStatus(halliwell, 3, base, new Date(now - 60_000)));
      expect(stale.status).toBe(409);
      expect(JSON.parse(stale.body.toString())).toMatchObject({ kind: 'unit', itemId: 'LD22', version: base + 1, data: { status: 5 } });
      expect(await bodyOf('unit', 'LD22')).toMatchObject({ status: 5 });
      expect((await send(halliwell, setStatus(halliwell, 6, base, new Date(now + 1000)))).status).toBe(200);
    });

    it('detach a unit that goes available, and with it the log from an officer of another area', async () => {
      const before = cursorOf(await changes(clarke, 'storm'));
      expect((await send(clarke, setStatus(clarke, 2, 1))).status).toBe(200);
      expect(await bodyOf('unit', 'LD24')).not.toHaveProperty('incidentId');
      expect((await bodyOf('incident', LOG)).resources).toMatchObject([{ callSign: 'LD21' }]);
      expect((await logLines()).at(-1)).toMatchObject({ text: 'LD24: 2 On patrol, detached' });
      const after = await changes(clarke, 'storm', before);
      expect(idsOf(after, 'delete')).toEqual([`incident ${LOG}`]);
      expect(idsOf(after)).toEqual(['unit LD24']);
    });

    it('are written down', async () => {
      const trail = await force.hq.database.query.selectFrom('audit').selectAll().where('action', '=', 'commandDone').execute();
      expect(trail.map(({ actor, subject, detail }) => `${actor} ${subject} ${detail}`)).toContain(
        `LC002418 ${LOG} storm incident.addLine 200`,
      );
      expect(JSON.stringify([trail, force.logged])).not.toContain('patio');
    });
  });

  describe('changeNotifications', () => {
    it('come at once, at each change for the officer, and for nobody else’s', async () => {
      const stream = as(rahman).request({ ':path': '/v1/crime/notifications' });
      const heard: string[] = [];
      createInterface({ input: stream }).on('line', (each) => heard.push(each));
      const until = async (count: number): Promise<void> => {
        while (heard.length < count) await new Promise((resolve) => setTimeout(resolve, 20));
      };
      const touch = (officer: Officer, id: string) =>
        force.hq.database.query
          .transaction()
          .execute((transaction) => publish(transaction, 'crime', [{ kind: 'task', id, body: task(id, officer).body }]));
      await until(1);
      await new Promise((resolve) => setTimeout(resolve, 400));
      await touch(clarke, 'T-2');
      await new Promise((resolve) => setTimeout(resolve, 400));
      expect(heard).toHaveLength(1);
      await touch(rahman, 'T-1');
      await until(2);
      expect(JSON.parse(heard[1] ?? '')).toEqual({ nudge: true });
      stream.close();
    });
  });
});
