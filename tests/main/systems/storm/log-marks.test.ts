import { describe, expect, it } from 'vitest';
import { storm } from '../../../../contracts/ipc/storm.ts';
import { give } from '../../support/give.ts';
import { upsertIncident } from '../../support/items.ts';
import { bring } from '../../support/store.ts';
import { AT, fed, get, LOG, me, onLog, result, settle, take, unsentOf, uuid } from './support/log.ts';

describe('marks, requests and strikes', () => {
  it('stand in the log at once', async () => {
    const store = await fed(
      onLog({
        lines: [{ id: 'mine', at: '2021-05-18T13:07:00.000Z', operator: 'PC 2418', terminal: 'LD21', kind: 'update', text: 'Wrong log' }],
      }),
    );
    const about = { officer: me };
    await give(store, 'storm', 'incident.requestResource', { incidentId: LOG, kind: 'DOG', note: '' }, { ...about, outboxId: uuid(1) });
    await give(
      store,
      'storm',
      'incident.addMark',
      { incidentId: LOG, mark: { kind: 'qualifier', code: 'ALC' } },
      { ...about, outboxId: uuid(2) },
    );
    const vehicle = { kind: 'vehicle', plate: 'PK09', description: '' } as const;
    await give(store, 'storm', 'incident.addMark', { incidentId: LOG, mark: vehicle }, { ...about, outboxId: uuid(3) });
    const strike = { incidentId: LOG, lineId: 'mine', reason: 'Meant for 1501' };
    expect((await give(store, 'storm', 'incident.strikeLine', strike, { ...about, outboxId: uuid(4) })).ok).toBe(true);
    expect(await give(store, 'storm', 'incident.strikeLine', strike, { ...about, outboxId: uuid(5) })).toEqual({
      ok: false,
      code: 'NotAllowed',
    });
    expect(await unsentOf(store)).toEqual([
      'waiting request Dog unit requested.',
      'waiting tag Qualifier: Alcohol',
      'waiting tag Vehicle: PK09',
      'waiting strike Line of 14:07 was sent in error: Meant for 1501.',
    ]);
    const log = await get(store);
    expect([log.qualifiers.includes('Alcohol'), log.vehicles.some(({ plate }) => plate === 'PK09')]).toEqual([true, true]);
    expect(log.lines.at(-1)).toMatchObject({ struck: 'mine' });
  });

  it('of a line that HQ has not got are not taken on: it is withdrawn; of one that HQ has taken they are', async () => {
    const store = await fed();
    const about = { officer: me };
    await give(store, 'storm', 'incident.addLine', { incidentId: LOG, text: 'Wrong' }, { ...about, outboxId: uuid(1) });
    const strike = { incidentId: LOG, lineId: uuid(1), reason: 'x' };
    const given = () => give(store, 'storm', 'incident.strikeLine', strike, { ...about, outboxId: uuid(2) });
    expect(await given()).toEqual({ ok: false, code: 'NotAllowed' });
    await take(store);
    await settle(store, uuid(1), { kind: 'done', version: 2 });
    expect((await given()).ok).toBe(true);
  });

  it('that a log does not hold are not taken on, and one that waits when HQ’s log is full is not laid over it', async () => {
    const qualifiers = Array.from({ length: 20 }, (_, n) => `q${n}`);
    const store = await fed(onLog({ qualifiers: qualifiers.slice(1) }));
    const mark = (outboxId: string) =>
      give(store, 'storm', 'incident.addMark', { incidentId: LOG, mark: { kind: 'qualifier', code: 'ALC' } }, { officer: me, outboxId });
    expect((await mark(uuid(1))).ok).toBe(true);
    await bring(store, 'storm', [upsertIncident(onLog({ version: 2, qualifiers }))]);
    expect((await get(store)).qualifiers).toEqual(qualifiers);
    expect(storm.calls.get.response.safeParse(await get(store)).success).toBe(true);
    expect(await unsentOf(store)).toEqual(['waiting tag Qualifier: Alcohol']);
    expect(await mark(uuid(2))).toEqual({ ok: false, code: 'NotAllowed' });
  });

  it('that a result would add to what a log holds are not taken on with it', async () => {
    const store = await fed(onLog({ qualifiers: Array.from({ length: 20 }, (_, n) => `q${n}`) }));
    expect(await result(store, { qualifiers: ['ALC'] })).toEqual({ ok: false, code: 'NotAllowed' });
    expect((await result(store, { qualifiers: [] })).ok).toBe(true);
  });

  it('of a line of officer safety are not taken on: the crews have acted on it', async () => {
    const own = { operator: 'PC 2418', terminal: 'LD21', kind: 'officerSafety', text: 'LD21: 0. Officer needs help.' };
    const store = await fed(onLog({ lines: [{ id: 'e', at: AT, ...own }] }));
    const strike = { incidentId: LOG, lineId: 'e', reason: 'x' };
    expect(await give(store, 'storm', 'incident.strikeLine', strike, { outboxId: uuid(1), officer: me })).toEqual({
      ok: false,
      code: 'NotAllowed',
    });
  });

  it('of another’s line are not taken on', async () => {
    const store = await fed(onLog({ lines: [{ id: 'c', at: AT, operator: 'Control', terminal: 'Hutton 14', kind: 'update', text: 'x' }] }));
    const strike = { incidentId: LOG, lineId: 'c', reason: 'x' };
    expect(await give(store, 'storm', 'incident.strikeLine', strike, { outboxId: uuid(1), officer: me })).toEqual({
      ok: false,
      code: 'NotAllowed',
    });
  });
});
