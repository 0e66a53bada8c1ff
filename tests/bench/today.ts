import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Briefing } from '../../contracts/domain/briefing.ts';
import type { ChangeLine, System } from '../../contracts/hq/feeds.ts';
import { openStore } from '../../main/store/open.ts';
import { createStormHandlers } from '../../main/systems/storm/handlers.ts';
import { createTodayHandlers } from '../../main/systems/today/handlers.ts';
import {
  crime,
  cursor,
  duty,
  incident,
  line,
  officer,
  task,
  unit,
  upsert,
  upsertCrime,
  upsertIncident,
  upsertUnit,
} from '../main/support/items.ts';
import { atMost, median, type Result, timesAtMost } from './result.ts';

const LOGS = 1000;
const CRIMES = 1000;
const TASKS = 400;
const OFFICERS = 40;
const RUNS = 15;
/** Of the 200 ms to everything painted, what main may take. */
const BUDGET_MS = 150;
const NOW = '2021-05-18T14:42:00.000Z';
const numbered = <Item>(count: number, make: (index: number) => Item): Item[] => Array.from({ length: count }, (_, index) => make(index));

/** Today with everything on it, of a supervisor whose team has a bad week: from the window's call to the answer, and how often as long as the list of the officer's logs alone. */
export const benchToday = async (): Promise<readonly Result[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-bench-today-'));
  const store = await openStore(new URL('../../main/app/store-worker.ts', import.meta.url))({ folder, key: new Uint8Array(32).fill(7) });
  const supervisor = officer({ roles: ['officer', 'supervisor'] });
  const collar = (index: number): string => String(2000 + (index % OFFICERS));
  try {
    const bring = (system: System, lines: readonly ChangeLine[]) =>
      store.write('feed.apply', { system, lines: [...lines, cursor(system)], at: NOW });
    await bring('people', [
      ...numbered(OFFICERS, (index) =>
        upsert('officer', `LC00${collar(index)}`, 1, officer({ staffId: `LC00${collar(index)}`, collarNumber: collar(index) })),
      ),
      upsert('duty', 'D1', 1, duty()),
    ]);
    await bring('storm', [
      upsertUnit(unit()),
      ...numbered(LOGS, (index) =>
        upsertIncident(
          incident({
            id: `LC-20210518-${String(index).padStart(4, '0')}`,
            ...(index % 200 === 0 ? {} : { resources: [] }),
            lines: numbered(12, (n) =>
              line({ id: `L${n}`, kind: 'update', text: 'Area search made, no trace. Occupier seen. '.repeat(3) }),
            ),
          }),
        ),
      ),
    ]);
    await bring('crime', [
      ...numbered(CRIMES, (index) => upsertCrime(crime({ id: `04/21/${String(index).padStart(5, '0')}`, officerInCase: collar(index) }))),
      ...numbered(TASKS, (index) =>
        upsert('task', `T-${index}`, 1, task({ id: `T-${index}`, owner: index % 10 === 0 ? '2418' : collar(index), setByCollar: '2418' })),
      ),
    ]);
    await bring(
      'briefing',
      numbered(5, (index) => upsert('briefing', `BR-${index}`, 1, briefed(index))),
    );
    await bring('missing', []);
    const ports = { store: () => store, officer: () => supervisor, journal: async () => undefined, now: () => new Date(NOW) };
    const [today, storm] = [createTodayHandlers(ports), createStormHandlers(ports)];
    const timed = async (call: () => Promise<{ readonly ok: boolean }>): Promise<number> => {
      const times: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        const begun = performance.now();
        const answer = await call();
        times.push(performance.now() - begun);
        if (!answer.ok) throw new Error('nothing was answered');
      }
      return median(times);
    };
    const logs = await timed(() => storm.list({ scope: 'mine', offset: 0, limit: 100 }));
    const all = await timed(() => today.view(null));
    return [
      atMost(BUDGET_MS, `Today with everything on it: call to answer, median of ${RUNS}`, all, 'ms'),
      timesAtMost(40, `The same beside the list of the officer’s logs, median of ${RUNS}`, all, 'the list', logs),
    ];
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const briefed = (index: number): Briefing => ({
  ...{
    id: `BR-${index}`,
    version: 1,
    area: 'South Ribble',
    tours: ['late'],
    title: `Item ${index}`,
    text: 'Two quads.',
    why: 'Six calls.',
  },
  ...{ from: '2021-05-17T06:00:00.000Z', until: '2021-05-20T06:00:00.000Z', marking: 'OFFICIAL', setBy: 'Intelligence unit', setAt: NOW },
  results: [],
});
