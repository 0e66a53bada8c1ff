import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openEmbedded } from '../../../hq/database/embedded.ts';
import { migrate } from '../../../hq/database/migrate.ts';
import { migrations } from '../../../hq/database/migrations/index.ts';

it('laptops that were locked, or had a lock or wipe waiting, are held by those orders after the step that brings holds', async () => {
  const database = await openEmbedded(undefined);
  const { query } = database;
  await migrate(
    query,
    migrations.filter(({ id }) => id < 6),
  );
  const laptops = [
    { name: 'LAP-0001', state: 'locked', locked: true, order: ['lock', 'done'], after: ['locked', true] },
    { name: 'LAP-0002', state: 'active', locked: false, order: ['lock', 'pending'], after: ['locked', true] },
    { name: 'LAP-0003', state: 'wiping', locked: false, order: ['wipe', 'delivered'], after: ['wiping', true] },
    { name: 'LAP-0004', state: 'active', locked: false, order: ['lock', 'done'], after: ['active', false] },
    { name: 'LAP-0005', state: 'active', locked: false, order: ['wipe', 'refused'], after: ['active', false] },
    { name: 'LAP-0006', state: 'wiped', locked: false, order: ['wipe', 'done'], after: ['wiped', false] },
  ] as const;
  for (const { name, state, locked, order } of laptops) {
    await sql`insert into device (name, pool, state, locked, wiped_at) values (${name}, '', ${state}, ${locked}, now())`.execute(query);
    await sql`insert into fleet_order (id, device, sequence, kind, state, reason, content, signatures, signers, at, not_after)
      values (${randomUUID()}, ${name}, 1, ${order[0]}, ${order[1]}, '', '{}', array['x'], '[]', now(), now())`.execute(query);
  }
  await migrate(query);
  const rows = await query
    .selectFrom('device')
    .innerJoin('fleet_order', 'fleet_order.device', 'device.name')
    .select(['device.name', 'device.state', 'fleet_order.holds'])
    .orderBy('device.name')
    .execute();
  expect(rows.map(({ name, state, holds }) => [name, state, holds])).toEqual(laptops.map(({ name, after }) => [name, ...after]));
  await database.close();
});
