import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openEmbedded } from '../../../hq/database/embedded.ts';
import { readFeed } from '../../../hq/database/feed.ts';
import { migrate } from '../../../hq/database/migrate.ts';
import { migrations } from '../../../hq/database/migrations/index.ts';
import { missingParts } from '../../../hq/unsent/parts.ts';
import { rahman } from '../support/force.ts';

it('what was there under the words of before is there under the field’s terms: who sees what, what was taken away, and sealed work', async () => {
  const database = await openEmbedded(undefined);
  const { query } = database;
  await migrate(
    query,
    migrations.filter(({ id }) => id < 13),
  );
  const [bundle, digest] = [randomUUID(), 'a'.repeat(64)];
  await sql`insert into officer (staff_id, name, rank, collar_number, roles, team, station, area) values
    (${rahman.staffId}, 'x', 'PC', '2418', array['officer'], 'x', 'x', 'South Ribble')`.execute(query);
  await sql`insert into device (name, pool, state) values ('LAP-0417', '', 'active')`.execute(query);
  await sql`update feed set last = 2 where system = 'storm'`.execute(query);
  await sql`insert into feed (system, last) values ('storm', 2) on conflict do nothing`.execute(query);
  await sql`insert into item (system, kind, owner, id, version, body, area, audience, change_seq)
    values ('storm', 'incident', '', 'seen', 1, '{}', null, array['area:South Ribble'], 1), ('storm', 'incident', '', 'gone', 2, '{}', null, array['area:Chorley'], 2)`.execute(
    query,
  );
  await sql`insert into departure (system, kind, owner, id, audience, change_seq)
    values ('storm', 'incident', '', 'gone', 'area:South Ribble', 2)`.execute(query);
  await sql`insert into parcel (id, device, staff_id, digest, envelope, received_at) values (${bundle}, 'LAP-0417', ${rahman.staffId}, ${Buffer.alloc(32)}, 'x', now())`.execute(
    query,
  );
  await sql`insert into parcel_part (parcel, digest, bytes) values (${bundle}, ${digest}, 5)`.execute(query);
  await migrate(query);
  const page = { system: 'storm', accessKeys: ['area:South Ribble'], staffId: rahman.staffId, after: 0, last: 2, limit: 10 } as const;
  expect((await readFeed(query, page)).rows.map(({ id, visible }) => [id, visible])).toEqual([['seen', true]]);
  expect((await readFeed(query, { ...page, after: 1 })).rows.map(({ id, visible }) => [id, visible])).toEqual([['gone', false]]);
  expect(await query.selectFrom('unsent_bundle').select('id').execute()).toEqual([{ id: bundle }]);
  expect(await missingParts(query, bundle)).toEqual([digest]);
  await database.close();
});
