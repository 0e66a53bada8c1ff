import { describe, expect, it } from 'vitest';
import { give } from '../support/give.ts';
import { officer } from '../support/items.ts';
import { search } from '../support/search.ts';
import { temporaryStore } from '../support/store.ts';

const AT = '2021-05-18T14:41:00.000Z';
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const report = {
  ...{ type: 'Burglary', title: 'Burglary, Turpin Green Lane', committedFrom: AT, method: 'Rear window smashed' },
  place: { text: '9 Turpin Green Lane', area: 'South Ribble' },
  marking: 'OFFICIAL',
} as const;

describe('a command that does not hold', () => {
  it.each([
    ['of no system’s', 'crime.burn', report],
    ['without what its contract asks', 'crime.create', { ...report, title: undefined }],
    ['with text that nobody could see', 'crime.create', { ...report, title: '\u200b' }],
  ])('%s is Malformed, and leaves nothing', async (_, command, payload) => {
    const store = await temporaryStore();
    const request = { system: 'crime', command, payload, outboxId: uuid(1), newId: uuid(100), officer: officer(), at: AT } as const;
    expect(await store.write('commands.give', request)).toEqual({ ok: false, code: 'Malformed' });
    expect(await store.read('outbox.count', null)).toBe(0);
    expect(await store.read('journal.head', null)).toMatchObject({ seq: 0 });
    expect(await store.read('crime.get', { id: uuid(100), officer: officer() })).toBeUndefined();
  });

  it.each([
    ['is still to come', { committedFrom: '2021-05-18T14:42:00.000Z' }, 'NotAllowed'],
    ['ends before it begins', { committedTo: '2021-05-18T14:40:00.000Z' }, 'NotAllowed'],
    ['is of the year 20260', { committedFrom: '+020260-05-18T14:42:08.000Z' }, 'Malformed'],
  ])('as a report that %s is not taken on', async (_, broken, code) => {
    const store = await temporaryStore();
    expect(await give(store, 'crime', 'crime.create', { ...report, ...broken })).toEqual({ ok: false, code });
    expect(await store.read('outbox.count', null)).toBe(0);
  });

  it.each(['04/21/06128', 'x', ''])('that would make %s itself is Malformed: numbers are HQ’s', async (itemId) => {
    const store = await temporaryStore();
    expect(await give(store, 'crime', 'crime.create', report, { itemId })).toEqual({ ok: false, code: 'Malformed' });
  });
});

it('shows a new report whole before HQ has it, and finds it by an address and by a mark', async () => {
  const store = await temporaryStore();
  const whole = {
    ...report,
    ...{ features: ['Patio door'], lateReason: 'Abroad', flags: ['Hate'], method: 'Lock snapped' },
    people: [
      { name: 'Lewis Tattersall', roles: ['victim', 'reportingPerson'], born: '1988', contact: '07700 900285', address: '22 York Close' },
    ],
    property: [{ text: 'Car keys', kind: 'stolen', value: '£180', marks: 'Red fob', owner: 0 }],
    vehicles: [{ plate: 'PK09', description: 'Silver Corsa', role: 'used' }],
    flagAnswers: [{ flag: 'Hate', question: 'Which strand?', answer: 'Race' }],
  };
  const given = await give(store, 'crime', 'crime.create', whole);
  const id = given.ok ? given.value.itemId : '';
  expect(await store.read('crime.get', { id, officer: officer() })).toMatchObject({ ...whole, version: 0, sending: 'waiting' });
  expect(await search(store, 'york close')).toMatchObject([{ kind: 'crime', id }]);
  expect(await search(store, 'red fob')).toMatchObject([{ kind: 'crime', id }]);
});
