import { type Selectable, sql } from 'kysely';
import type { DevicePage, DeviceQuery, DeviceRow, DeviceSort, DeviceState } from '../../contracts/hq/fleet.ts';
import type { Query } from '../database/database.ts';
import type { DeviceTable } from '../database/tables.ts';
import { orderStateAt } from '../fleet/orders/rows.ts';
import { matching } from './search.ts';

/** One page of the fleet, in a stable order; what is not known of a laptop comes last either way. */
export const listDevices = async (query: Query, asked: DeviceQuery): Promise<DevicePage> => {
  const counts = await countStates(query);
  // Names first: sorting 32,000 whole rows to show a hundred takes twice as long.
  const page = await fromDevices(query, asked)
    .select('name')
    // A search reads every row's text: what it finds is counted on the same way.
    .$if(isSearch(asked), (found) => found.select(sql<number>`count(*) over ()`.as('found')))
    .orderBy(sorting[asked.sort], (order) => (asked.descending ? order.desc().nullsLast() : order.asc().nullsLast()))
    .orderBy('name')
    .offset(asked.offset)
    .limit(asked.limit)
    .execute();
  const rows = await findDeviceRows(
    query,
    page.map(({ name }) => name),
  );
  const found = page[0]?.found;
  return { total: found === undefined ? await totalOf(query, asked, counts, rows.length) : Number(found), counts, rows };
};

const isSearch = ({ search }: Pick<DeviceQuery, 'search'>): boolean => search.trim() !== '';

/** One laptop's row. Undefined when the register does not know it. */
export const findDeviceRow = async (query: Query, name: string): Promise<DeviceRow | undefined> => (await findDeviceRows(query, [name]))[0];

/** The rows of these laptops, in this order. */
const findDeviceRows = async (query: Query, names: readonly string[]): Promise<DeviceRow[]> => {
  if (names.length === 0) return [];
  const found = await query.selectFrom('device').select(columns).where('name', 'in', names).execute();
  const byName = new Map((await rowsOf(query, found)).map((row) => [row.name, row]));
  return names.flatMap((name) => byName.get(name) ?? []);
};

const columns = ['name', 'pool', 'state', 'last_seen', 'version', 'officers', 'disk_bytes', 'unsent', 'lease_end', 'update_state'] as const;
type Columns = Pick<Selectable<DeviceTable>, (typeof columns)[number]>;

const fromDevices = (query: Query, { search, state }: Pick<DeviceQuery, 'search' | 'state'>) =>
  query
    .selectFrom('device')
    .$if(state !== undefined, (all) => all.where('state', '=', state ?? 'active'))
    .where((device) => matching(device.ref('search'), search));

/** The column by which each is sorted: states so that those which need ICT are together, versions by their numbers. */
const sorting = {
  name: 'name',
  state: 'state_order',
  lastSeen: 'last_seen',
  version: 'version_order',
  disk: 'disk_bytes',
  unsent: 'unsent',
  leaseEnd: 'lease_end',
} as const satisfies Readonly<Record<DeviceSort, keyof DeviceTable>>;

/** Nearly all laptops are active: the others are counted by their index, and the fleet without looking into its rows. */
const countStates = async (query: Query): Promise<Record<DeviceState, number>> => {
  const others = await query
    .selectFrom('device')
    .select(['state', (device) => device.fn.countAll<number>().as('count')])
    .where('state', 'in', ['expected', 'locked', 'wiping', 'wiped', 'revoked'])
    .groupBy('state')
    .execute();
  const { all } = await query
    .selectFrom('device')
    .select((device) => device.fn.countAll<number>().as('all'))
    .executeTakeFirstOrThrow();
  const of = (state: DeviceState): number => others.find((row) => row.state === state)?.count ?? 0;
  return {
    expected: of('expected'),
    active: all - others.reduce((sum, { count }) => sum + count, 0),
    locked: of('locked'),
    wiping: of('wiping'),
    wiped: of('wiped'),
    revoked: of('revoked'),
  };
};

/**
 * How many there are where no row has said it: counting again what the states have counted already would read the whole table a second
 * time. A search is counted by itself only for a page past its end.
 */
const totalOf = async (query: Query, asked: DeviceQuery, counts: Readonly<Record<DeviceState, number>>, rows: number): Promise<number> => {
  if (!isSearch(asked))
    return asked.state === undefined ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[asked.state];
  if (rows === 0 && asked.offset === 0) return 0;
  const { count } = await fromDevices(query, asked)
    .select((device) => device.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** Officers that a row names: the register keeps five for searching, the window shows three. */
const OFFICERS_SHOWN = 3;

const rowsOf = async (query: Query, rows: readonly Columns[]): Promise<DeviceRow[]> => {
  const names = await namesOf(
    query,
    rows.flatMap(({ officers }) => officers.slice(0, OFFICERS_SHOWN)),
  );
  const orders = await openOrders(
    query,
    rows.map(({ name }) => name),
  );
  return rows.map((row) => {
    const { order, hold } = ordersOf(row, orders.get(row.name) ?? []);
    return {
      name: row.name,
      pool: row.pool,
      state: row.state,
      officers: row.officers.slice(0, OFFICERS_SHOWN).map((staffId) => ({ staffId, name: names.get(staffId) ?? staffId })),
      ...(row.last_seen === null ? {} : { lastSeen: row.last_seen.toISOString() }),
      ...(row.version === null ? {} : { version: row.version }),
      ...(row.update_state === null ? {} : { update: row.update_state }),
      ...(row.disk_bytes === null ? {} : { diskBytes: row.disk_bytes }),
      ...(row.unsent === null ? {} : { unsent: row.unsent }),
      ...(row.lease_end === null ? {} : { leaseEnd: row.lease_end.toISOString() }),
      ...(order === undefined ? {} : { order }),
      ...(hold === undefined ? {} : { hold }),
    };
  });
};

/** Names of officers by staff id. */
export const namesOf = async (query: Query, staffIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (staffIds.length === 0) return new Map();
  const found = await query
    .selectFrom('officer')
    .select(['staff_id', 'name'])
    .where('staff_id', 'in', [...new Set(staffIds)])
    .execute();
  return new Map(found.map(({ staff_id, name }) => [staff_id, name]));
};

type OpenOrder = NonNullable<DeviceRow['order']>;

/** The orders of each laptop that are not over, or hold it, oldest first. */
const openOrders = async (query: Query, devices: readonly string[]): Promise<ReadonlyMap<string, readonly OpenOrder[]>> => {
  if (devices.length === 0) return new Map();
  const found = await query
    .selectFrom('fleet_order')
    .select(['device', 'kind', 'state', 'not_after'])
    .where('device', 'in', devices)
    .where((order) => order.or([order('state', 'in', ['unsigned', 'pending', 'delivered']), order('holds', '=', true)]))
    .orderBy('sequence')
    .execute();
  const at = new Date();
  const inForce = found.map((order) => ({ device: order.device, kind: order.kind, state: orderStateAt(order, at) }));
  return Map.groupBy(inForce, ({ device }) => device);
};

const open: ReadonlySet<OpenOrder['state']> = new Set(['unsigned', 'pending', 'delivered']);
const holding = { locked: 'lock', wiping: 'wipe' } as const;

/** The newest order that is not over, and the newest that makes the laptop's state what it is. */
const ordersOf = ({ state }: Columns, orders: readonly OpenOrder[]): Pick<DeviceRow, 'order' | 'hold'> => {
  const only = (order: OpenOrder | undefined) => order && { kind: order.kind, state: order.state };
  const kind = state === 'locked' || state === 'wiping' ? holding[state] : undefined;
  return {
    order: only(orders.findLast((order) => open.has(order.state))),
    hold: only(orders.findLast((order) => order.kind === kind && order.state !== 'unsigned')),
  };
};
