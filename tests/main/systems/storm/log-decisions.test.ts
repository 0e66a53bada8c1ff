import { describe, expect, it } from 'vitest';
import { storm } from '../../../../contracts/ipc/storm.ts';
import type { Store } from '../../../../main/store/store.ts';
import { give } from '../../support/give.ts';
import { crime, incident, officer, unit, upsertCrime, upsertIncident, upsertUnit } from '../../support/items.ts';
import { bring } from '../../support/store.ts';
import { AT, fed, get, ids, LOG, me, onLog, others, own, regrade, result, settle, THEIRS, take, unsentOf, uuid } from './support/log.ts';

describe('a regrade', () => {
  it('is shown at once, grade and line, in the log and in the list, and sorts the officer’s own logs', async () => {
    const store = await fed(onLog(), incident({ id: 'LC-20210518-1500', grade: 2, resources: [own] }));
    expect(await ids(store, 'mine')).toEqual([LOG, 'LC-20210518-1500']);
    expect((await regrade(store, 1, 3)).ok).toBe(true);
    expect(await get(store)).toMatchObject({ grade: 3 });
    expect(await unsentOf(store)).toEqual(['waiting regrade From 1 to 3: Suspect has left.']);
    const { rows } = await store.read('storm.list', { query: { scope: 'mine', offset: 0, limit: 50 }, officer: me });
    expect(rows.map(({ id, grade, unsent }) => [id, grade, unsent])).toEqual([
      ['LC-20210518-1500', 2, 0],
      [LOG, 3, 1],
    ]);
  });

  it('that HQ refuses is what it was again, its line still there and marked', async () => {
    const store = await fed();
    await regrade(store, 1, 3);
    await take(store);
    await settle(store, uuid(1), { kind: 'refused', problem: { type: 'about:blank', title: '', status: 422, code: 'GradeChanged' } });
    expect(await get(store)).toMatchObject({ grade: 1 });
    expect(await unsentOf(store)).toEqual(['refused regrade From 1 to 3: Suspect has left.']);
  });

  it('that HQ’s log has already, its answer lost, is not laid over it again', async () => {
    const store = await fed();
    await regrade(store, 1, 3);
    const line = {
      id: uuid(1),
      at: AT,
      operator: 'PC 2418',
      terminal: 'LD21',
      kind: 'regrade',
      text: 'From 1 to 3.',
      regraded: { from: 1, to: 3 },
    };
    // Control has regraded it once more since.
    await bring(store, 'storm', [upsertIncident(onLog({ version: 3, grade: 2, lines: [line] }))]);
    expect(await get(store)).toMatchObject({ grade: 2 });
    expect((await get(store)).lines.filter(({ id }) => id === uuid(1))).toHaveLength(1);
  });

  it('is of who is on the log, or was, and of an open one', async () => {
    const store = await fed(
      onLog({ resources: others, lines: [] }),
      incident({ id: 'LC-20210518-1501', state: 'closed', closedAt: AT, grade: 1, resources: [own] }),
    );
    expect(await get(store)).toMatchObject({ mayDecide: false });
    expect(await regrade(store, 1, 2)).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await regrade(store, 1, 2, uuid(3), 'LC-20210518-1501')).toEqual({ ok: false, code: 'NotAllowed' });
  });
});

describe('a result', () => {
  it('closes the log here at once: its list, its code, its crews and the own unit', async () => {
    const store = await fed();
    expect((await result(store, { ownStatus: 2 })).ok).toBe(true);
    expect(await get(store)).toMatchObject({
      ...{ state: 'closed', closingCode: 'Crime: burglary dwelling', qualifiers: expect.arrayContaining(['Alcohol']) },
      resources: [{ callSign: 'DG03', status: 5 }],
    });
    expect(await unsentOf(store)).toEqual([
      'waiting status LD21: 2 On patrol, detached',
      'waiting result C04 Crime: burglary dwelling. No trace.',
    ]);
    const mine = await store.read('storm.unit', { officer: me });
    expect([mine?.status, mine?.incidentId, mine?.sending]).toEqual([2, undefined, true]);
    expect([await ids(store, 'mine'), await ids(store, 'area'), await ids(store, 'closed')]).toEqual([[], [], [LOG]]);
    expect(await result(store, {}, uuid(9))).toEqual({ ok: false, code: 'NotAllowed' });
  });

  it('leaves the log open once HQ has refused it', async () => {
    const store = await fed();
    await result(store, { ownStatus: 2 });
    await take(store);
    await settle(store, uuid(2), { kind: 'refused', problem: { type: 'about:blank', title: '', status: 422, code: 'LogFull' } });
    expect(await get(store)).toMatchObject({ state: 'open', resources: [own, ...others] });
    expect(await ids(store, 'mine')).toEqual([LOG]);
    expect((await store.read('storm.unit', { officer: me }))?.status).toBe(6);
  });

  it('is not given while a crew of the log calls for help; one that waits closes nothing then', async () => {
    const store = await fed();
    await result(store, { ownStatus: 2 });
    const alone = unit({ status: 0, since: '2021-05-18T15:00:00.000Z', version: 2, collarNumbers: ['2418'] });
    await bring(store, 'storm', [upsertUnit(alone)]);
    expect((await store.read('storm.unit', { officer: me }))?.status).toBe(0);
    const calls = onLog({ version: 2, resources: [{ ...own, status: 0, since: '2021-05-18T15:00:00.000Z' }, ...others] });
    await bring(store, 'storm', [upsertIncident(calls), upsertUnit(alone)]);
    expect(await get(store)).toMatchObject({ state: 'open', resources: [{ status: 0 }, {}, {}] });
    expect((await store.read('storm.unit', { officer: me }))?.status).toBe(0);
    expect(await result(store, {}, uuid(9))).toEqual({ ok: false, code: 'NotAllowed' });
  });

  it('is said in the words of the log’s own force', async () => {
    const store = await fed(onLog(), incident({ id: THEIRS, grade: 2, resources: [{ ...own, callSign: 'LD99' }] }));
    await result(store, { incidentId: THEIRS, qualifiers: [] });
    expect(await get(store, THEIRS)).toMatchObject({ closingCode: 'Something else' });
  });

  it('waits for a crime that was recorded in the same breath, and names it by its number from then on', async () => {
    const store = await fed();
    const made = uuid(100);
    const report = {
      ...{ type: 'Burglary', title: 'Burglary', committedFrom: AT, method: '', incidentId: LOG },
      ...{ place: { text: '9 Turpin Green Lane', area: 'South Ribble' }, marking: 'OFFICIAL' as const },
    };
    await give(store, 'crime', 'crime.create', report, { outboxId: uuid(1), itemId: made, officer: me });
    expect((await get(store)).crimes).toMatchObject([{ id: made, title: 'Burglary' }]);
    expect((await result(store, { crimeIds: [made] })).ok).toBe(true);
    expect((await unsentOf(store)).at(-1)).toContain('Crime number follows.');
    expect(await take(store)).toBeUndefined();
    await store.write('outbox.take', { system: 'crime' });
    await settle(store, uuid(1), { kind: 'done', version: 1, allottedId: '04/21/06128' });
    expect((await get(store)).crimeIds).toEqual(['04/21/06128']);
    expect((await take(store))?.payload).toMatchObject({ crimeIds: ['04/21/06128'] });
    await bring(store, 'crime', [upsertCrime(crime({ id: '04/21/06128', incidentId: LOG }))]);
    expect((await get(store)).crimes).toMatchObject([{ id: '04/21/06128' }]);
  });

  it('that waits for its crime stands after what HQ has before it, and moves no crew that decided since', async () => {
    const store = await fed(onLog(), incident({ id: 'LC-20210518-1500' }));
    const made = uuid(100);
    const report = {
      ...{ type: 'Burglary', title: 'Burglary', committedFrom: AT, method: '' },
      ...{ place: { text: '9 Turpin Green Lane', area: 'South Ribble' }, marking: 'OFFICIAL' as const },
    };
    await give(store, 'crime', 'crime.create', report, { outboxId: uuid(1), itemId: made, officer: me });
    await result(store, { crimeIds: [made], ownStatus: 2 });
    const later = { at: '2021-05-18T15:10:00.000Z', officer: me };
    await give(store, 'storm', 'incident.addLine', { incidentId: LOG, text: 'After it' }, { ...later, outboxId: uuid(3) });
    await give(store, 'storm', 'unit.setStatus', { callSign: 'LD21', status: 7 }, { ...later, outboxId: uuid(4) });
    // By HQ's rules the unit is still on the log when it says that it is committed, and stays there.
    expect(await unsentOf(store)).toEqual([
      'waiting status LD21: 7',
      'waiting result C04 Crime: burglary dwelling. No trace. Crime number follows.',
      'waiting update After it',
    ]);
    expect(await get(store)).toMatchObject({ state: 'closed', resources: [{ callSign: 'LD21', status: 7 }, { callSign: 'DG03' }] });
    expect(await store.read('storm.unit', { officer: me })).toMatchObject({ status: 7, incidentId: LOG });
    // Nothing but that goes out before the crime is there.
    expect([(await take(store))?.id, await take(store)]).toEqual([uuid(4), undefined]);
    await settle(store, uuid(4), { kind: 'done', version: 2 });
    await store.write('outbox.take', { system: 'crime' });
    await settle(store, uuid(1), { kind: 'done', version: 1, allottedId: '04/21/06128' });
    expect((await take(store))?.id).toBe(uuid(2));
  });

  it('of a crime that this laptop knows nothing of is not taken on', async () => {
    expect(await result(await fed(), { crimeIds: [uuid(7)] })).toEqual({ ok: false, code: 'NotFound' });
  });
});

describe('a status of the unit', () => {
  it('that is older than what HQ has decided since is not laid over it: a call for help stays on screen', async () => {
    const store = await fed();
    const about = { outboxId: uuid(8), at: '2021-05-18T14:45:00.000Z', officer: me };
    await give(store, 'storm', 'unit.setStatus', { callSign: 'LD21', incidentId: LOG, status: 7 }, about);
    expect((await store.read('storm.unit', { officer: me }))?.status).toBe(7);
    const called = unit({ version: 2, status: 0, since: '2021-05-18T15:00:00.000Z', collarNumbers: ['2418'] });
    await bring(store, 'storm', [upsertUnit(called)]);
    expect((await store.read('storm.unit', { officer: me }))?.status).toBe(0);
    await give(store, 'storm', 'unit.setStatus', { callSign: 'LD21', incidentId: LOG, status: 6 }, { ...about, outboxId: uuid(9) });
    expect((await store.read('storm.unit', { officer: me }))?.status).toBe(6);
  });
});

describe('a new log', () => {
  const MADE = uuid(200);
  const opening = {
    ...{ openingCode: 'C04', title: 'Burglary, rear door', grade: 2, place: { text: '9 Turpin Green Lane', area: 'South Ribble' } },
    ...{ text: 'Door forced.', marking: 'OFFICIAL' as const, caller: { telephone: '07700 900412' } },
  };
  const create = (store: Store) => give(store, 'storm', 'incident.create', opening, { outboxId: uuid(3), itemId: MADE, officer: me });

  it('is listed, opened, written in, assigned, regraded and resulted before it has a number, and all of it goes out after it', async () => {
    const store = await fed();
    expect((await create(store)).ok).toBe(true);
    expect(await unsentOf(store, MADE)).toEqual(['waiting opened Door forced.']);
    expect(await ids(store, 'area')).toContain(MADE);
    const about = { officer: me };
    await give(store, 'storm', 'unit.assign', { callSign: 'LD21', incidentId: MADE, status: 6 }, { ...about, outboxId: uuid(4) });
    expect(await ids(store, 'mine')).toContain(MADE);
    await give(store, 'storm', 'incident.addLine', { incidentId: MADE, text: 'At the door.' }, { ...about, outboxId: uuid(5) });
    await regrade(store, 2, 3, uuid(6), MADE);
    await result(store, { incidentId: MADE }, uuid(7));
    expect(await get(store, MADE)).toMatchObject({
      id: MADE,
      version: 0,
      sending: 'waiting',
      grade: 3,
      state: 'closed',
      caller: opening.caller,
    });
    expect((await get(store, MADE)).lines.map(({ kind }) => kind)).toEqual(['opened', 'status', 'update', 'regrade', 'status', 'result']);

    expect((await take(store))?.id).toBe(uuid(3));
    expect(await take(store)).toBeUndefined();
    await settle(store, uuid(3), { kind: 'done', version: 1, allottedId: 'LC-20210518-1701' });
    // Who has it open by what the laptop called it has this one open.
    expect(await get(store, MADE)).toMatchObject({ id: 'LC-20210518-1701', grade: 3, state: 'closed' });
    expect((await unsentOf(store, MADE)).join()).not.toContain('opened');
    const sent: string[] = [];
    for (let next = await take(store); next !== undefined; next = await take(store)) {
      sent.push(`${next.command} ${(next.payload as { incidentId: string }).incidentId}`);
      await settle(store, next.id, { kind: 'done', version: 2 });
    }
    expect(sent).toEqual([
      'unit.assign LC-20210518-1701',
      'incident.addLine LC-20210518-1701',
      'incident.regrade LC-20210518-1701',
      'incident.result LC-20210518-1701',
    ]);
  });

  it('is one of the officer’s own area, whatever area was written', async () => {
    const store = await fed();
    const elsewhere = { ...opening, place: { text: 'x', area: 'South ribble' } };
    await give(store, 'storm', 'incident.create', elsewhere, { outboxId: uuid(3), itemId: MADE, officer: me });
    expect((await get(store, MADE)).place.area).toBe(me.area);
  });

  it('is where the map shows the own unit that was put on it', async () => {
    const store = await fed();
    await create(store);
    await give(store, 'storm', 'unit.assign', { callSign: 'LD21', incidentId: MADE, status: 6 }, { officer: me });
    const value = await store.read('storm.map', { officer: me });
    expect(value.units).toMatchObject([{ callSign: 'LD21', incidentId: MADE }]);
    expect(storm.calls.map.response.safeParse({ known: true, value }).success).toBe(true);
  });

  it('is not made by somebody of whose force nothing is known', async () => {
    const store = await fed();
    const given = await give(store, 'storm', 'incident.create', opening, { outboxId: uuid(3), officer: officer({ staffId: 'x1' }) });
    expect(given).toEqual({ ok: false, code: 'NotAllowed' });
  });
});
