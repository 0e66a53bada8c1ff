import { describe, expect, it } from 'vitest';
import { give } from '../support/give.ts';
import { officer } from '../support/items.ts';
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

  it.each(['04/21/06128', 'x', ''])('that would make %s itself is Malformed: numbers are HQ’s', async (itemId) => {
    const store = await temporaryStore();
    expect(await give(store, 'crime', 'crime.create', report, { itemId })).toEqual({ ok: false, code: 'Malformed' });
  });
});
