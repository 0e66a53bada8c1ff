import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Incident, Unit } from '../../../contracts/domain/incident.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { SeedItem } from '../../../hq/systems/seed.ts';
import { codeOf, type Reply } from '../support/client.ts';
import { clarke, halliwell, incident, rahman, resourceOf, statusList, unit } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { officersAtHq } from '../support/officers-at-hq.ts';
import { THEIRS } from '../support/storm-items.ts';

const log = (n: number): string => `LC-20260111-${String(1580 + n)}`;
const FULL = log(8);
const MOST_RESOURCES = 50;

const closed = incident(log(7), rahman.area);
const crowd = Array.from({ length: MOST_RESOURCES }, (_, n) => ({ ...resourceOf(clarke, 5), callSign: `XX${10 + n}` }));
const items: readonly SeedItem[] = [
  statusList,
  { ...statusList, id: 'status:CB', body: { id: 'status:CB', entries: [{ code: '5', label: 'Proceeding' }] } },
  incident(THEIRS, rahman.area),
  ...[1, 2, 3, 4, 5].map((n) => incident(log(n), rahman.area)),
  incident(log(6), clarke.area),
  { ...closed, body: { ...closed.body, state: 'closed', closedAt: '2026-01-11T15:00:00.000Z' } },
  incident(FULL, rahman.area, crowd),
  unit(rahman, 2),
  unit(halliwell, 2),
  unit(clarke, 2),
];

onEveryForce((start) => {
  const { query, bodyOf, control, callForHelp: call, ...hq } = officersAtHq(start, items);
  const logOf = (n: number) => bodyOf<Incident>('incident', log(n));
  const unitOf = (officer: Officer) => bodyOf<Unit>('unit', officer.callSign ?? '');
  const textsOf = async (n: number): Promise<readonly string[]> =>
    (await logOf(n)).lines.slice(1).map(({ kind, text }) => `${kind} ${text}`);
  const send = async (officer: Officer, command: string, payload: Readonly<Record<string, unknown>>, base?: number): Promise<Reply> => {
    if (!command.startsWith('unit.')) return hq.send(officer, command, payload, { baseVersion: base ?? 1 });
    const { callSign } = officer;
    return hq.send(officer, command, { callSign, ...payload }, { itemId: callSign, baseVersion: base ?? (await unitOf(officer)).version });
  };

  it('takes a status of the force of the log, else of the officer’s own, and no other', async () => {
    const refusals = [
      await send(rahman, 'unit.setStatus', { status: 11 }),
      await send(rahman, 'unit.assign', { incidentId: THEIRS, status: 7 }),
    ];
    expect(refusals.map(codeOf)).toEqual(['CodeUnknown', 'CodeUnknown']);
    expect(await unitOf(rahman)).toMatchObject({ status: 2 });
  });

  describe('unit.assign', () => {
    it('attaches the own unit to an open log, with status, resource, line and the acknowledgement that lies in it', async () => {
      expect((await send(rahman, 'unit.assign', { incidentId: log(1), status: 5, upTo: 'l1' })).status).toBe(200);
      expect(await unitOf(rahman)).toMatchObject({ status: 5, incidentId: log(1) });
      expect((await logOf(1)).resources).toMatchObject([
        { callSign: 'LD21', status: 5, collarNumbers: ['2418'], acknowledged: { at: expect.any(String), upTo: 'l1' } },
      ]);
      expect(await textsOf(1)).toEqual(['status LD21: 5 En route, attached']);
    });

    it('takes the unit off the log before, and says so in both', async () => {
      expect((await send(rahman, 'unit.assign', { incidentId: log(2), status: 6 })).status).toBe(200);
      expect([(await logOf(1)).resources, (await unitOf(rahman)).incidentId]).toEqual([[], log(2)]);
      expect((await textsOf(1)).at(-1)).toBe('status LD21: detached, now on log 1582');
      expect(await textsOf(2)).toEqual(['status LD21: 6 At scene, attached']);
    });

    it('refuses another’s unit, a closed log, one that is not in sight, one that holds no more, and what is no status of a unit on a log', async () => {
      const refusals = [
        await send(rahman, 'unit.assign', { callSign: 'LD22', incidentId: log(3), status: 5 }),
        await send(rahman, 'unit.assign', { incidentId: log(7), status: 5 }),
        await send(rahman, 'unit.assign', { incidentId: log(6), status: 5 }),
        await send(rahman, 'unit.assign', { incidentId: FULL, status: 5 }),
        await send(rahman, 'unit.assign', { incidentId: log(3), status: 2 }),
        await send(rahman, 'unit.assign', { incidentId: log(3), status: 14 }),
      ];
      expect(refusals.map(codeOf)).toEqual([
        'PayloadMalformed',
        'LogClosed',
        'NotFound',
        'LogFull',
        'PayloadMalformed',
        'PayloadMalformed',
      ]);
      expect(await unitOf(rahman)).toMatchObject({ status: 6, incidentId: log(2) });
    });

    it('conflicts with a later decision of somebody else, and only with that', async () => {
      const { version, since } = await unitOf(rahman);
      const before = new Date(Date.parse(since) - 60_000).toISOString();
      const stale = await send(rahman, 'unit.assign', { incidentId: log(3), status: 5, at: before }, version - 1);
      expect([stale.status, JSON.parse(stale.body.toString()).data.incidentId]).toEqual([409, log(2)]);
      expect((await send(rahman, 'unit.assign', { incidentId: log(3), status: 5 }, version - 1)).status).toBe(200);
    });
  });

  describe('unit.setStatus and unit.standDown', () => {
    it('act on the log that the officer knew of, and conflict when control has put the unit on another since', async () => {
      await send(halliwell, 'unit.assign', { incidentId: log(4), status: 5 });
      await control(
        'unit',
        'LD22',
        { ...(await unitOf(halliwell)), incidentId: log(5), since: '2026-01-11T15:00:00.000Z' },
        halliwell.area,
      );
      for (const [command, status] of [
        ['unit.standDown', 2],
        ['unit.setStatus', 6],
        ['unit.setStatus', 2],
      ] as const) {
        const reply = await send(halliwell, command, { incidentId: log(4), status });
        expect([reply.status, JSON.parse(reply.body.toString()).data]).toMatchObject([409, { incidentId: log(5), status: 5 }]);
      }
      expect((await send(halliwell, 'unit.setStatus', { incidentId: log(5), status: 6 })).status).toBe(200);
      expect((await textsOf(5)).at(-1)).toBe('status LD22: 6 At scene');
    });

    it('take it off that log alone, however many logs it was given', async () => {
      await control('incident', log(4), { ...(await logOf(4)), resources: [resourceOf(halliwell, 2)] });
      expect((await send(halliwell, 'unit.standDown', { incidentId: log(5), status: 2 })).status).toBe(200);
      expect(await unitOf(halliwell)).toMatchObject({ status: 2 });
      expect(await unitOf(halliwell)).not.toHaveProperty('incidentId');
      expect([(await logOf(5)).resources, (await logOf(4)).resources.length]).toEqual([[], 1]);
      expect((await textsOf(5)).at(-1)).toBe('status LD22: 2 On patrol, detached');
    });

    it('never take a call for help', async () => {
      expect(codeOf(await send(halliwell, 'unit.setStatus', { status: 0 }))).toBe('EmergencyByRadio');
      expect((await unitOf(halliwell)).status).toBe(2);
    });
  });

  describe('unit.sendMessage', () => {
    it('writes into the log of the unit and changes no deployment; so does an older laptop’s status', async () => {
      await send(clarke, 'unit.assign', { incidentId: log(6), status: 6 });
      const before = await unitOf(clarke);
      for (const command of ['unit.sendMessage', 'unit.setStatus']) {
        expect((await send(clarke, command, { status: 14 }, 0)).status).toBe(200);
        const { message, version: _, ...after } = await unitOf(clarke);
        expect([after, message]).toEqual([
          (({ version: __, message: ___, ...rest }) => rest)(before),
          { status: 14, at: expect.any(String) },
        ]);
        expect((await textsOf(6)).at(-1)).toMatch(/^status LD24: 14.* \(message\)$/);
      }
    });

    it('is none of the statuses of a deployment, and only the own unit’s', async () => {
      expect(codeOf(await send(clarke, 'unit.sendMessage', { status: 6 }))).toBe('PayloadMalformed');
      expect(codeOf(await send(rahman, 'unit.sendMessage', { callSign: 'LD22', status: 14 }))).toBe('PayloadMalformed');
    });
  });

  describe('a call for help', () => {
    it('sets the unit to 0 whatever was decided before, with a line of officer safety in the log that it is on; an ordinary status ends it', async () => {
      await send(rahman, 'unit.assign', { incidentId: log(3), status: 6 });
      const id = randomUUID();
      const reply = await call(rahman, { id });
      expect([reply.status, JSON.parse(reply.body.toString())]).toEqual([
        200,
        { callSign: 'LD21', at: expect.any(String), incidentId: log(3) },
      ]);
      expect(await unitOf(rahman)).toMatchObject({ status: 0, incidentId: log(3) });
      expect((await logOf(3)).resources).toMatchObject([{ callSign: 'LD21', status: 0 }]);
      expect((await textsOf(3)).at(-1)).toBe('officerSafety LD21: 0. Officer needs help.');
      // Said twice it is one line.
      expect((await call(rahman, { id })).status).toBe(200);
      expect((await textsOf(3)).filter((text) => text.startsWith('officerSafety'))).toHaveLength(1);
      const calls = query().selectFrom('audit').selectAll().where('action', '=', 'emergency');
      expect((await calls.execute()).at(-1)).toMatchObject({ actor: rahman.staffId, subject: 'LD21', detail: log(3) });
      expect((await send(rahman, 'unit.setStatus', { incidentId: log(3), status: 6 })).status).toBe(200);
      expect(await unitOf(rahman)).toMatchObject({ status: 6, incidentId: log(3) });
    });

    it('is of a unit on no log too, and of the own unit alone', async () => {
      await send(halliwell, 'unit.setStatus', { status: 2 });
      const reply = await call(halliwell);
      expect([reply.status, JSON.parse(reply.body.toString())]).toEqual([200, { callSign: 'LD22', at: expect.any(String) }]);
      expect(await unitOf(halliwell)).toMatchObject({ status: 0 });
      const before = (await unitOf(rahman)).status;
      const refusals = [await call(halliwell, { callSign: 'LD21' }), await call(halliwell, { callSign: 'ZZ99' })];
      expect(refusals.map((reply) => [reply.status, codeOf(reply)])).toEqual([
        [422, 'NotYourUnit'],
        [422, 'NotYourUnit'],
      ]);
      expect((await unitOf(rahman)).status).toBe(before);
    });
  });

  describe('a call for help from a log', () => {
    const callFrom = async (
      id: string,
      change: (log: Incident) => object,
    ): Promise<{ readonly taken: object; readonly after: Incident }> => {
      const before = await bodyOf<Incident>('incident', id);
      await control('incident', id, { ...before, ...change(before) });
      await control('unit', 'LD21', { ...(await unitOf(rahman)), status: 6, incidentId: id }, rahman.area);
      const reply = await call(rahman);
      expect(reply.status).toBe(200);
      expect((await unitOf(rahman)).status).toBe(0);
      return { taken: JSON.parse(reply.body.toString()), after: await bodyOf('incident', id) };
    };
    const manyLines = (length: number) => (full: Incident) => ({
      resources: [resourceOf(rahman, 6)],
      lines: Array.from({ length }, (_, n) => ({ ...full.lines[0], id: `l${n}` })),
    });

    it('that takes no ordinary line any more has its line there', async () => {
      const { taken, after } = await callFrom(log(3), manyLines(1900));
      expect([taken, after.lines.length]).toMatchObject([{ incidentId: log(3) }, 1901]);
      expect(codeOf(await send(rahman, 'incident.addLine', { incidentId: log(3), text: 'More' }))).toBe('LogFull');
    });

    it('that can hold no line at all is taken all the same, and names no log', async () => {
      const { taken, after } = await callFrom(log(3), manyLines(2000));
      expect(taken).not.toHaveProperty('incidentId');
      expect([after.lines.length, after.resources]).toMatchObject([2000, [{ callSign: 'LD21', status: 0 }]]);
    });

    it('that can hold no more resources has its line there', async () => {
      const { taken, after } = await callFrom(FULL, () => ({}));
      expect(taken).toMatchObject({ incidentId: FULL });
      expect([after.resources.length, after.lines.at(-1)?.kind]).toEqual([MOST_RESOURCES, 'officerSafety']);
    });
  });

  describe('incident.acknowledge', () => {
    it('is a line and a time on the own resource, by HQ’s clock, and goes on with what was known before', async () => {
      await control('incident', log(1), { ...(await logOf(1)), resources: [resourceOf(rahman, 2), resourceOf(clarke, 2)] });
      const from = Date.now();
      expect((await send(rahman, 'incident.acknowledge', { incidentId: log(1), upTo: 'l1' })).status).toBe(200);
      const known = (await logOf(1)).resources[0]?.acknowledged;
      expect([known?.upTo, (await textsOf(1)).at(-1)]).toEqual(['l1', 'acknowledged LD21: acknowledged']);
      expect(Math.abs(Date.parse(known?.at ?? '') - from)).toBeLessThan(5000);
      expect((await logOf(1)).resources[1]).not.toHaveProperty('acknowledged');
      // Neither an older line nor one that is none takes back what was known.
      const second = (await logOf(1)).lines.at(-1)?.id;
      for (const upTo of [second, 'l1', 'none of its lines', undefined])
        await send(rahman, 'incident.acknowledge', { incidentId: log(1), upTo });
      expect((await logOf(1)).resources[0]?.acknowledged?.upTo).toBe(second);
    });

    it('is refused from who is not on the log, or may not see it', async () => {
      expect(codeOf(await send(halliwell, 'incident.acknowledge', { incidentId: log(1) }))).toBe('NotYourUnit');
      expect(codeOf(await send(halliwell, 'incident.acknowledge', { incidentId: log(6) }))).toBe('NotFound');
    });

    it('holds on a log that can hold no more lines', async () => {
      const opened = (await logOf(2)).lines[0];
      const many = Array.from({ length: 2000 }, (_, n) => ({ ...opened, id: `l${n}` }));
      await control('incident', log(2), { ...(await logOf(2)), resources: [resourceOf(rahman, 2)], lines: many });
      expect((await send(rahman, 'incident.acknowledge', { incidentId: log(2), upTo: 'l1999' })).status).toBe(200);
      expect([(await logOf(2)).resources[0]?.acknowledged?.upTo, (await logOf(2)).lines.length]).toEqual(['l1999', 2000]);
    });
  });
});
