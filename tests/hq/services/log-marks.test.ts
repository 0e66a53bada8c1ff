import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../contracts/domain/incident.ts';
import { codeOf } from '../support/client.ts';
import { halliwell, rahman, resourceOf } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { officersAtHq } from '../support/officers-at-hq.ts';
import { codeLists, log, logWith } from '../support/storm-items.ts';

onEveryForce((start) => {
  const { bodyOf, send, control } = officersAtHq(start, [...codeLists, ...[1, 2, 3, 10].map((n) => logWith(n, resourceOf(rahman, 6)))]);
  const logOf = (id: string) => bodyOf<Incident>('incident', id);
  const lastOf = async (id: string) => (await logOf(id)).lines.at(-1);

  describe('incident.requestResource and incident.addMark', () => {
    it('write a line each, and the mark stands on the log once', async () => {
      await send(rahman, 'incident.requestResource', { incidentId: log(1), kind: 'DOG', note: 'Track towards the railway' });
      expect(await lastOf(log(1))).toMatchObject({ kind: 'request', text: 'Dog unit requested. Track towards the railway.' });
      for (const mark of [
        { kind: 'qualifier', code: 'ALC' },
        { kind: 'qualifier', code: 'ALC' },
        { kind: 'vehicle', plate: 'pk09 xlb', description: 'Silver Corsa' },
        { kind: 'officerSafety', text: 'Male has a knife.' },
      ])
        expect((await send(rahman, 'incident.addMark', { incidentId: log(1), mark })).status).toBe(200);
      const { qualifiers, vehicles, lines: body } = await logOf(log(1));
      expect([qualifiers, vehicles]).toEqual([['Alcohol'], [{ plate: 'PK09 XLB', description: 'Silver Corsa' }]]);
      expect(body.slice(-4).map(({ kind, text }) => `${kind} ${text}`)).toEqual([
        'tag Qualifier: Alcohol',
        'tag Qualifier: Alcohol',
        'tag Vehicle: PK09 XLB, Silver Corsa',
        'officerSafety Male has a knife.',
      ]);
    });

    it('take no code that the force has not, and no plate that is none', async () => {
      const refusals = [
        await send(rahman, 'incident.requestResource', { incidentId: log(1), kind: 'TANK', note: '' }),
        await send(rahman, 'incident.addMark', { incidentId: log(1), mark: { kind: 'qualifier', code: 'TANK' } }),
        await send(rahman, 'incident.addMark', { incidentId: log(1), mark: { kind: 'vehicle', plate: '<b>', description: '' } }),
      ];
      expect(refusals.map(codeOf)).toEqual(['CodeUnknown', 'CodeUnknown', 'PayloadMalformed']);
    });
  });

  describe('incident.strikeLine', () => {
    it('says of an own line that it was sent in error, once, and leaves it as it was', async () => {
      const key = randomUUID();
      await send(rahman, 'incident.addLine', { incidentId: log(3), text: 'Wrong log.' }, { key });
      const strike = { incidentId: log(3), lineId: key, reason: 'Meant for 1601' };
      expect((await send(rahman, 'incident.strikeLine', strike)).status).toBe(200);
      expect(await lastOf(log(3))).toMatchObject({
        kind: 'strike',
        struck: key,
        text: expect.stringMatching(/^Line of \d\d:\d\d was sent in error: Meant for 1601\.$/),
      });
      expect((await logOf(log(3))).lines.find(({ id }) => id === key)?.text).toBe('Wrong log.');
      expect(codeOf(await send(rahman, 'incident.strikeLine', strike))).toBe('NotYourLine');
    });

    it('never strikes a line of officer safety', async () => {
      const key = randomUUID();
      await send(rahman, 'incident.addMark', { incidentId: log(3), mark: { kind: 'officerSafety', text: 'Knife' } }, { key });
      expect(codeOf(await send(rahman, 'incident.strikeLine', { incidentId: log(3), lineId: key, reason: 'x' }))).toBe('NotYourLine');
    });

    it('never strikes another’s line, nor one that did something', async () => {
      const key = randomUUID();
      await send(halliwell, 'incident.addLine', { incidentId: log(3), text: 'Mine.' }, { key });
      await send(rahman, 'incident.regrade', { incidentId: log(1), from: 2, to: 1, reasons: ['SAFE'], note: '' });
      const regraded = (await logOf(log(1))).lines.find(({ kind }) => kind === 'regrade');
      expect(regraded).toBeDefined();
      expect(codeOf(await send(rahman, 'incident.strikeLine', { incidentId: log(3), lineId: key, reason: 'x' }))).toBe('NotYourLine');
      expect(codeOf(await send(rahman, 'incident.strikeLine', { incidentId: log(3), lineId: 'l1', reason: 'x' }))).toBe('NotYourLine');
      expect(codeOf(await send(rahman, 'incident.strikeLine', { incidentId: log(1), lineId: regraded?.id, reason: 'x' }))).toBe(
        'NotYourLine',
      );
    });
  });

  it('a log that is nearly as long as laptops take holds a warning, a status and its result, and nothing else any more', async () => {
    const opened = (await logOf(log(10))).lines[0];
    const filled = async (lines: number): Promise<void> =>
      void (await control('incident', log(10), {
        ...(await logOf(log(10))),
        lines: Array.from({ length: lines }, (_, n) => ({ ...opened, id: `l${n}`, text: '€'.repeat(4000) })),
      }));
    const warning = { incidentId: log(10), mark: { kind: 'officerSafety', text: 'He has a knife' } };
    await filled(262);
    expect(codeOf(await send(rahman, 'incident.addLine', { incidentId: log(10), text: 'More' }))).toBe('LogFull');
    expect(codeOf(await send(rahman, 'incident.addMark', { ...warning, mark: { ...warning.mark, kind: 'hazard' } }))).toBe('LogFull');
    expect((await send(rahman, 'incident.addMark', warning)).status).toBe(200);
    expect((await logOf(log(10))).lines.at(-1)).toMatchObject({ kind: 'officerSafety' });
    await filled(330);
    expect(codeOf(await send(rahman, 'incident.addMark', warning))).toBe('LogFull');
  });

  it('no two lines of a log have one id, whoever’s key is used again', async () => {
    const key = randomUUID();
    await send(rahman, 'incident.addMark', { incidentId: log(3), mark: { kind: 'officerSafety', text: 'Knife' } }, { key });
    expect((await send(halliwell, 'incident.addLine', { incidentId: log(3), text: 'Mine' }, { key })).status).toBe(200);
    const { lines: body } = await logOf(log(3));
    expect(body.at(-1)).toMatchObject({ operator: 'PC 4127', text: 'Mine' });
    expect(new Set(body.map(({ id }) => id)).size).toBe(body.length);
  });

  it('a log that holds no more lines refuses each of them, and stays as it is', async () => {
    const opened = (await logOf(log(2))).lines[0];
    const many = Array.from({ length: 2000 }, (_, n) => ({ ...opened, id: `l${n}` }));
    await control('incident', log(2), { ...(await logOf(log(2))), lines: many });
    const result = { incidentId: log(2), code: 'C04', qualifiers: [], text: 'Done', victimTold: '', crimeIds: [] };
    expect(codeOf(await send(rahman, 'incident.result', result))).toBe('LogFull');
    expect(codeOf(await send(rahman, 'incident.regrade', { incidentId: log(2), from: 2, to: 1, reasons: ['SAFE'], note: '' }))).toBe(
      'LogFull',
    );
    expect(await logOf(log(2))).toMatchObject({ state: 'open', grade: 2 });
    await control('incident', log(2), { ...(await logOf(log(2))), state: 'closed', closedAt: new Date().toISOString() });
    expect(codeOf(await send(rahman, 'incident.strikeLine', { incidentId: log(2), lineId: 'l1', reason: 'x' }))).toBe('LogClosed');
  });
});
