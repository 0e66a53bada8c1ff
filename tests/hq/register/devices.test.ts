import { expect, it } from 'vitest';
import { type DeviceQuery, type DeviceRow, deviceQuery, deviceSort, deviceState } from '../../../contracts/hq/fleet.ts';
import type { Database } from '../../../hq/database/database.ts';
import { inventFleet, putFleet } from '../../../hq/demo/fleet.ts';
import { findDeviceRow, listDevices } from '../../../hq/register/devices.ts';
import { KeyFolder } from '../../../hq/shares/key-folder.ts';
import { dropLeases, holdLease } from '../../../hq/shares/leases.ts';
import { temporaryFolder } from '../../main/support/store.ts';
import { onEveryDatabase } from '../support/databases.ts';

const FLEET = 240;
const NOW = new Date('2026-11-20T09:00:00.000Z');

onEveryDatabase((databases) => {
  let filled: Promise<Database> | undefined;
  const fleet = (): Promise<Database> => {
    filled ??= putFleet(databases().first, { devices: FLEET, seed: 41, now: NOW }).then(() => databases().first);
    return filled;
  };
  const list = async (asked: Partial<DeviceQuery>) => listDevices((await fleet()).query, deviceQuery.parse(asked));
  const everyRow = async (asked: Partial<DeviceQuery>): Promise<DeviceRow[]> => {
    const pages = await Promise.all([0, 100, 200].map((offset) => list({ ...asked, offset })));
    return pages.flatMap(({ rows }) => rows);
  };

  it('pages through the whole fleet, each laptop once, in every order', async () => {
    for (const sort of deviceSort.options) {
      for (const descending of [false, true]) {
        const rows = await everyRow({ sort, descending });
        expect(new Set(rows.map(({ name }) => name)).size).toBe(FLEET);
      }
    }
  });

  it('sorts by what is shown, and puts what is not known last either way', async () => {
    const keys = { lastSeen: 'lastSeen', disk: 'diskBytes', unsent: 'unsent', leaseEnd: 'leaseEnd' } as const;
    for (const sort of ['lastSeen', 'disk', 'unsent', 'leaseEnd'] as const) {
      for (const descending of [false, true]) {
        const values = (await everyRow({ sort, descending })).map((row) => row[keys[sort]]);
        const known = values.filter((value) => value !== undefined);
        expect(values.slice(0, known.length)).toEqual(known);
        expect(known.length).toBeGreaterThan(100);
        expect(known).toEqual([...known].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0) * (descending ? -1 : 1)));
      }
    }
  });

  it('sorts states in the order of the contract', async () => {
    const states = (await everyRow({ sort: 'state' })).map(({ state }) => deviceState.options.indexOf(state));
    expect(states).toEqual([...states].sort((a, b) => a - b));
  });

  it('sorts versions by their numbers', async () => {
    const { query } = await fleet();
    await query.updateTable('device').set({ version: '0.10.0' }).where('name', '=', 'LAP-1001').execute();
    const [first] = (await list({ sort: 'version', descending: true })).rows;
    expect(first?.name).toBe('LAP-1001');
  });

  it('counts the whole fleet by state, whatever is searched for', async () => {
    const all = await everyRow({});
    const { counts, total } = await list({ search: 'nobody at all' });
    expect(total).toBe(0);
    for (const state of deviceState.options) expect(counts[state], state).toBe(all.filter((row) => row.state === state).length);
    const expected = await list({ state: 'expected' });
    expect(expected.total).toBe(counts.expected);
    expect(expected.rows.every(({ state }) => state === 'expected')).toBe(true);
  });

  it('finds a laptop by its name, its pool, and an officer’s name or collar number, every word', async () => {
    const all = await everyRow({});
    const one = all.find(({ officers, state }) => officers.length === 3 && state === 'active');
    const [officer] = one?.officers ?? [];
    if (one === undefined || officer === undefined) throw new Error('no laptop to look for');
    const collarNumber = officer.staffId.slice(3);
    for (const search of [
      one.name,
      one.name.toLowerCase(),
      `${officer.name} ${one.pool}`,
      collarNumber,
      `${collarNumber} ${officer.name}`,
    ]) {
      const { rows } = await list({ search });
      expect(rows.map(({ name }) => name)).toContain(one.name);
    }
    const byPool = await list({ search: 'burnley' });
    expect(byPool.total).toBe(all.filter(({ pool }) => pool === 'Burnley').length);
    expect((await list({ search: `${one.name} ${collarNumber} zebra` })).total).toBe(0);
    expect((await list({ search: '%' })).total).toBe(0);
  });

  it('knows of a lease as soon as it is given, and no more once it was dropped', async () => {
    const { query } = await fleet();
    const until = new Date('2027-01-01T00:00:00.000Z');
    const keys = new KeyFolder(temporaryFolder());
    const lend = (staffId: string, issuedAt: Date) =>
      query
        .transaction()
        .execute((transaction) => holdLease(transaction, keys, { staffId, device: 'LAP-1000', issuedAt, notAfter: until }));
    await lend('LC010001', new Date('2026-12-01T00:00:00.000Z'));
    await lend('LC010002', new Date('2026-12-02T00:00:00.000Z'));
    await lend('LC010001', new Date('2026-12-03T00:00:00.000Z'));
    const held = await findDeviceRow(query, 'LAP-1000');
    expect(held?.officers.map(({ staffId }) => staffId).slice(0, 2)).toEqual(['LC010001', 'LC010002']);
    expect(held?.leaseEnd).toBe(until.toISOString());
    expect((await list({ search: 'LAP-1000 10002' })).total).toBe(1);
    await query.transaction().execute((transaction) => dropLeases(transaction, 'LAP-1000', NOW));
    const dropped = await findDeviceRow(query, 'LAP-1000');
    expect(dropped?.leaseEnd).toBeUndefined();
    expect(dropped?.officers[0]?.staffId).toBe('LC010001');
  });

  it('finds an officer under a new name', async () => {
    const { query } = await fleet();
    const [row] = (await list({ search: '10009' })).rows;
    const renamed = row?.officers.find(({ staffId }) => staffId === 'LC010009') ?? row?.officers[0];
    if (row === undefined || renamed === undefined) throw new Error('nobody to rename');
    await query.updateTable('officer').set({ name: 'Xanthe Quill' }).where('staff_id', '=', renamed.staffId).execute();
    expect((await list({ search: 'xanthe quill' })).rows.map(({ name }) => name)).toContain(row.name);
  });
});

it('invents the same fleet from the same seed, and another from another', () => {
  const of = (seed: number) => {
    const { officers, devices, leases } = inventFleet({ devices: 50, seed, now: NOW });
    return { officers, devices, leases: leases.map(({ id: _id, device_share: _share, ...rest }) => rest) };
  };
  expect(of(1)).toEqual(of(1));
  expect(of(1)).not.toEqual(of(2));
});
