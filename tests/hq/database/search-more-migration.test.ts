import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openEmbedded } from '../../../hq/database/embedded.ts';
import { migrate } from '../../../hq/database/migrate.ts';
import { migrations } from '../../../hq/database/migrations/index.ts';
import { logLines } from '../../../hq/search/log-lines.ts';
import { missingReports } from '../../../hq/search/missing.ts';
import { persons } from '../../../hq/search/records.ts';
import { rahman } from '../support/force.ts';

const AT = '2026-01-11T14:42:08.000Z';
const LOG = 'LC-20260111-1587';

it('the lines of logs and the persons that HQ had before the step that brings them are found after it', async () => {
  const database = await openEmbedded(undefined);
  const { query } = database;
  await migrate(
    query,
    migrations.filter(({ id }) => id < 15),
  );
  await sql`insert into feed (system) values ('storm'), ('records') on conflict do nothing`.execute(query);
  const insert = (system: string, kind: string, id: string, body: object, seq: number) =>
    sql`insert into item (system, kind, owner, id, version, body, area, access_keys, change_seq)
      values (${system}, ${kind}, '', ${id}, 1, ${JSON.stringify(body)}::jsonb, 'Chorley', array['area:Chorley'], ${seq})`.execute(query);
  const line = (id: string, text: string) => ({ id, at: AT, operator: 'PC 2418', terminal: 'LD21', kind: 'update', text });
  await insert(
    'storm',
    'incident',
    LOG,
    { title: 'Burglary', openedAt: AT, lines: [line('a', 'Glove found'), line('b', 'Dog asked for')] },
    1,
  );
  await insert('records', 'person', 'N-1', { name: 'Siân Tattersall', details: [{ kind: 'alias', text: 'Shan' }], createdAt: AT }, 1);
  await migrate(query);
  const found = async (source: ReturnType<typeof persons>, text: string) =>
    (await source.search({ text, officer: rahman, device: 'LAP-0417' }, new AbortController().signal)).results.map(({ number }) => number);
  expect(await found(logLines(query), 'glove')).toEqual([LOG]);
  expect(await found(logLines(query), 'dog asked')).toEqual([LOG]);
  expect(await found(persons(query), 'shan')).toEqual(['N-1']);
  // What has gone is found no more.
  await sql`delete from item where id = ${LOG}`.execute(query);
  expect(await found(logLines(query), 'glove')).toEqual([]);
  await database.close();
});

it('the missing-person reports that HQ had before the step that brings them are found after it', async () => {
  const database = await openEmbedded(undefined);
  const { query } = database;
  await migrate(
    query,
    migrations.filter(({ id }) => id < 16),
  );
  await sql`insert into feed (system) values ('missing') on conflict do nothing`.execute(query);
  const body = JSON.stringify({ name: 'Siân Tattersall', description: 'Blue cardigan', reportedAt: AT });
  await sql`insert into item (system, kind, owner, id, version, body, area, access_keys, change_seq)
    values ('missing', 'missing', '', 'MP-26-00412', 1, ${body}::jsonb, null, array['team:' || ${rahman.team}], 1)`.execute(query);
  await migrate(query);
  const { results } = await missingReports(query).search(
    { text: 'sian cardigan', officer: rahman, device: 'LAP-0417' },
    new AbortController().signal,
  );
  expect(results.map(({ number }) => number)).toEqual(['MP-26-00412']);
  await database.close();
});
