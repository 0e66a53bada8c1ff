import { expect, it } from 'vitest';
import { updateDraft } from '../support/drafts.ts';
import { incident, line, officer, upsertIncident } from '../support/items.ts';
import { bring, workerStore } from '../support/store.ts';

const LOGS = 10_000;
const PAGE = 500;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

it(`lists ${LOGS} logs; how fast is printed, not asserted`, async () => {
  const store = await workerStore();
  const begun = performance.now();
  for (let from = 0; from < LOGS; from += PAGE) {
    const logs = Array.from({ length: PAGE }, (_, n) => {
      const number = from + n;
      const day = String(1 + Math.floor(number / 1000)).padStart(2, '0');
      const lines = Array.from({ length: 5 }, (__, l) =>
        line({ id: `L${l}`, text: `Line ${l} of what was seen and done at the scene, number ${number}` }),
      );
      return incident({
        id: `LC-202105${day}-${String(number % 1000).padStart(4, '0')}`,
        resources: number % 500 === 0 ? incident().resources : [],
        lines,
      });
    });
    await bring(store, 'storm', logs.map(upsertIncident));
  }
  const filled = performance.now() - begun;
  const time = async (read: () => Promise<unknown>): Promise<string> => {
    const times: number[] = [];
    for (let run = 0; run < 7; run += 1) {
      const start = performance.now();
      await read();
      times.push(performance.now() - start);
    }
    return `${median(times).toFixed(1)} ms`;
  };
  const me = officer();
  const filtered = (filter: object) =>
    store.read('storm.list', { query: { scope: 'area', ...filter, offset: 0, limit: 100 }, officer: me });
  const figures = {
    'filled in': `${(filled / 1000).toFixed(1)} s`,
    'my logs': await time(() => store.read('storm.list', { query: { scope: 'mine', offset: 0, limit: 100 }, officer: me })),
    'area, a page of 5,000': await time(() => store.read('storm.list', { query: { scope: 'area', offset: 0, limit: 100 }, officer: me })),
    'area, narrowed down by two words': await time(() => filtered({ text: 'burg 42' })),
    'area, by a unit, newest change first': await time(() => filtered({ unit: 'LD21', sort: 'changed' })),
    'what an area can be narrowed down by': await time(() => store.read('storm.facets', { scope: 'area', officer: me })),
    'history of a place of all logs': await time(() => store.read('storm.history', { id: 'LC-20210501-0042', officer: me })),
    'one log': await time(() => store.read('storm.get', { id: 'LC-20210501-0042', officer: me })),
    Today: await time(() => store.read('today.view', { officer: me, now: '2021-05-18T14:40:00.000Z' })),
    'search, two words': await time(() => store.read('today.search', { text: 'scene 42', officer: me })),
    'search, one letter': await time(() => store.read('today.search', { text: 's', officer: me })),
    'reading every page': await time(() => store.read('store.check', null)),
    'one update, durable': await time(() => store.write('drafts.save', { draft: updateDraft('x', 'y'), now: '2021-05-18T14:40:00.000Z' })),
  };
  console.table(figures);
  const { rows, counts } = await store.read('storm.list', { query: { scope: 'area', offset: 0, limit: 100 }, officer: me });
  expect([rows.length, counts]).toEqual([100, { mine: 20, area: LOGS, team: 0, live: 20, closed: 0 }]);
}, 300_000);
