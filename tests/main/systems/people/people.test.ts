import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../contracts/domain/force-calendar.ts';
import { people as contract } from '../../../../contracts/ipc/people.ts';
import { createPeopleHandlers } from '../../../../main/systems/people/handlers.ts';
import { duty, officer, unit, upsert, upsertUnit } from '../../support/items.ts';
import { room } from '../../support/room.ts';
import { bring, temporaryStore } from '../../support/store.ts';

describe('the People pane’s calls', () => {
  it('give the roster of the days asked for, both included, with the balance, by contract', async () => {
    const store = await temporaryStore();
    const days = ['2021-05-17', '2021-05-18', '2021-05-19', '2021-05-20'];
    const balance = { id: 'balance', version: 1, annualLeaveDays: 12.5, timeOffInLieuMinutes: 90, restDaysOwed: 1 };
    await bring(store, 'people', [
      ...days.map((day) => upsert('duty', `D-${day}`, 1, duty({ id: `D-${day}`, day }))),
      upsert('balance', 'balance', 1, balance),
    ]);
    const roster = await createPeopleHandlers(room(store)).roster({ from: '2021-05-18', to: '2021-05-19' });
    expect(roster).toMatchObject({
      ok: true,
      value: {
        known: true,
        value: { duties: [{ day: '2021-05-18' }, { day: '2021-05-19' }], balance, asOf: '2021-05-18T14:40:00.000Z' },
      },
    });
    if (roster.ok) expect(() => contract.calls.roster.response.parse(roster.value)).not.toThrow();
  });

  it('give no more than 62 days of it', async () => {
    const store = await temporaryStore();
    const days = Array.from({ length: 70 }, (_, n) => addDays('2021-05-01', n));
    await bring(
      store,
      'people',
      days.map((day) => upsert('duty', `D-${day}`, 1, duty({ id: `D-${day}`, day }))),
    );
    const roster = await createPeopleHandlers(room(store)).roster({ from: '2021-05-01', to: '2022-05-01' });
    const duties = roster.ok && roster.value.known ? roster.value.value.duties : [];
    expect([duties.length, duties.at(-1)?.day]).toEqual([62, '2021-07-01']);
  });

  it('give the officers of my team, by collar number', async () => {
    const store = await temporaryStore();
    const officers = [
      officer(),
      officer({ staffId: 'LC001140', collarNumber: '1140' }),
      officer({ staffId: 'LC000777', collarNumber: '777', team: 'Leyland CSI' }),
    ];
    await bring(
      store,
      'people',
      officers.map((one) => upsert('officer', one.staffId, 1, one)),
    );
    const team = await createPeopleHandlers(room(store)).team(null);
    expect(team.ok && team.value.known && team.value.value.map(({ collarNumber }) => collarNumber)).toEqual(['1140', '2418']);
  });
});

describe('a colleague', () => {
  const cover = {
    ...{ id: '2021-05-18 Leyland Response', version: 1, day: '2021-05-18', team: 'Leyland Response', least: 2 },
    members: [{ officer: '4127', name: '4127 Halliwell', state: 'duty', label: 'Late' }],
  };
  const tom = officer({ staffId: 'LC004127', name: 'Tom Halliwell', collarNumber: '4127', mailAddress: 'Tom.Halliwell@lancs.example' });

  it('is found by staff id, collar number and mail address, with duty, unit and crew as this laptop has them, by contract', async () => {
    const store = await temporaryStore();
    await bring(store, 'people', [
      ...[tom, officer()].map((one) => upsert('officer', one.staffId, 1, one)),
      upsert('cover', cover.id, 1, cover),
    ]);
    await bring(store, 'storm', [upsertUnit(unit())]);
    const handlers = createPeopleHandlers({ ...room(store), now: () => new Date('2021-05-18T14:42:00.000Z') });
    for (const id of ['LC004127', '4127', 'tom.halliwell@LANCS.example']) {
      const found = await handlers.colleague({ id });
      expect(found).toMatchObject({
        ok: true,
        value: {
          ...{ officer: { name: 'Tom Halliwell' }, own: false, today: { state: 'duty', label: 'Late' } },
          ...{ unit: { callSign: 'LD21', incidentId: 'LC-20210518-1587' }, crew: [{ collarNumber: '2418' }] },
        },
      });
      if (found.ok) expect(() => contract.calls.colleague.response.parse(found.value)).not.toThrow();
    }
    expect(await handlers.colleague({ id: '2418' })).toMatchObject({ ok: true, value: { own: true } });
    expect(await handlers.colleague({ id: '9999' })).toEqual({ ok: false, code: 'NotFound' });
  });
});
