import { describe, expect, it } from 'vitest';
import type { Store } from '../../../../main/store/store.ts';
import { give } from '../../support/give.ts';
import { crime, officer, upsertCrime } from '../../support/items.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const ID = '04/21/06127';
const METHOD = 'Rear patio door forced, lock snapped.';
const CHANGE = '00000000-0000-4000-8000-000000000009';
const sergeant = officer({
  staffId: 'LC001140',
  rank: 'PS',
  name: 'Paul Hargreaves',
  collarNumber: '1140',
  roles: ['officer', 'supervisor'],
});
const get = (store: Store, who = officer()) => store.read('crime.get', { id: ID, officer: who });
const withReport = async (): Promise<Store> => {
  const store = await temporaryStore();
  await bring(store, 'crime', [upsertCrime(crime())]);
  return store;
};
const change = (store: Store, changes: object, who = officer()) =>
  give(store, 'crime', 'crime.update', { crimeId: ID, before: { method: METHOD }, changes }, { officer: who, outboxId: CHANGE });

describe('a report', () => {
  it('is shown as it was changed here at once, with its history, and only what was changed goes out', async () => {
    const store = await withReport();
    expect(await change(store, { method: 'Front door' })).toMatchObject({ ok: true });
    expect(await get(store)).toMatchObject({
      ...{ method: 'Front door', title: 'Burglary, 14 Balfour Street', sending: 'waiting' },
      history: [{ kind: 'updated', by: 'PC 2418 Aisha Rahman', fields: [{ field: 'method', was: METHOD, is: 'Front door' }] }],
    });
    expect(await store.write('outbox.take', { system: 'crime' })).toMatchObject({
      payload: { before: { method: METHOD }, changes: { method: 'Front door' } },
    });
  });

  it('of which HQ has another version is shown as HQ has it, and both versions are kept until the officer decides', async () => {
    const store = await withReport();
    await change(store, { method: 'Front door' });
    await store.write('outbox.take', { system: 'crime' });
    const data = crime({ version: 2, method: 'Cellar window' });
    await store.write('outbox.settle', { id: CHANGE, answer: { kind: 'conflict', version: 2, data } });
    expect(await get(store)).toMatchObject({ method: 'Cellar window', version: 2, sending: 'conflict' });
    expect(await store.read('outbox.command', { id: CHANGE })).toMatchObject({ payload: { changes: { method: 'Front door' } } });
    const payload = { crimeId: ID, before: {}, changes: {}, leftOut: { method: 'Front door' } };
    const at = '2021-05-18T15:00:00.000Z';
    expect(await store.write('outbox.mend', { id: CHANGE, payload, summary: '', author: officer(), at })).toMatchObject({ ok: true });
    expect(await get(store)).toMatchObject({
      method: 'Cellar window',
      history: [{ kind: 'leftOut', fields: [{ field: 'method', was: 'Front door', is: 'Cellar window' }] }],
    });
    expect(await store.write('outbox.take', { system: 'crime' })).toMatchObject({
      baseVersion: 2,
      payload: { leftOut: { method: 'Front door' } },
    });
  });

  it('is changed by its officer in the case or a supervisor, handed over by a supervisor, and reviewed by another than its officer', async () => {
    const other = officer({ collarNumber: '4127' });
    const review = (store: Store, who = officer()) =>
      give(store, 'crime', 'crime.review', { crimeId: ID, state: 'approved', text: '' }, { officer: who });
    const answers = await Promise.all(
      [
        async () => change(await withReport(), { method: 'x' }, other),
        async () => change(await withReport(), { officerInCase: '4127' }),
        async () => review(await withReport()),
        async () => change(await withReport(), { officerInCase: '4127' }, sergeant),
        async () => review(await withReport(), sergeant),
      ].map((attempt) => attempt()),
    );
    expect(answers.map(({ ok }) => ok)).toEqual([false, false, false, true, true]);
  });

  it('is not changed to what breaks a rule of recording', async () => {
    const at = (change: object) =>
      withReport().then((store) =>
        give(store, 'crime', 'crime.update', { crimeId: ID, before: { people: crime().people, property: [] }, changes: change }),
      );
    expect(await at({ committedTo: '2021-05-18T12:00:00.000Z' })).toMatchObject({ ok: false, code: 'NotAllowed' });
    expect(await at({ people: [], property: [{ text: 'Keys', kind: 'stolen', owner: 0 }] })).toMatchObject({ ok: false });
    expect(await at({ committedTo: '2021-05-18T14:00:00.000Z', features: ['Patio door'] })).toMatchObject({ ok: true });
  });

  it('is filed, and open again without its outcome once it is returned, while both still wait', async () => {
    const store = await withReport();
    const outcome = { crimeId: ID, code: 18, words: 'No suspect identified', answers: [], text: '' };
    await give(store, 'crime', 'crime.outcome', outcome, { officer: sergeant });
    expect(await get(store, sergeant)).toMatchObject({ status: 'filed', outcome: { code: 18, text: 'No suspect identified' } });
    await give(store, 'crime', 'crime.review', { crimeId: ID, state: 'returned', text: 'Ask the neighbours' }, { officer: sergeant });
    const after = await get(store, sergeant);
    expect(after).toMatchObject({
      status: 'open',
      review: { state: 'returned', text: 'Ask the neighbours' },
      history: [{ kind: 'outcome' }, { kind: 'returned' }],
    });
    expect(after?.outcome).toBeUndefined();
  });
});
