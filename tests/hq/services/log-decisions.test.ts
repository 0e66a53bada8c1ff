import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import type { Incident, Unit } from '../../../contracts/domain/incident.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { SeedItem } from '../../../hq/systems/seed.ts';
import { codeOf, type Reply } from '../support/client.ts';
import { clarke, halliwell, hargreaves, incident, rahman, resourceOf, unit } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { officersAtHq } from '../support/officers-at-hq.ts';
import { codeLists, log, logWith, THEIRS } from '../support/storm-items.ts';

const CRIME = '04/26/06122';
const crimeReport: SeedItem = {
  ...{ system: 'crime', kind: 'crime', id: CRIME },
  body: {
    ...{
      id: CRIME,
      type: 'Burglary',
      title: 'Burglary',
      committedFrom: '2026-01-11T14:42:08.000Z',
      reportedAt: '2026-01-11T14:42:08.000Z',
    },
    ...{ place: { text: 'x', area: rahman.area }, method: '', people: [], property: [], vehicles: [], flags: [], status: 'open' },
    marking: 'OFFICIAL',
  },
};

const items: readonly SeedItem[] = [
  ...codeLists,
  crimeReport,
  ...[1, 2, 3, 4, 5, 6, 9].map((n) => logWith(n, resourceOf(rahman, 6))),
  logWith(7, resourceOf(rahman, 6), resourceOf(halliwell, 7), resourceOf(clarke, 5)),
  logWith(8, resourceOf(halliwell, 6)),
  incident(THEIRS, rahman.area, [resourceOf(rahman, 6)]),
  unit(rahman, 6, log(7)),
  unit(halliwell, 7, log(7)),
  unit(clarke, 5, log(7)),
  unit(hargreaves, 2),
];

onEveryForce((start) => {
  const { bodyOf, send, callForHelp, control } = officersAtHq(start, items);
  const logOf = (id: string) => bodyOf<Incident>('incident', id);
  const lastOf = async (id: string) => (await logOf(id)).lines.at(-1);
  const at = (): string => new Date().toISOString();

  describe('incident.regrade', () => {
    const regrade = (incidentId: string, from: number, to: number, more: object = {}) => ({
      incidentId,
      from,
      to,
      reasons: ['LEFT'],
      note: '',
      ...more,
    });

    it('sets the grade and writes why, as a line that alerts by what it says', async () => {
      expect(
        (await send(rahman, 'incident.regrade', regrade(log(1), 2, 1, { reasons: ['LEFT', 'SAFE'], note: 'House cleared' }))).status,
      ).toBe(200);
      expect((await logOf(log(1))).grade).toBe(1);
      expect(await lastOf(log(1))).toMatchObject({
        ...{ kind: 'regrade', operator: 'PC 2418', terminal: 'LD21', regraded: { from: 2, to: 1 } },
        text: 'From 2 to 1: Suspect has left, nobody in danger. House cleared.',
      });
    });

    it('is refused when somebody has set another grade meanwhile, and changes nothing then', async () => {
      await send(rahman, 'incident.regrade', regrade(log(2), 2, 3));
      const { version } = await logOf(log(2));
      expect(codeOf(await send(rahman, 'incident.regrade', regrade(log(2), 2, 1)))).toBe('GradeChanged');
      expect(await logOf(log(2))).toMatchObject({ grade: 3, version });
    });

    it('is of who is on the log or was, or of a sergeant of its area', async () => {
      expect(codeOf(await send(halliwell, 'incident.regrade', regrade(log(3), 2, 3)))).toBe('NotOnLog');
      expect((await send(hargreaves, 'incident.regrade', regrade(log(3), 2, 3))).status).toBe(200);
      expect(codeOf(await send(clarke, 'incident.regrade', regrade(log(3), 3, 2)))).toBe('NotFound');
    });

    it('takes the grades of the log’s own force and no others', async () => {
      expect(codeOf(await send(rahman, 'incident.regrade', regrade(THEIRS, 2, 3)))).toBe('CodeUnknown');
      expect(codeOf(await send(rahman, 'incident.regrade', regrade(log(3), 3, 5)))).toBe('CodeUnknown');
      expect((await send(rahman, 'incident.regrade', regrade(THEIRS, 2, 5))).status).toBe(200);
    });

    it('needs a reason, and another grade', async () => {
      expect(codeOf(await send(rahman, 'incident.regrade', regrade(log(3), 3, 2, { reasons: [] })))).toBe('PayloadMalformed');
      expect(codeOf(await send(rahman, 'incident.regrade', regrade(log(3), 3, 3)))).toBe('PayloadMalformed');
      const unseen = regrade(log(3), 3, 2, { reasons: [], note: '\u200b' });
      expect(codeOf(await send(rahman, 'incident.regrade', unseen))).toBe('PayloadMalformed');
    });
  });

  describe('incident.create', () => {
    const opening = (more: object = {}) => ({
      ...{ openingCode: 'C04', title: 'Burglary, rear door', grade: 2, place: { text: '9 Turpin Green Lane', area: rahman.area } },
      ...{ caller: { name: 'Farida Iqbal', telephone: '07700 900412' }, text: 'Door forced, nobody there.', marking: 'OFFICIAL', ...more },
    });
    const create = (officer: Officer, itemId: string = randomUUID(), more: object = {}, key?: string) =>
      send(officer, 'incident.create', opening(more), { itemId, ...(key === undefined ? {} : { key }) });
    const numberOf = (reply: Reply): string => JSON.parse(reply.body.toString()).allottedId;

    it('opens a log under the next number of the day, with its caller and its first line', async () => {
      const provisional = randomUUID();
      const id = numberOf(await create(rahman, provisional));
      expect(id).toBe(`LC-${calendarDay(new Date()).replaceAll('-', '')}-0001`);
      expect(await logOf(id)).toMatchObject({
        ...{
          state: 'open',
          grade: 2,
          openingCode: 'Crime: burglary dwelling',
          caller: { name: 'Farida Iqbal', telephone: '07700 900412' },
        },
        ...{
          resources: [],
          qualifiers: [],
          lines: [{ id: `${provisional}/1`, kind: 'opened', operator: 'PC 2418', text: 'Door forced, nobody there.' }],
        },
      });
      expect(numberOf(await create(halliwell)).slice(-4)).toBe('0002');
    });

    it('is made once however often it is heard, and its number serves for its provisional id', async () => {
      const [provisional, key] = [randomUUID(), randomUUID()];
      const now = { at: at() };
      const id = numberOf(await create(rahman, provisional, now, key));
      expect(numberOf(await create(rahman, provisional, now, key))).toBe(id);
      expect((await send(rahman, 'incident.addLine', { incidentId: provisional, text: 'Later.' })).status).toBe(200);
      expect(
        (await send(rahman, 'incident.regrade', { incidentId: provisional, from: 2, to: 3, reasons: ['SAFE'], note: '' })).status,
      ).toBe(200);
      const assign = { callSign: 'LD01', incidentId: provisional, status: 5 };
      expect(codeOf(await send(hargreaves, 'unit.assign', assign, { itemId: 'LD01' }))).toBe('ItemNotNumberedYet');
      expect((await send(hargreaves, 'unit.assign', { ...assign, incidentId: id }, { itemId: 'LD01' })).status).toBe(200);
      expect((await logOf(id)).lines.map(({ kind }) => kind)).toEqual(['opened', 'update', 'regrade', 'status']);
    });

    it('is one of the officer’s own area, whatever area was written: who works there sees it', async () => {
      const place = { text: '9 Turpin Green Lane', area: 'South ribble' };
      const id = numberOf(await create(rahman, randomUUID(), { place }));
      expect((await logOf(id)).place).toEqual({ ...place, area: rahman.area });
      expect((await send(halliwell, 'incident.addLine', { incidentId: id, text: 'On my way.' })).status).toBe(200);
    });

    it('takes only the force’s opening codes and grades, and words that somebody can read', async () => {
      expect(codeOf(await create(rahman, randomUUID(), { openingCode: 'Z99' }))).toBe('CodeUnknown');
      expect(codeOf(await create(rahman, randomUUID(), { grade: 5 }))).toBe('CodeUnknown');
      expect(codeOf(await create(rahman, randomUUID(), { title: '\u200b' }))).toBe('PayloadMalformed');
      expect(codeOf(await create(rahman, 'LC-20260111-9999'))).toBe('PayloadMalformed');
    });
  });

  describe('incident.result', () => {
    const closing = (incidentId: string, more: object = {}) => ({
      ...{ incidentId, code: 'C04', qualifiers: ['RPT'], text: 'Rear door forced. Searched, no trace', victimTold: 'Mr Fairclough, 10:20' },
      ...{ crimeIds: [CRIME], ...more },
    });

    it('closes the log: its last line, its crimes, and each crew where the rules say', async () => {
      expect((await send(rahman, 'incident.result', closing(log(7), { ownStatus: 3 }))).status).toBe(200);
      const closed = await logOf(log(7));
      expect(closed).toMatchObject({
        state: 'closed',
        closingCode: 'Crime: burglary dwelling',
        qualifiers: ['Repeat victim'],
        crimeIds: [CRIME],
      });
      expect(closed.closedAt).toBeDefined();
      expect(closed.lines.slice(1).map(({ kind, text }) => `${kind} ${text}`)).toEqual([
        'status LD21: 3, detached',
        'status LD22: 2 On patrol, detached',
        `result C04 Crime: burglary dwelling. Rear door forced. Searched, no trace. Victim told: Mr Fairclough, 10:20. Crime ${CRIME}.`,
      ]);
      expect(closed.resources.map(({ callSign }) => callSign)).toEqual(['LD24']);
      expect(await bodyOf<Unit>('unit', 'LD21')).toMatchObject({ status: 3 });
      expect(await bodyOf<Unit>('unit', 'LD21')).not.toHaveProperty('incidentId');
      expect(await bodyOf<Unit>('unit', 'LD22')).toMatchObject({ status: 2 });
      // En route: control decides.
      expect(await bodyOf<Unit>('unit', 'LD24')).toMatchObject({ status: 5, incidentId: log(7) });
    });

    it('is the end of it: nothing more is taken, and no officer opens it again', async () => {
      const refusals = [
        await send(rahman, 'incident.result', closing(log(7))),
        await send(rahman, 'incident.regrade', { incidentId: log(7), from: 2, to: 1, reasons: ['SAFE'], note: '' }),
        await send(rahman, 'incident.requestResource', { incidentId: log(7), kind: 'DOG', note: '' }),
        await send(rahman, 'incident.addMark', { incidentId: log(7), mark: { kind: 'qualifier', code: 'ALC' } }),
      ];
      expect(refusals.map(codeOf)).toEqual(['LogClosed', 'LogClosed', 'LogClosed', 'LogClosed']);
    });

    it('leaves alone a unit that is on another log by now', async () => {
      await control('incident', log(8), { ...(await logOf(log(8))), resources: [resourceOf(rahman, 6), resourceOf(halliwell, 6)] });
      await send(halliwell, 'unit.assign', { callSign: 'LD22', incidentId: log(4), status: 5 }, { itemId: 'LD22' });
      expect((await send(rahman, 'incident.result', closing(log(8), { crimeIds: [] }))).status).toBe(200);
      expect(await bodyOf<Unit>('unit', 'LD22')).toMatchObject({ status: 5, incidentId: log(4) });
    });

    it('is refused from who was never on it, with another force’s code, and with a crime that is not in sight', async () => {
      expect(codeOf(await send(halliwell, 'incident.result', closing(log(5))))).toBe('NotOnLog');
      expect(codeOf(await send(rahman, 'incident.result', closing(log(5), { code: 'V20' })))).toBe('CodeUnknown');
      expect(codeOf(await send(rahman, 'incident.result', closing(THEIRS)))).toBe('CodeUnknown');
      expect(codeOf(await send(rahman, 'incident.result', closing(log(5), { crimeIds: ['04/26/99999'] })))).toBe('NotFound');
      expect(codeOf(await send(rahman, 'incident.result', closing(log(5), { ownStatus: 6 })))).toBe('PayloadMalformed');
      expect((await logOf(log(5))).state).toBe('open');
    });

    it('links a crime that was recorded in the same breath, by what the laptop calls it', async () => {
      const provisional = randomUUID();
      const early = await send(rahman, 'incident.result', closing(log(5), { crimeIds: [CRIME, provisional] }));
      expect(codeOf(early)).toBe('ItemNotNumberedYet');
      const { id: _, reportedAt: __, people, property, vehicles: ___, flags: ____, status: _____, ...report } = crimeReport.body;
      const made = await send(
        rahman,
        'crime.create',
        { ...report, people, property, incidentId: log(5) },
        { itemId: provisional, system: 'crime' },
      );
      const { allottedId } = JSON.parse(made.body.toString());
      expect((await send(rahman, 'incident.result', closing(log(5), { crimeIds: [CRIME, provisional] }))).status).toBe(200);
      expect((await logOf(log(5))).crimeIds).toEqual([CRIME, allottedId]);
    });

    it('that was decided long ago ends no call for help, and moves no crew that decided later', async () => {
      const decided = new Date(Date.now() - 600_000).toISOString();
      await send(rahman, 'unit.assign', { callSign: 'LD21', incidentId: log(9), status: 6 }, { itemId: 'LD21' });
      await send(halliwell, 'unit.assign', { callSign: 'LD22', incidentId: log(9), status: 7 }, { itemId: 'LD22' });
      expect((await callForHelp(halliwell)).status).toBe(200);
      const late = closing(log(9), { ownStatus: 2, at: decided, crimeIds: [] });
      expect(codeOf(await send(rahman, 'incident.result', late))).toBe('EmergencyOnLog');
      expect(await bodyOf<Unit>('unit', 'LD22')).toMatchObject({ status: 0, incidentId: log(9) });
      await send(halliwell, 'unit.setStatus', { callSign: 'LD22', incidentId: log(9), status: 6 }, { itemId: 'LD22' });
      expect((await send(rahman, 'incident.result', late)).status).toBe(200);
      expect(await logOf(log(9))).toMatchObject({ state: 'closed', resources: [{ callSign: 'LD21' }, { callSign: 'LD22', status: 6 }] });
      expect(await bodyOf<Unit>('unit', 'LD22')).toMatchObject({ status: 6, incidentId: log(9) });
    });

    it('is of a sergeant of the area too, and of who was on it before', async () => {
      await send(rahman, 'unit.assign', { callSign: 'LD21', incidentId: log(6), status: 5 }, { itemId: 'LD21' });
      await send(rahman, 'unit.standDown', { callSign: 'LD21', incidentId: log(6), status: 2 }, { itemId: 'LD21' });
      expect((await logOf(log(6))).resources).toEqual([]);
      expect((await send(rahman, 'incident.result', closing(log(6)))).status).toBe(200);
      expect((await send(hargreaves, 'incident.result', closing(log(4)))).status).toBe(200);
    });
  });
});
