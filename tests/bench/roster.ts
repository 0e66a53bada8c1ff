import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '../../contracts/domain/force-calendar.ts';
import { openStore } from '../../main/store/open.ts';
import { createPeopleHandlers } from '../../main/systems/people/handlers.ts';
import { cursor, duty, officer, upsert } from '../main/support/items.ts';
import { median, type Result, timesAtMost } from './result.ts';

const TEAM = 'Leyland Response';
const OFFICERS = 40;
const FROM = '2021-04-26';
/** The weeks that a month is in, as the window shows them. */
const DAYS = 42;
const RUNS = 25;
/** On a quiet machine it is 8; with the cover read once for each request it was 130. */
const BUDGET = 15;

/** A month's roster: the officer's own days, who of the team works on each of them, and the requests, from the call that the window makes to the answer it paints. */
export const benchRoster = async (): Promise<readonly Result[]> => {
  const alone = await monthOf(1);
  const team = await monthOf(OFFICERS);
  const against = 'the same of one officer, median';
  return [timesAtMost(BUDGET, `Month’s roster, ${OFFICERS} officers: call to answer, median of ${RUNS}`, team, against, alone)];
};

/** Milliseconds for a team of that many, each with a request for leave in every fortnight. */
const monthOf = async (members: number): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-bench-roster-'));
  const open = openStore(new URL('../../main/app/store-worker.ts', import.meta.url));
  const store = await open({ folder, key: new Uint8Array(32).fill(7) });
  const days = Array.from({ length: DAYS }, (_, n) => addDays(FROM, n));
  const all = Array.from({ length: members }, (_, n) => String(2418 + n));
  try {
    await store.write('feed.apply', {
      system: 'people',
      lines: [
        ...all.map((collarNumber) =>
          upsert('officer', `LC00${collarNumber}`, 1, officer({ staffId: `LC00${collarNumber}`, collarNumber })),
        ),
        ...days.map((day) => upsert('duty', day, 1, duty({ id: day, day, start: `${day}T14:00:00.000Z`, end: `${day}T22:00:00.000Z` }))),
        ...days.map((day) => coverOn(day, all)),
        ...all.flatMap((collarNumber) => [0, 14, 28].map((n) => leaveOf(collarNumber, addDays(FROM, n)))),
        cursor('c1'),
      ],
      at: '2021-05-18T14:40:00.000Z',
    });
    const handlers = createPeopleHandlers({ store: () => store, officer: () => officer(), journal: async () => undefined });
    const asked = { from: FROM, to: days.at(-1) ?? FROM };
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const begun = performance.now();
      const answers = await Promise.all([handlers.roster(asked), handlers.cover(asked), handlers.team(null), handlers.requests(null)]);
      times.push(performance.now() - begun);
      if (answers.some((answer) => !answer.ok || !answer.value.known)) throw new Error('the roster was not answered');
    }
    return median(times);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const coverOn = (day: string, all: readonly string[]) =>
  upsert('cover', `${day} ${TEAM}`, 1, {
    ...{ id: `${day} ${TEAM}`, version: 1, day, team: TEAM, least: 3 },
    members: all.map((collarNumber) => ({
      ...{ officer: collarNumber, name: `${collarNumber} Rahman`, state: 'duty', label: 'Late' },
      ...{ start: `${day}T14:00:00.000Z`, end: `${day}T22:00:00.000Z` },
    })),
  });

const leaveOf = (collarNumber: string, day: string) => {
  const id = `LV-${collarNumber}${day.slice(5).replace('-', '')}`;
  return upsert('leave', id, 1, {
    ...{ id, version: 1, officer: collarNumber, name: `PC ${collarNumber}`, team: TEAM, kind: 'annualLeave', state: 'asked' },
    ...{ askedAt: '2021-05-01T08:00:00.000Z', days: [{ day, part: 'full', cost: 1, label: 'Late' }] },
  });
};
