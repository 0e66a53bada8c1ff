import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../../main/store/store.ts';
import { inbox, officer, upsert } from '../../support/items.ts';
import { bring, temporaryStore } from '../../support/store.ts';

let store: Store;
beforeEach(async () => {
  store = await temporaryStore();
  const people = [
    officer({ staffId: 'LC004127', name: 'Tom Halliwell', collarNumber: '4127', mailAddress: 'tom.halliwell@lancs.example' }),
    officer({ staffId: 'LC002377', name: 'Megan Clarke', collarNumber: '2377' }),
    officer({ staffId: 'LC000001', name: 'Tom Strange', collarNumber: '1', mailAddress: 'tom strange@lancs.example' }),
  ];
  await bring(
    store,
    'people',
    people.map((one) => upsert('officer', one.staffId, 1, one)),
  );
  const folder = inbox({ uidValidity: 9, uidNext: 9 });
  await store.write('mail.saveFolders', { folders: [folder] });
  const writers = [
    ['Julie Farrow', 'julie@shops.example', '2021-05-18T09:00:00.000Z'],
    ['J Farrow, The Shop', 'JULIE@shops.example', '2021-05-18T10:00:00.000Z'],
    ['Tom H', 'Tom.Halliwell@lancs.example', '2021-05-18T11:00:00.000Z'],
    ['100% off', 'offers@shops.example', '2021-05-18T12:00:00.000Z'],
    ['No address', 'not an address', '2021-05-18T13:00:00.000Z'],
  ] as const;
  const messages = writers.map(([fromName, fromAddress, at], uid) => ({
    ...{ id: `0123456789abcdef-9-${uid}`, uid, subject: '', fromName, fromAddress, recipients: '', at },
    ...{ seen: true, flagged: false, attachments: 0, marking: undefined },
  }));
  await store.write('mail.saveHeaders', { folder: 'INBOX', messages });
});
const found = async (text: string) =>
  (await store.read('mail.recipients', { text })).map(({ name, address, officer: own }) => [name, address, own]);

describe('whom a message may go to', () => {
  it('is found by collar number and by name, the force’s people first and by their formal name, each once', async () => {
    const tom = ['PC 4127 Tom Halliwell', 'tom.halliwell@lancs.example', true];
    expect(await found('4127')).toEqual([tom]);
    expect(await found('hall')).toEqual([tom]);
    expect(await found('tom')).toEqual([tom]);
  });
  it('is whoever has written, each address once, by the name that it bore last', async () => {
    expect(await found('farrow')).toEqual([['J Farrow, The Shop', 'JULIE@shops.example', false]]);
    expect(await found('shops.example')).toHaveLength(2);
  });
  it('is nobody whom mail cannot reach, and no pattern finds more than its letters', async () => {
    expect(await found('Clarke')).toEqual([]);
    expect(await found('No address')).toEqual([]);
    expect(await found('%')).toEqual([['100% off', 'offers@shops.example', false]]);
    expect(await found('_')).toEqual([]);
    expect(await found('" OR 1=1 --')).toEqual([]);
  });
});
