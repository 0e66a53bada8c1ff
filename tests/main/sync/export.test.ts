import { describe, expect, it } from 'vitest';
import type { Store } from '../../../main/store/store.ts';
import { addUpdate as addLine, setStatus } from '../support/give.ts';
import { incident, officer, unit, upsertIncident, upsertUnit } from '../support/items.ts';
import { bring, temporaryStore } from '../support/store.ts';

const AT = '2021-05-18T14:41:00.000Z';
const LOG = 'LC-20210518-1587';
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const storeWithLog = async (): Promise<Store> => {
  const store = await temporaryStore();
  await bring(store, 'storm', [upsertIncident(incident()), upsertUnit(unit())]);
  return store;
};
const addUpdate = (store: Store, n: number): Promise<boolean> =>
  addLine(store, { outboxId: uuid(n), payload: { incidentId: LOG, text: `update ${n}`, at: AT } });
const take = (store: Store) => store.write('outbox.take', { system: 'storm' });

const mended = { payload: { incidentId: LOG, text: 'mended' }, summary: 'mended', author: officer(), at: AT };
const discarded = { withDependents: false, keepText: false, at: AT };
const sendAgain = async (store: Store): Promise<void> => {
  await take(store);
  const problem = { type: 'about:blank', title: 'Closed', status: 422, code: 'LogClosed' };
  await store.write('outbox.settle', { id: uuid(1), answer: { kind: 'refused', problem } });
  await store.write('outbox.resend', { id: uuid(1), at: AT });
};
const finish = async (store: Store): Promise<void> => {
  await take(store);
  await store.write('outbox.settle', { id: uuid(1), answer: { kind: 'done', version: 2 } });
  await bring(store, 'storm', [upsertIncident(incident({ version: 2 }))]);
};

describe('work that moves to another laptop', () => {
  it('goes out there under the very keys, bodies and order that it had here', async () => {
    const [lost, found] = [await storeWithLog(), await storeWithLog()];
    for (const n of [1, 2, 3]) await addUpdate(lost, n);
    const expected = await take(lost);
    // What was being sent when the laptop was lost waits again: HQ knows by its key whether it came through.
    expect(await found.write('outbox.import', { items: await lost.read('outbox.export', null), author: officer() })).toBe(3);
    expect(await take(found)).toEqual(expected);
    expect((await found.read('outbox.list', null)).map(({ id }) => id)).toEqual([uuid(1), uuid(2), uuid(3)]);
  });

  it('is there once, however often it comes', async () => {
    const [lost, found] = [await storeWithLog(), await storeWithLog()];
    await addUpdate(lost, 1);
    const items = await lost.read('outbox.export', null);
    expect(await found.write('outbox.import', { items, author: officer() })).toBe(1);
    await take(found);
    expect(await found.write('outbox.import', { items, author: officer() })).toBe(0);
    expect(await found.read('outbox.list', null)).toMatchObject([{ id: uuid(1), state: 'sending' }]);
  });

  it.each([
    ['was mended here since', (store: Store) => store.write('outbox.mend', { ...mended, id: uuid(1) }), 1],
    ['was discarded here since', (store: Store) => store.write('outbox.discard', { ...discarded, id: uuid(1) }), 0],
    ['was refused and is sent again', (store: Store) => sendAgain(store), 1],
    ['is done and shown', (store: Store) => finish(store), 0],
  ])('does not come in a second time when it %s', async (_, decide, left) => {
    const [lost, found] = [await storeWithLog(), await storeWithLog()];
    await addUpdate(lost, 1);
    const items = await lost.read('outbox.export', null);
    await found.write('outbox.import', { items, author: officer() });
    await decide(found);
    expect(await found.write('outbox.import', { items, author: officer() })).toBe(0);
    expect(await found.read('outbox.count', null)).toBe(left);
  });

  it('leaves out what HQ has agreed to, and keeps what it refused or found in conflict, with the reason', async () => {
    const [lost, found] = [await storeWithLog(), await storeWithLog()];
    for (const n of [1, 2]) await addUpdate(lost, n);
    await setStatus(lost, { outboxId: uuid(3), payload: { callSign: 'LD21', status: 5, at: AT }, officer: officer() });
    await lost.write('outbox.settle', { id: (await take(lost))?.id ?? '', answer: { kind: 'done', version: 9 } });
    const second = (await take(lost))?.id ?? '';
    const refusal = { type: 'about:blank', title: 'Closed', status: 422, detail: 'The log is closed.', code: 'LogClosed' };
    if (second === uuid(2)) await lost.write('outbox.settle', { id: second, answer: { kind: 'refused', problem: refusal } });
    const third = (await take(lost))?.id ?? '';
    await lost.write('outbox.settle', { id: third, answer: { kind: 'conflict', version: 4, data: unit({ version: 4 }) } });
    await found.write('outbox.import', { items: await lost.read('outbox.export', null), author: officer() });
    expect(await found.read('outbox.list', null)).toMatchObject([
      { id: uuid(2), state: 'refused', reason: 'The log is closed.' },
      { id: uuid(3), state: 'conflict' },
    ]);
    expect(await found.read('outbox.export', null)).toEqual(await lost.read('outbox.export', null));
  });
});
