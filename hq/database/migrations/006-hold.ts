import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** Which orders hold their laptop, whatever became of them; and when each revocation list begins. */
export const hold = async (query: Query): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(query);
};

const statements = [
  'alter table fleet_order add column holds boolean not null default false',
  // Orders that waited for their laptops, and the lock by which each locked one is locked.
  "update fleet_order set holds = true where kind in ('lock', 'wipe') and state in ('pending', 'delivered')",
  `update fleet_order o set holds = true from device d
     where d.name = o.device and d.locked and o.kind = 'lock' and o.state = 'done'
       and o.sequence = (select max(sequence) from fleet_order where device = d.name and kind = 'lock' and state = 'done')`,
  'create index fleet_order_holds on fleet_order (device) where holds',
  `update device d set locked = true from fleet_order o where o.device = d.name and o.kind = 'lock' and o.holds`,
  "update device set state = 'locked' where state = 'active' and locked",
  // What began when is not known of lists that are there: they are issued anew.
  'alter table revocation_list add column this_update timestamptz',
  'update revocation_list set this_update = next_update, stale = true',
  'alter table revocation_list alter column this_update set not null',
];
