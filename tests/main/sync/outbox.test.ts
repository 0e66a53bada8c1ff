import { describe, expect, it } from 'vitest';
import type { Store } from '../../../main/store/store.ts';
import type { CommandAnswer } from '../../../main/sync/services.ts';
import { addUpdate as addLine, setStatus as giveStatus } from '../support/give.ts';
import { incident, line, officer, unit, upsertIncident, upsertUnit } from '../support/items.ts';
import { bring, temporaryStore } from '../support/store.ts';

const AT = '2021-05-18T14:41:00.000Z';
const LOG = 'LC-20210518-1587';
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const addUpdate = (store: Store, n: number): Promise<boolean> =>
  addLine(store, { outboxId: uuid(n), payload: { incidentId: LOG, text: `update ${n}`, at: AT } });
const setStatus = (store: Store, n: number, status: number): Promise<boolean> =>
  giveStatus(store, { outboxId: uuid(n), payload: { callSign: 'LD21', status, at: AT }, officer: officer() });
const settleNext = async (store: Store, answer: CommandAnswer): Promise<string | undefined> => {
  const item = await store.write('outbox.take', { system: 'storm' });
  if (item !== undefined) await store.write('outbox.settle', { id: item.id, answer });
  return item?.id;
};
const shownLines = async (store: Store) =>
  (await store.read('storm.get', { id: LOG, officer: officer() }))?.lines.slice(1).map(({ text, sending }) => [text, sending]);

const storeWithLog = async (): Promise<Store> => {
  const store = await temporaryStore();
  await bring(store, 'storm', [upsertIncident(incident()), upsertUnit(unit())]);
  return store;
};

describe('the outbox', () => {
  it('lists what HQ has not got, in the order and the words in which it was written', async () => {
    const store = await storeWithLog();
    await addUpdate(store, 1);
    await setStatus(store, 2, 5);
    expect(await store.read('outbox.list', null)).toMatchObject([
      {
        id: uuid(1),
        system: 'storm',
        command: 'incident.addLine',
        itemId: LOG,
        summary: 'update 1',
        at: AT,
        state: 'waiting',
        attempts: 0,
      },
      { id: uuid(2), command: 'unit.setStatus', itemId: 'LD21', summary: 'LD21: 5' },
    ]);
    expect(await store.read('outbox.count', null)).toBe(2);
  });

  it('gives out one command of an item at a time, oldest first', async () => {
    const store = await storeWithLog();
    for (const n of [1, 2]) await addUpdate(store, n);
    expect((await store.write('outbox.take', { system: 'storm' }))?.id).toBe(uuid(1));
    expect(await store.write('outbox.take', { system: 'storm' })).toBeUndefined();
    await store.write('outbox.settle', { id: uuid(1), answer: { kind: 'unknown' } });
    expect((await store.write('outbox.take', { system: 'storm' }))?.id).toBe(uuid(1));
  });

  it('gives out only its own system’s', async () => {
    const store = await storeWithLog();
    await addUpdate(store, 1);
    expect(await store.write('outbox.take', { system: 'mail' })).toBeUndefined();
  });

  it('goes on showing what HQ has done until the feed has brought it, as sent', async () => {
    const store = await storeWithLog();
    await addUpdate(store, 1);
    await settleNext(store, { kind: 'done', version: 2 });
    expect([await store.read('outbox.count', null), await shownLines(store)]).toEqual([0, [['update 1', undefined]]]);
    const fromHq = line({ id: 'HQ-7', kind: 'update', text: 'update 1' });
    await bring(store, 'storm', [upsertIncident(incident({ version: 2, lines: [line(), fromHq] }))]);
    expect(await shownLines(store)).toEqual([['update 1', undefined]]);
  });

  it('shows once what the feed brought before the answer came', async () => {
    const store = await storeWithLog();
    await addUpdate(store, 1);
    await store.write('outbox.take', { system: 'storm' });
    await bring(store, 'storm', [
      upsertIncident(incident({ version: 2, lines: [line(), line({ id: uuid(1), kind: 'update', text: 'update 1' })] })),
    ]);
    expect(await shownLines(store)).toEqual([['update 1', undefined]]);
    await store.write('outbox.settle', { id: uuid(1), answer: { kind: 'done', version: 2 } });
    expect(await shownLines(store)).toEqual([['update 1', undefined]]);
  });

  it('lets go of what was done to an item that has left the officer’s view', async () => {
    const store = await storeWithLog();
    await addUpdate(store, 1);
    await settleNext(store, { kind: 'done', version: 2 });
    await bring(store, 'storm', [{ op: 'delete', kind: 'incident', id: LOG, version: 3 }]);
    await bring(store, 'storm', [upsertIncident(incident({ version: 4 }))]);
    expect(await shownLines(store)).toEqual([]);
  });

  it('bases a later decision on the version that the earlier one made', async () => {
    const store = await storeWithLog();
    for (const [n, status] of [5, 6].entries()) await setStatus(store, n, status);
    await settleNext(store, { kind: 'done', version: 4 });
    expect((await store.write('outbox.take', { system: 'storm' }))?.baseVersion).toBe(4);
  });

  it('keeps a command’s body as it was once it has been sent: its key stands for it', async () => {
    const store = await storeWithLog();
    await setStatus(store, 1, 5);
    const first = await store.write('outbox.take', { system: 'storm' });
    await store.write('outbox.settle', { id: uuid(1), answer: { kind: 'unknown' } });
    await bring(store, 'storm', [upsertUnit(unit({ version: 8 }))]);
    expect(await store.write('outbox.take', { system: 'storm' })).toEqual(first);
  });

  it('keeps it also when an earlier one that HQ had refused is done after it', async () => {
    const store = await storeWithLog();
    for (const n of [1, 2]) await addUpdate(store, n);
    await settleNext(store, { kind: 'refused', problem: { type: 'about:blank', title: 'Not now', status: 422, code: 'NotFound' } });
    const sent = await store.write('outbox.take', { system: 'storm' });
    await store.write('outbox.settle', { id: uuid(2), answer: { kind: 'unknown' } });
    await store.write('outbox.resend', { id: uuid(1), at: AT });
    await settleNext(store, { kind: 'done', version: 12 });
    expect(await store.write('outbox.take', { system: 'storm' })).toEqual(sent);
  });

  it('keeps both versions of a conflict, shows HQ’s, and holds back what was decided on top', async () => {
    const store = await storeWithLog();
    await setStatus(store, 1, 5);
    await setStatus(store, 2, 6);
    await settleNext(store, { kind: 'conflict', version: 9, data: unit({ version: 9, status: 7 }) });
    expect(await store.read('outbox.list', null)).toMatchObject([{ state: 'conflict' }, { state: 'waiting' }]);
    expect(await store.write('outbox.take', { system: 'storm' })).toBeUndefined();
    expect(await store.read('storm.unit', { officer: officer() })).toMatchObject({ status: 6, version: 9, sending: true });
  });

  it('takes a new decision for the end of a conflict, based on what HQ has', async () => {
    const store = await storeWithLog();
    await setStatus(store, 1, 5);
    await settleNext(store, { kind: 'conflict', version: 9, data: unit({ version: 9, status: 7 }) });
    expect(await store.read('storm.unit', { officer: officer() })).toMatchObject({ status: 7, sending: false });
    await setStatus(store, 2, 6);
    expect(await store.read('outbox.list', null)).toMatchObject([{ id: uuid(2), state: 'waiting' }]);
    expect(await store.write('outbox.take', { system: 'storm' })).toMatchObject({ id: uuid(2), baseVersion: 9 });
  });

  it('keeps a conflict also when HQ’s version of it makes no sense', async () => {
    const store = await storeWithLog();
    await setStatus(store, 1, 5);
    await settleNext(store, { kind: 'conflict', version: 9, data: { nonsense: true } });
    expect(await store.read('outbox.list', null)).toMatchObject([{ state: 'conflict' }]);
    expect(await store.read('storm.unit', { officer: officer() })).toMatchObject({ status: 6, version: 1 });
  });

  it('lets what was being sent when the program ended wait again', async () => {
    const store = await storeWithLog();
    await addUpdate(store, 1);
    await store.write('outbox.take', { system: 'storm' });
    await store.write('outbox.recover', { system: 'storm' });
    expect(await store.write('outbox.take', { system: 'storm' })).toMatchObject({ id: uuid(1) });
  });

  it('takes no answer to a command that is not under way', async () => {
    const store = await storeWithLog();
    await addUpdate(store, 1);
    await store.write('outbox.settle', { id: uuid(1), answer: { kind: 'done', version: 2 } });
    expect(await store.read('outbox.count', null)).toBe(1);
  });
});
