import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../main/store/open.ts';
import type { Store } from '../../main/store/store.ts';
import { createTodayHandlers } from '../../main/systems/today/handlers.ts';
import { crime, cursor, inbox, incident, line, officer, unit, upsertCrime, upsertIncident, upsertUnit } from '../main/support/items.ts';
import { atMost, p95, type Result, told } from './result.ts';

const LOGS = 10_000;
const CRIMES = 20_000;
const MAILS = 70_000;
const PAGE = 500;
/** From the key to main's answer; the window paints after it. */
const BUDGET_MS = 50;

const streets = ['Hough Lane', 'Turpin Green Lane', 'Balfour Street', 'Golden Hill Lane', 'York Close', 'Wade Hall', 'Towngate'];
const names = ['Lewis Tattersall', 'Piotr Łukasz Fairclough', 'Siân O’Brien', 'Farida Iqbal', 'Kieran Ashworth', 'Tom Halliwell'];
const kinds = ['Burglary', 'Theft from shop', 'Criminal damage', 'Assault', 'Domestic, raised voices', 'Vehicle taken'];
const of = <Value>(list: readonly Value[], n: number): Value => list[n % list.length] as Value;
const placeOf = (n: number) => ({
  ...{ text: `${1 + (n % 90)} ${of(streets, n)}, Leyland`, postcode: `PR25 ${n % 9}${of(['AB', 'TD', 'XY'], n)}`, area: 'South Ribble' },
});
const vehicleOf = (n: number) => ({
  plate: `P${of(['K', 'X', 'L'], n)}${10 + (n % 13)} O${of(['XL', 'AB'], n)}`,
  description: 'Silver Corsa',
});
const instantOf = (n: number): string => new Date(Date.UTC(2021, 4, 18) - n * 4_000_000).toISOString();

const logAt = (n: number) => {
  const at = instantOf(n);
  return incident({
    id: `LC-${at.slice(0, 10).replaceAll('-', '')}-${String(n % 10_000).padStart(4, '0')}`,
    ...{ title: of(kinds, n), openedAt: at, state: n % 40 === 0 ? 'open' : 'closed', place: placeOf(n), vehicles: [vehicleOf(n)] },
    resources: n % 500 === 0 ? incident().resources : [],
    lines: Array.from({ length: 6 }, (_, l) =>
      line({ id: `L${l}`, text: `${of(names, n + l)} seen near ${of(streets, n + l)}, number ${n}.` }),
    ),
  });
};
const crimeAt = (n: number) =>
  crime({
    id: `04/${String(21 - Math.floor(n / 10_000)).padStart(2, '0')}/${String(n % 10_000).padStart(5, '0')}`,
    ...{
      title: `${of(kinds, n)}, ${of(streets, n)}`,
      place: placeOf(n),
      status: n % 20 === 0 ? 'open' : 'filed',
      reportedAt: instantOf(n),
    },
    people: [{ name: of(names, n), roles: ['victim'] }],
    officerInCase: n % 400 === 0 ? '2418' : '1',
  });
const mailAt = (n: number) => ({
  ...{ id: `INBOX/1/${n + 1}`, uid: n + 1, subject: `${of(kinds, n)} series, ${of(streets, n)}`, fromName: of(names, n) },
  ...{ fromAddress: `f${n % 900}@lancs.example`, recipients: '', at: instantOf(n), seen: true, flagged: false, attachments: 0 },
  ...{ marking: undefined, messageId: undefined },
});

/** As an officer types them, key by key. */
const TYPED = [
  'york close',
  'burglary',
  'tattersall',
  '0841',
  '6109',
  'pk09 oxl',
  'obrien',
  '07700 900127',
  '841 of 11 jan',
  'corsa hough lane',
];

/** Ctrl+K over as much as a laptop holds: from the call that the window makes for each key to the answer, through the handler and the store's worker. */
export const benchSearch = async (): Promise<readonly Result[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-bench-search-'));
  const open = openStore(new URL('../../main/app/store-worker.ts', import.meta.url));
  const store = await open({ folder, key: new Uint8Array(32).fill(7) });
  try {
    const begun = performance.now();
    await fill(store);
    const filled = (performance.now() - begun) / (LOGS + CRIMES + MAILS);
    const today = createTodayHandlers({ store: () => store, officer: () => officer(), journal: async () => undefined });
    const times: number[] = [];
    const slowest = { text: '', ms: 0 };
    for (const text of TYPED)
      for (let length = 1; length <= text.length; length += 1) {
        const typed = text.slice(0, length);
        const from = performance.now();
        const answer = await today.search({ text: typed });
        const ms = performance.now() - from;
        if (!answer.ok) throw new Error('nothing was answered');
        times.push(ms);
        if (ms > slowest.ms) Object.assign(slowest, { text: typed, ms });
      }
    const what = `Search, ${(LOGS + CRIMES).toLocaleString('en-GB')} items, ${(LOGS + CRIMES + MAILS).toLocaleString('en-GB')} texts`;
    return [
      atMost(BUDGET_MS, `${what}: key to answer, p95 of ${times.length} keys`, p95(times), 'ms'),
      told(`${what}: the slowest, “${slowest.text}”`, slowest.ms, 'ms'),
      told(`${what}: to index one`, filled, 'ms'),
    ];
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const fill = async (store: Store): Promise<void> => {
  const at = '2021-05-18T14:40:00.000Z';
  for (let from = 0; from < LOGS; from += PAGE) {
    const lines = Array.from({ length: PAGE }, (_, n) => upsertIncident(logAt(from + n)));
    await store.write('feed.apply', { system: 'storm', lines: [...lines, upsertUnit(unit()), cursor(`c${from}`)], at });
  }
  for (let from = 0; from < CRIMES; from += PAGE) {
    const lines = Array.from({ length: PAGE }, (_, n) => upsertCrime(crimeAt(from + n)));
    await store.write('feed.apply', { system: 'crime', lines: [...lines, cursor(`c${from}`)], at });
  }
  const folder = inbox();
  await store.write('mail.saveFolders', { folders: [folder] });
  for (let from = 0; from < MAILS; from += PAGE)
    await store.write('mail.saveHeaders', { folder: 'INBOX', messages: Array.from({ length: PAGE }, (_, n) => mailAt(from + n)) });
};
