import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { DeviceState } from '../../contracts/hq/fleet.ts';
import type { Database, Transaction } from '../database/database.ts';
import { inventPerson } from './persons.ts';
import { type Random, seededRandom } from './random.ts';

/** A fleet to be invented: from the same seed the same one, but for the shares of its leases. */
export interface FleetOrder {
  readonly devices: number;
  readonly seed: number;
  readonly now: Date;
}

/** Where laptops are kept. The force's divisions are real, which laptop is where is not. */
const pools = ['Leyland, South Ribble', 'Chorley', 'Preston Central', 'Blackburn', 'Burnley', 'Lancaster', 'Blackpool', 'Skelmersdale'];
/** Five officers share one laptop; here they drift between the laptops of a pool, so that there are fewer of them. */
const LEASES_EACH = 3;
const OFFICERS_PER_DEVICE = 0.6;
/** The demonstration's own officers and laptop have lower numbers. */
const FIRST_COLLAR_NUMBER = 10_000;
const FIRST_LAPTOP = 1000;
/** Statements take 65,535 parameters; an officer has eleven. */
const ROWS_AT_ONCE = 1000;
const HOUR_MS = 3_600_000;
const VERSIONS = ['0.1.0', '0.1.0', '0.1.0', '0.0.9', '0.0.8'];

/** The rows of an invented fleet. */
export const inventFleet = (order: FleetOrder) => {
  const random = seededRandom(order.seed);
  const officers = inventOfficers(random, Math.max(LEASES_EACH, Math.ceil(order.devices * OFFICERS_PER_DEVICE)));
  const devices = Array.from({ length: order.devices }, (_, index) => inventDevice(random, index, order.now));
  const leases = devices.flatMap((device) => (device.last_seen === null ? [] : inventLeases(random, device, officers, order.now)));
  return { officers, devices, leases };
};

/**
 * Puts an invented fleet into the register, for pictures and measurements; in one transaction, unaudited. 32,000 laptops take the
 * embedded database half a minute.
 */
export const putFleet = async (database: Database, order: FleetOrder): Promise<void> => {
  const { officers, devices, leases } = inventFleet(order);
  await database.query.transaction().execute(async (transaction) => {
    for (const rows of batches(officers)) await transaction.insertInto('officer').values(rows).execute();
    await sql`alter table device disable trigger user`.execute(transaction);
    await sql`alter table lease disable trigger user`.execute(transaction);
    for (const rows of batches(devices)) await transaction.insertInto('device').values(rows).execute();
    for (const rows of batches(leases)) await transaction.insertInto('lease').values(rows).execute();
    await sql`alter table lease enable trigger user`.execute(transaction);
    await sql`alter table device enable trigger user`.execute(transaction);
    await rollUp(transaction);
  });
  // A server's own autovacuum comes minutes later, the embedded database has none; until then PostgreSQL plans for empty tables, and looks
  // every index entry up in rows of which half are dead.
  await sql`vacuum (analyze) officer, device, lease`.execute(database.query);
};

/** What the triggers do lease by lease, for all at once. */
const rollUp = async (transaction: Transaction): Promise<void> => {
  await sql`
    update device set lease_end = held.until, officers = held.officers, version = version
      from (select device, max(latest) filter (where not dropped) as until,
                   array_agg(staff_id order by issued desc, staff_id) as officers
              from (select device, staff_id, max(issued_at) as issued, max(not_after) as latest, bool_and(dropped_at is not null) as dropped
                      from lease group by device, staff_id) each_officer
              group by device) held
      where held.device = device.name`.execute(transaction);
  await sql`update device set pool = pool, version = version where officers = '{}'`.execute(transaction);
};

const inventOfficers = (random: Random, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const collarNumber = String(FIRST_COLLAR_NUMBER + index);
    return {
      staff_id: `LC0${collarNumber}`,
      name: inventPerson(random).name,
      rank: random.chance(0.12) ? 'PS' : 'PC',
      collar_number: collarNumber,
      roles: ['officer' as const],
      team: random.pick(pools),
      station: 'Hutton',
      area: 'Lancashire',
      call_sign: null,
      supervisor: null,
      mail_address: null,
      state: 'active' as const,
    };
  });

/** What there is much of in a fleet, and what little. A wipe under way needs an order, so none is. */
const stateOf = (random: Random): DeviceState => {
  const part = random.next();
  if (part < 0.93) return 'active';
  if (part < 0.96) return 'expected';
  if (part < 0.98) return 'revoked';
  return part < 0.995 ? 'wiped' : 'locked';
};

const inventDevice = (random: Random, index: number, now: Date) => {
  const state = stateOf(random);
  const seen = state !== 'expected';
  const lastSeen = new Date(now.getTime() - random.between(0, random.chance(0.8) ? 12 : 2000) * HOUR_MS - random.between(0, 3600) * 1000);
  return {
    name: `LAP-${FIRST_LAPTOP + index}`,
    pool: random.pick(pools),
    state,
    locked: state === 'locked',
    last_seen: seen ? lastSeen : null,
    version: seen ? random.pick(VERSIONS) : null,
    disk_bytes: seen ? random.between(20, 900) * 1_000_000 : null,
    unsent: seen ? (random.chance(0.9) ? 0 : random.between(1, 14)) : null,
    policy_version: seen ? 1 : null,
    wiped_at: state === 'wiped' ? lastSeen : null,
  };
};

const inventLeases = (
  random: Random,
  { name, state, last_seen }: ReturnType<typeof inventDevice>,
  officers: readonly { readonly staff_id: string }[],
  now: Date,
) => {
  const dropped = state === 'wiped' ? (last_seen ?? now) : null;
  const first = random.between(0, officers.length - LEASES_EACH);
  return officers.slice(first, first + LEASES_EACH).map(({ staff_id }, nth) => {
    const issuedAt = new Date((last_seen ?? now).getTime() - nth * 8 * HOUR_MS);
    return {
      id: crypto.randomUUID(),
      staff_id,
      device: name,
      device_share: dropped === null ? randomBytes(32) : null,
      issued_at: issuedAt,
      not_after: new Date(issuedAt.getTime() + 24 * HOUR_MS),
      dropped_at: dropped,
    };
  });
};

function* batches<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) yield rows.slice(start, start + ROWS_AT_ONCE);
}
