import { describe, expect, it } from 'vitest';
import { today } from '../../../../contracts/ipc/today.ts';
import { createTodayHandlers } from '../../../../main/systems/today/handlers.ts';
import { incident, officer, task, unit, upsert, upsertIncident, upsertUnit } from '../../support/items.ts';
import { room } from '../../support/room.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const sergeant = officer({
  staffId: 'LC001140',
  name: 'Paul Hargreaves',
  rank: 'PS',
  collarNumber: '1140',
  roles: ['officer', 'supervisor'],
  callSign: 'LD10',
});
const person = (collarNumber: string, team = 'Leyland Response') =>
  upsert('officer', `LC00${collarNumber}`, 1, officer({ staffId: `LC00${collarNumber}`, collarNumber, team }));

const aTeam = async () => {
  const store = await temporaryStore();
  await bring(store, 'people', [person('2418'), person('4127'), person('1140'), person('7777', 'Chorley')]);
  await bring(store, 'storm', [
    upsertUnit(unit({ callSign: 'LD24', collarNumbers: ['4127'], status: 7 })),
    upsertUnit(unit()),
    upsertUnit(unit({ callSign: 'CH01', collarNumbers: ['7777'] })),
    upsertIncident(incident({ id: 'LC-20210518-0001' })),
    upsertIncident(
      incident({
        id: 'LC-20210518-0002',
        resources: [{ callSign: 'CH01', status: 6, since: '2021-05-18T14:20:00.000Z', collarNumbers: ['7777'] }],
      }),
    ),
  ]);
  const tasks = [
    task({ id: 'T-1', owner: '4127' }),
    task({ id: 'T-2', owner: '7777', setByCollar: '1140', dueAt: '2021-05-18T10:00:00.000Z' }),
    task({ id: 'T-3', owner: '7777' }),
    task({ id: 'T-4', owner: '2418', state: 'done' }),
    task({ id: 'T-5', owner: '2418', state: 'approved' }),
  ];
  await bring(
    store,
    'crime',
    tasks.map((one) => upsert('task', one.id, 1, one)),
  );
  return store;
};

describe('a supervisor’s view of the team', () => {
  it('has the team’s logs and units, and the tasks of its officers and of the supervisor’s setting that are open or to be reviewed', async () => {
    const ports = room(await aTeam());
    ports.who = sergeant;
    const answer = await createTodayHandlers(ports).team(null);
    if (!answer.ok) throw new Error(answer.code);
    expect(() => today.calls.team.response.parse(answer.value)).not.toThrow();
    expect(answer.value).toMatchObject({
      ...{ team: 'Leyland Response', members: { known: true, value: 3 } },
      logs: { value: { total: 1, rows: [{ id: 'LC-20210518-0001' }] } },
      units: {
        value: [
          { callSign: 'LD21', crew: ['PC 2418 Aisha Rahman', 'PC 4127 Aisha Rahman'] },
          { callSign: 'LD24', status: 7 },
        ],
      },
      tasks: { value: [{ id: 'T-2', mine: 'set' }, { id: 'T-1' }, { id: 'T-4', state: 'done' }] },
    });
  });

  it('is for nobody else', async () => {
    expect(await createTodayHandlers(room(await aTeam())).team(null)).toEqual({ ok: false, code: 'NotAllowed' });
  });

  it('says of each part that is not here yet that it is not known', async () => {
    const store = await temporaryStore();
    await bring(store, 'people', [person('1140')]);
    const ports = room(store);
    ports.who = sergeant;
    expect(await createTodayHandlers(ports).team(null)).toMatchObject({
      value: { members: { known: true }, logs: { known: false }, units: { known: false }, tasks: { known: false } },
    });
  });
});
