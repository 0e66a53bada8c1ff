import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Incident } from '../../contracts/domain/incident.ts';
import { openStore } from '../../main/store/open.ts';
import { createStormHandlers } from '../../main/systems/storm/handlers.ts';
import { cursor, incident, line, officer, unit, upsertIncident, upsertUnit } from '../main/support/items.ts';
import { atMost, median, type Result } from './result.ts';

const LOGS = 5000;
const PAGE = 500;
const RUNS = 15;
/** From the key to the painted rows there are 50; what the window needs of them is measured by no one here, and is left out of this figure. */
const BUDGET_MS = 50;

const titles = [
  'Burglary, suspect may be near',
  'Domestic, raised voices',
  'Theft from shop',
  'Noise, second night',
  'Collision, no injuries',
];
const streets = ['Hough Lane', 'Turpin Green Lane', 'Balfour Street', 'Golden Hill Lane', 'Wade Hall'];
const sentence = 'Area search made, no trace. Occupier seen, statement taken, film asked for. ';

/** As many as an area has after a bad week, of the sizes that the demonstration force’s logs have. */
const logAt = (index: number): Incident =>
  incident({
    id: `LC-2021051${Math.floor(index / 1000)}-${String(index % 10_000).padStart(4, '0')}`,
    title: titles[index % titles.length] ?? '',
    grade: 1 + (index % 4),
    openedAt: new Date(Date.UTC(2021, 4, 10) + index * 97_000).toISOString(),
    place: { text: `${index % 90} ${streets[index % streets.length]}, Leyland`, postcode: `PR25 ${index % 9}TD`, area: 'South Ribble' },
    resources: Array.from({ length: index % 3 }, (_, n) => ({
      ...{ callSign: `LD${20 + ((index + n) % 60)}`, status: 5 + (index % 3), since: '2021-05-18T14:20:00.000Z' },
      collarNumbers: [String(2000 + ((index + n) % 300)), String(3000 + (index % 300))],
    })),
    lines: Array.from({ length: 12 }, (_, n) => line({ id: `L${n}`, kind: 'update', text: sentence.repeat(1 + (n % 3)) })),
  });

/** The filter of an area’s logs: from the call that the window makes for a key to the answer it paints, through the handler and the store’s worker. */
export const benchStormFilter = async (): Promise<readonly Result[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-bench-storm-'));
  const open = openStore(new URL('../../main/app/store-worker.ts', import.meta.url));
  const store = await open({ folder, key: new Uint8Array(32).fill(7) });
  try {
    for (let from = 0; from < LOGS; from += PAGE) {
      const lines = Array.from({ length: PAGE }, (_, index) => upsertIncident(logAt(from + index)));
      await store.write('feed.apply', {
        system: 'storm',
        lines: [...lines, upsertUnit(unit()), cursor(`c${from}`)],
        at: '2021-05-18T14:40:00.000Z',
      });
    }
    const handlers = createStormHandlers({ store: () => store, officer: () => officer(), journal: async () => undefined });
    const timed = async (filter: object): Promise<number> => {
      const times: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        const begun = performance.now();
        const answer = await handlers.list({ scope: 'area', offset: 0, limit: 100, ...filter });
        times.push(performance.now() - begun);
        if (!answer.ok || !answer.value.known || answer.value.value.total === 0) throw new Error('nothing was found');
      }
      return median(times);
    };
    const figures = {
      'one letter': await timed({ text: 'b' }),
      'two words': await timed({ text: 'burg hough' }),
      'a unit, newest change first': await timed({ unit: 'LD27', sort: 'changed' }),
      'words, grade and age, oldest first': await timed({ text: 'lane', grade: 1, age: 'older', sort: 'oldest' }),
    };
    return Object.entries(figures).map(([what, value]) =>
      atMost(BUDGET_MS, `Storm list, ${LOGS.toLocaleString('en-GB')} logs by ${what}: call to answer, median of ${RUNS}`, value, 'ms'),
    );
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
