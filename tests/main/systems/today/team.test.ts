import { describe, expect, it } from 'vitest';
import { today } from '../../../../contracts/ipc/today.ts';
import { createTodayHandlers } from '../../../../main/systems/today/handlers.ts';
import { crime, incident, officer, task, unit, upsert, upsertCrime, upsertIncident, upsertUnit } from '../../support/items.ts';
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

  it('has filed reports of the team whose outcome nobody has reviewed, until the supervisor has; returned, the officer has the reason', async () => {
    const store = await aTeam();
    const entry = (kind: string) => ({ at: '2021-05-18T13:00:00.000Z', by: 'PC 2418', collarNumber: '2418', kind, text: 'Outcome 18' });
    const filed = { status: 'filed' as const, history: [entry('outcome')] };
    await bring(store, 'crime', [
      upsertCrime(crime({ officerInCase: '2418', ...filed })),
      upsertCrime(crime({ id: '04/21/06128', officerInCase: '2418', status: 'filed' })),
      upsertCrime(crime({ id: '04/21/06129', officerInCase: '1140', ...filed })),
      upsertCrime(crime({ id: '04/21/06130', officerInCase: '7777', ...filed })),
    ]);
    const ports = room(store);
    ports.who = sergeant;
    const waits = [{ id: '04/21/06127', by: 'PC 2418', text: 'Outcome 18' }];
    expect(await createTodayHandlers(ports).team(null)).toMatchObject({ value: { reports: { value: waits } } });
    expect(await createTodayHandlers(ports).view(null)).toMatchObject({ value: { review: { value: { reports: waits, tasks: 1 } } } });

    const review = { at: '2021-05-18T15:00:00.000Z', by: 'PS 1140', collarNumber: '1140', state: 'returned', text: 'Say who saw it' };
    await bring(store, 'crime', [
      upsertCrime(crime({ version: 9, officerInCase: '2418', status: 'open', review, history: [entry('outcome')] })),
    ]);
    expect(await createTodayHandlers(ports).view(null)).toMatchObject({ value: { review: { value: { reports: [] } } } });
    const officers = createTodayHandlers(room(store));
    expect(await officers.view(null)).toMatchObject({
      value: {
        returned: { value: [{ id: '04/21/06127', by: 'PS 1140', text: 'Say who saw it' }] },
        review: { value: { reports: [], tasks: 0 } },
      },
    });
    const query = { scope: 'mine' as const, text: '', offset: 0, limit: 9 };
    const { rows } = await store.read('crime.list', { query, officer: officer() });
    expect(rows.filter(({ returned }) => returned).map(({ id }) => id)).toEqual(['04/21/06127']);
  });

  it('has what is circulated and who of the team in its areas has not acknowledged it since', async () => {
    const store = await aTeam();
    const since = '2021-05-18T13:00:00.000Z';
    const said = (collarNumber: string, at: string) => ({ at, by: `PC ${collarNumber}`, collarNumber });
    const card = (id: string, change: object = {}) =>
      upsert('circulation', id, 1, {
        ...{
          id,
          version: 1,
          name: 'Ruth Calder',
          age: 68,
          description: '',
          marking: 'OFFICIAL',
          area: sergeant.area,
          areas: [sergeant.area],
        },
        ...{
          grade: 'high',
          lastSeen: { at: since, text: 'Leyland' },
          sightings: [],
          instructions: '',
          since,
          by: 'PC 7777',
          owner: '7777',
        },
        ...{ team: 'Chorley', running: true, acknowledgements: [], ...change },
      });
    const knownBy = (...all: string[]) => all.map((one) => said(one, since));
    await bring(store, 'missing', [
      card('MP-21-00001', { acknowledgements: [said('2418', '2021-05-18T12:00:00.000Z'), ...knownBy('1140', '4127')] }),
      card('MP-21-00002', { since: '2021-05-18T12:30:00.000Z', owner: '2418' }),
      card('MP-21-00003', { acknowledgements: knownBy('1140', '2418', '4127') }),
      card('MP-21-00004', { running: false }),
      card('MP-21-00005', { areas: ['Elsewhere'] }),
    ]);
    const ports = room(store);
    ports.who = sergeant;
    const answer = await createTodayHandlers(ports).team(null);
    const shown = answer.ok && answer.value.circulations.known ? answer.value.circulations.value : [];
    expect(shown.map(({ id, unread }) => [id, unread.map((name) => name.split(' ')[1])])).toEqual([
      ['MP-21-00001', ['2418']],
      ['MP-21-00002', ['1140', '4127']],
    ]);
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
      value: {
        members: { known: true },
        logs: { known: false },
        units: { known: false },
        tasks: { known: false },
        circulations: { known: false },
      },
    });
  });
});
