import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../../contracts/domain/incident.ts';
import type { Store } from '../../../../main/store/store.ts';
import { followAlerts } from '../../../../main/systems/follow-alerts.ts';
import { createStormHandlers } from '../../../../main/systems/storm/handlers.ts';
import { give, setStatus } from '../../support/give.ts';
import { incident, line, officer, unit, upsertIncident, upsertUnit } from '../../support/items.ts';
import { room } from '../../support/room.ts';
import { bring, localStore, temporaryFolder, temporaryStore } from '../../support/store.ts';

const AT = '2021-05-18T14:41:00.000Z';
const me = officer();
const number = (n: number): string => `LC-20210518-${String(n).padStart(4, '0')}`;
const on = (callSign: string, collarNumbers: string[] = []) => [{ callSign, status: 5, since: AT, collarNumbers }];
const log = (n: number, change: Partial<Incident> = {}) =>
  upsertIncident(incident({ id: number(n), version: n, resources: on('LD21'), ...change }));
const alerts = (store: Store, who = me) => store.read('storm.alerts', { officer: who });
/** As the window lists them: each log, whether as a job, and why it ended. */
const missed = async (store: Store) =>
  (await store.read('storm.missedAlerts', null)).map(({ id, job, missed }) => [id, job, missed?.because]);
const jobs = async (store: Store, who = me) =>
  (await alerts(store, who)).filter(({ job, sending }) => job && sending === undefined).map(({ id }) => id);
const acknowledge = async (store: Store, n: number, upTo?: string): Promise<void> => {
  expect(
    await give(store, 'storm', 'incident.acknowledge', { incidentId: number(n), ...(upTo === undefined ? {} : { upTo }) }),
  ).toMatchObject({ ok: true });
};
/** A session of the officer's on this store, as open work begins it. */
const session = (store: Store, who = me) =>
  followAlerts({ store, officer: () => who, now: () => new Date(AT), failed: () => expect.unreachable() });

/** A store whose first fill is over, with the unit on a log of its own. */
const filled = async (store: Store): Promise<Store> => {
  await session(store);
  await bring(store, 'storm', [upsertUnit(unit()), log(1)]);
  return store;
};

describe('a job', () => {
  it('is new when HQ gives a log to my unit, or to me by name; not when it is another’s, or closed', async () => {
    const store = await filled(await temporaryStore());
    expect(await jobs(store)).toEqual([]);
    await bring(store, 'storm', [
      log(2, { grade: 2 }),
      log(3, { grade: 1, resources: on('LD99', ['2418']) }),
      log(4, { resources: on('LD99', ['9999']) }),
      log(5, { state: 'closed', closedAt: AT }),
    ]);
    expect(await jobs(store)).toEqual([number(3), number(2)]);
    expect((await alerts(store)).map(({ callSign }) => callSign)).toEqual(['LD99', 'LD21']);
  });

  it('of another unit is not mine to acknowledge, nor is a log that is not here', async () => {
    const store = await filled(await temporaryStore());
    await bring(store, 'storm', [log(2, { resources: on('LD99', ['9999']) })]);
    const acknowledged = (n: number) => give(store, 'storm', 'incident.acknowledge', { incidentId: number(n) }, { officer: me });
    expect([await acknowledged(2), await acknowledged(9)]).toEqual([
      { ok: false, code: 'NotAllowed' },
      { ok: false, code: 'NotFound' },
    ]);
  });

  it('is new when my unit is put on a log that was here before', async () => {
    const store = await filled(await temporaryStore());
    await bring(store, 'storm', [log(2, { resources: on('LD99') })]);
    expect(await jobs(store)).toEqual([]);
    await bring(store, 'storm', [log(2, { version: 9 })]);
    expect(await jobs(store)).toEqual([number(2)]);
  });

  it('is what came since the first fill: what the unit had then is not, however many pages it took', async () => {
    const store = await temporaryStore();
    await session(store);
    const page = async (lines: Parameters<typeof bring>[2], more: boolean) =>
      store.write('feed.apply', { system: 'storm', lines: [...lines, { op: 'cursor', cursor: `p${lines.length}`, more }], at: AT });
    await page([upsertUnit(unit()), log(1)], true);
    expect(await jobs(store)).toEqual([]);
    await page([log(2), log(3), log(4)], false);
    expect(await jobs(store)).toEqual([]);
    await bring(store, 'storm', [log(5)]);
    expect(await jobs(store)).toEqual([number(5)]);
  });

  it('is new also when it is the first thing that ever came', async () => {
    const store = await temporaryStore();
    await session(store);
    await bring(store, 'storm', []);
    await bring(store, 'storm', [upsertUnit(unit()), log(1)]);
    expect(await jobs(store)).toEqual([number(1)]);
  });

  it('is marked in the lists, and stays new until it is acknowledged, however often it is opened', async () => {
    const store = await filled(await temporaryStore());
    await bring(store, 'storm', [log(2)]);
    const handlers = createStormHandlers(room(store));
    const marked = async () => {
      const answer = await handlers.list({ scope: 'mine', offset: 0, limit: 500 });
      return answer.ok && answer.value.known && answer.value.value.rows.filter((row) => row.newJob).map(({ id }) => id);
    };
    expect(await marked()).toEqual([number(2)]);
    await handlers.get({ id: number(2), seenTo: 'l1' });
    expect([await jobs(store), await marked()]).toEqual([[number(2)], [number(2)]]);
    await acknowledge(store, 2);
    expect([await jobs(store), await marked()]).toEqual([[], []]);
  });

  it('that is acknowledged and not sent says so, with a line in its log, until HQ has it; then both are HQ’s', async () => {
    const store = await filled(await temporaryStore());
    await bring(store, 'storm', [log(2)]);
    await acknowledge(store, 2, 'L1');
    expect(await alerts(store)).toMatchObject([{ id: number(2), job: true, sending: 'waiting' }]);
    const shown = async () =>
      (await store.read('storm.get', { id: number(2), officer: me }))?.lines.map(({ text, sending }) => [text, sending]);
    expect(await shown()).toEqual([
      ['Opened as Crime.', undefined],
      ['LD21: acknowledged', 'waiting'],
    ]);
    const [taken] = [await store.write('outbox.take', { system: 'storm' })];
    expect(taken).toMatchObject({ command: 'incident.acknowledge', itemId: number(2), payload: { upTo: 'L1' } });
    await store.write('outbox.settle', { id: taken?.id ?? '', answer: { kind: 'done', version: 9 } });
    expect([await alerts(store), (await shown())?.at(-1)]).toEqual([[], ['LD21: acknowledged', undefined]]);
    const resources = [{ ...on('LD21')[0], acknowledged: { at: AT, upTo: 'L1' } }] as Incident['resources'];
    const ours = line({ id: taken?.id ?? '', kind: 'acknowledged', operator: 'PC 2418', text: 'LD21: acknowledged' });
    await bring(store, 'storm', [log(2, { version: 9, resources, lines: [line(), ours] })]);
    expect([await alerts(store), (await shown())?.length]).toEqual([[], 2]);
  });

  it('that a colleague of the unit acknowledged, or I on another laptop, is none here', async () => {
    const store = await filled(await temporaryStore());
    await bring(store, 'storm', [log(2, { resources: [{ ...on('LD21')[0], acknowledged: { at: AT } }] as Incident['resources'] })]);
    expect(await alerts(store)).toEqual([]);
  });

  it('whose acknowledgement HQ refused is new again', async () => {
    const store = await filled(await temporaryStore());
    await bring(store, 'storm', [log(2)]);
    await acknowledge(store, 2);
    const taken = await store.write('outbox.take', { system: 'storm' });
    const problem = { type: 'about:blank', title: 'Not your unit', status: 422, code: 'NotYourUnit' };
    await store.write('outbox.settle', { id: taken?.id ?? '', answer: { kind: 'refused', problem } });
    expect(await jobs(store)).toEqual([number(2)]);
  });

  it('is new once over locks: acknowledged it stays so, else it stays new, and what came while locked is new at the next sign-in', async () => {
    const folder = temporaryFolder();
    const first = localStore(folder);
    await filled(first);
    await bring(first, 'storm', [log(2), log(3)]);
    await acknowledge(first, 2);
    await first.close();
    const second = await temporaryStore(folder);
    await session(second);
    expect(await jobs(second)).toEqual([number(3)]);
    await bring(second, 'storm', [log(2, { version: 9 }), log(4)]);
    expect((await jobs(second)).sort()).toEqual([number(3), number(4)]);
  });

  it('that was taken off the unit and is given again is new again', async () => {
    const store = await filled(await temporaryStore());
    const acknowledged = [{ ...on('LD21')[0], acknowledged: { at: AT } }] as Incident['resources'];
    await bring(store, 'storm', [log(2, { resources: acknowledged })]);
    await bring(store, 'storm', [log(1, { version: 8, resources: on('LD99') }), log(2, { version: 8, resources: on('LD99') })]);
    await expect.poll(() => alerts(store)).toEqual([]);
    await bring(store, 'storm', [log(1, { version: 9 }), log(2, { version: 9 })]);
    expect((await jobs(store)).sort()).toEqual([number(1), number(2)]);
    expect(await missed(store)).toEqual([]);
  });

  it('that ends before it is acknowledged is missed: listed with what ended it, over a lock, until it is read', async () => {
    const folder = temporaryFolder();
    const first = localStore(folder);
    await filled(first);
    await bring(first, 'storm', [log(2), log(3), log(4)]);
    await bring(first, 'storm', [
      log(2, { version: 8, state: 'closed', closedAt: AT }),
      log(3, { version: 8, resources: on('LD99') }),
      log(4, { version: 8 }),
    ]);
    await expect.poll(async () => (await missed(first)).length).toBe(2);
    await first.close();
    const second = await temporaryStore(folder);
    await session(second);
    expect((await missed(second)).sort()).toEqual([
      [number(2), true, 'closed'],
      [number(3), true, 'movedOff'],
    ]);
    const handlers = createStormHandlers(room(second));
    const listed = await handlers.alerts(null);
    expect(listed.ok && listed.value.map(({ id, missed }) => [id, missed !== undefined]).sort()).toEqual([
      [number(2), true],
      [number(3), true],
      [number(4), false],
    ]);
    await handlers.alertRead({ id: number(2) });
    // What still alerts is not read away.
    await handlers.alertRead({ id: number(4) });
    await bring(second, 'storm', [log(4, { version: 9, resources: on('LD99') })]);
    await expect
      .poll(async () => (await missed(second)).sort())
      .toEqual([
        [number(3), true, 'movedOff'],
        [number(4), true, 'movedOff'],
      ]);
  });

  it('that ends after it was acknowledged, here, by a colleague of the unit, or by my own result, is not missed', async () => {
    const store = await filled(await temporaryStore());
    await bring(store, 'storm', [log(2), log(3), log(4), log(5)]);
    await expect.poll(async () => (await jobs(store)).length).toBe(4);
    await acknowledge(store, 2, 'L1');
    const closed = { state: 'closed', closedAt: AT, version: 9 } as const;
    const last = (kind: 'acknowledged' | 'result', operator: string, terminal: string) =>
      [line(), line({ id: 'Z', kind, operator, terminal, text: '' })] as Incident['lines'];
    await bring(store, 'storm', [
      log(2, { ...closed, version: 2 }),
      log(3, { version: 9, resources: on('LD99'), lines: last('acknowledged', 'PC 9999', 'LD21') }),
      log(4, { ...closed, lines: last('result', 'PC 2418', 'LAP-0417') }),
      log(5, closed),
    ]);
    await expect.poll(() => missed(store)).toEqual([[number(5), true, 'closed']]);
  });

  it('to which I attach my unit is acknowledged by that', async () => {
    const store = await filled(await temporaryStore());
    await bring(store, 'storm', [log(2)]);
    await give(store, 'storm', 'unit.assign', { callSign: 'LD21', incidentId: number(2), status: 5 });
    expect(await jobs(store)).toEqual([]);
  });

  it('is shown whatever status of mine is still on its way out, and that status makes no job new', async () => {
    const store = await filled(await temporaryStore());
    await setStatus(store, {
      outboxId: '00000000-0000-4000-8000-000000000001',
      payload: { callSign: 'LD21', status: 2, at: AT },
      officer: me,
    });
    await bring(store, 'storm', [log(2)]);
    expect(await jobs(store)).toEqual([number(2)]);
  });
});

describe('a line of a log of mine', () => {
  const opened = line();
  const told = async (store: Store) =>
    (await alerts(store)).map(({ id, job, lines, sending }) => [id, job, lines.map(({ kind, text }) => `${kind}: ${text}`), sending]);
  const hazard = line({ id: 'H', kind: 'hazard', text: 'Dog loose in the yard.' });
  const safety = line({ id: 'S', kind: 'officerSafety', text: 'Male has a knife.' });
  const regrade = (id: string, from: number, to: number) =>
    line({ id, kind: 'regrade', text: `From ${from} to ${to}.`, regraded: { from, to } });

  it('alerts when it is a hazard, officer safety or a regrade up; not a regrade down, another kind, my own, or in another’s log', async () => {
    const store = await filled(await temporaryStore());
    await bring(store, 'storm', [
      log(1, { version: 2, lines: [opened, line({ id: 'U', kind: 'update' }), hazard, regrade('R', 3, 2), regrade('D', 2, 3), safety] }),
      log(2, { resources: on('LD99'), lines: [opened, hazard] }),
    ]);
    expect(await told(store)).toEqual([
      [number(1), false, ['hazard: Dog loose in the yard.', 'regrade: From 3 to 2.', 'officerSafety: Male has a knife.'], undefined],
    ]);
    await bring(store, 'storm', [log(1, { version: 3, lines: [opened, { ...hazard, operator: 'PC 2418' }] })]);
    expect(await told(store)).toEqual([]);
  });

  it('alerts by a regrade that does not say from what to what', async () => {
    const store = await filled(await temporaryStore());
    await bring(store, 'storm', [log(1, { version: 2, lines: [opened, line({ id: 'R', kind: 'regrade', text: 'Regraded.' })] })]);
    expect(await told(store)).toEqual([[number(1), false, ['regrade: Regraded.'], undefined]]);
  });

  it('alerts to nothing when it was there at the first fill', async () => {
    const store = await temporaryStore();
    await session(store);
    await bring(store, 'storm', [upsertUnit(unit()), log(1, { lines: [opened, hazard] })]);
    expect(await told(store)).toEqual([]);
    await bring(store, 'storm', [log(1, { version: 2, lines: [opened, hazard, safety] })]);
    expect(await told(store)).toEqual([[number(1), false, ['officerSafety: Male has a knife.'], undefined]]);
  });

  it('is known by an acknowledgement up to it, and a later one alerts anew, whatever HQ’s clock says of the two', async () => {
    const store = await filled(await temporaryStore());
    await bring(store, 'storm', [log(1, { version: 2, lines: [opened, hazard] })]);
    expect(await alerts(store)).toMatchObject([{ upTo: 'H' }]);
    await acknowledge(store, 1, 'H');
    expect(await told(store)).toEqual([[number(1), false, ['hazard: Dog loose in the yard.'], 'waiting']]);
    // HQ's clock was set back an hour: the place in the log counts.
    const later = { ...safety, at: '2021-05-18T13:14:00.000Z' };
    await bring(store, 'storm', [log(1, { version: 3, lines: [opened, hazard, later] })]);
    expect(await told(store)).toEqual([[number(1), false, ['officerSafety: Male has a knife.'], undefined]]);
    const resources = [{ ...on('LD21')[0], acknowledged: { at: AT, upTo: 'S' } }] as Incident['resources'];
    await bring(store, 'storm', [log(1, { version: 4, resources, lines: [opened, hazard, later] })]);
    expect(await told(store)).toEqual([]);
  });

  it('that came after what I acknowledged offline is not hidden by that', async () => {
    const store = await filled(await temporaryStore());
    await bring(store, 'storm', [log(2, { lines: [opened] })]);
    await acknowledge(store, 2, 'L1');
    await bring(store, 'storm', [log(2, { version: 9, lines: [opened, hazard] })]);
    expect(await told(store)).toEqual([[number(2), false, ['hazard: Dog loose in the yard.'], undefined]]);
  });
});
