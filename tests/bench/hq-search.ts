import { sql } from 'kysely';
import { openDatabase } from '../../hq/database/open.ts';
import { indexedSource } from '../../hq/search/indexed.ts';
import { rahman } from '../hq/support/force.ts';
import { postgresFolder, startPostgres } from '../hq/support/postgres.ts';
import { atMost, p95, type Result, told } from './result.ts';

/** A force's reports of twenty years are 564,000; as many as this machine makes in a few minutes are measured. */
const CRIMES = 100_000;
const BATCH = 5000;
const RUNS = 5;
const BUDGET_MS = 200;
const TYPED = ['york close', 'burglary', 'tattersall', '04/19/00777', '00777', 'pk09oxl', 'obrien', 'pr25 1ab', 'corsa york', 'zzz nobody'];

/** HQ's search over a PostgreSQL server, source by source: from the question to its records. Nothing where there is no server. */
export const benchHqSearch = async (): Promise<readonly Result[]> => {
  const bin = postgresFolder();
  if (bin === undefined) return [];
  const server = await startPostgres(bin);
  const database = await openDatabase({ url: await server.createDatabase() });
  try {
    const begun = performance.now();
    for (let from = 1; from <= CRIMES; from += BATCH)
      await sql`insert into item (system, kind, owner, id, version, body, area, access_keys, change_seq)
      select 'crime', 'crime', '', '04/' || lpad((n / 100000 + 15)::text, 2, '0') || '/' || lpad((n % 100000)::text, 5, '0'), 1,
        jsonb_build_object('title', kinds[1 + n % 6] || ', ' || streets[1 + n % 7], 'type', kinds[1 + n % 6], 'method', repeat('Door forced, no trace. ', 8),
          'reportedAt', to_char(timestamp '2022-01-01' - n * interval '10 minutes', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'marking', 'OFFICIAL',
          'place', jsonb_build_object('text', n % 90 || ' ' || streets[1 + n % 7] || ', Leyland', 'postcode', 'PR25 ' || n % 9 || 'AB'),
          'people', jsonb_build_array(jsonb_build_object('name', names[1 + n % 6])),
          'vehicles', jsonb_build_array(jsonb_build_object('plate', 'PK' || lpad((n % 90)::text, 2, '0') || ' OXL', 'description', 'Silver Corsa'))),
        'Leyland', array['area:Leyland'], n
      from generate_series(${from}::int, ${from + BATCH - 1}::int) as n,
        (select array['Burglary','Theft','Damage','Assault','Domestic','Vehicle taken'] as kinds,
          array['Hough Lane','York Close','Balfour Street','Towngate','Wade Hall','Golden Hill','Turpin Green'] as streets,
          array['Lewis Tattersall','Piotr Łukasz','Siân O’Brien','Farida Iqbal','Kieran Ashworth','Tom Halliwell'] as names) as words`.execute(
        database.query,
      );
    await sql`analyze item_search`.execute(database.query);
    const filled = performance.now() - begun;
    const source = indexedSource({ name: 'SLEUTH', holds: '', query: database.query, kinds: ['crime'], wholeForce: true });
    const times: number[] = [];
    const slowest = { text: '', ms: 0 };
    for (let run = 0; run < RUNS; run += 1)
      for (const text of TYPED) {
        const from = performance.now();
        await source.search({ text, officer: rahman, device: 'LAP-0417' }, new AbortController().signal);
        const ms = performance.now() - from;
        times.push(ms);
        if (ms > slowest.ms) Object.assign(slowest, { text, ms });
      }
    const what = `HQ's search, ${CRIMES.toLocaleString('en-GB')} crimes in PostgreSQL`;
    return [
      atMost(BUDGET_MS, `${what}: question to records, p95 of ${times.length}`, p95(times), 'ms'),
      told(`${what}: the slowest, “${slowest.text}”`, slowest.ms, 'ms'),
      told(`${what}: to write and index them all`, filled, 'ms'),
    ];
  } finally {
    await database.close();
    await server.stop();
  }
};
