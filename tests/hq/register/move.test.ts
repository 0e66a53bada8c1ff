import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../hq/database/database.ts';
import { beginWriting } from '../../../hq/database/items.ts';
import { findOfficer, putOfficer } from '../../../hq/database/officers.ts';
import { openDatabase } from '../../../hq/database/open.ts';
import { moveOfficer } from '../../../hq/register/directory.ts';
import { typedToMove } from '../../../hq/register/officer-file.ts';
import { seed } from '../../../hq/systems/seed.ts';
import { officers, rahman } from '../support/force.ts';
import { type PostgresServer, postgresFolder, startPostgres } from '../support/postgres.ts';

const bin = postgresFolder();
describe.skipIf(bin === undefined)('an officer who is moved (needs Debian package postgresql)', () => {
  let server: PostgresServer;
  let database: Database;
  beforeAll(async () => {
    if (bin === undefined) return;
    server = await startPostgres(bin);
    database = await openDatabase({ url: await server.createDatabase() });
    await seed(database, { officers, devices: [], items: [] });
  });
  afterAll(async () => {
    await database?.close();
    await server?.stop();
  });

  const move = (typed: Parameters<typeof typedToMove>[0], staffId = rahman.staffId) =>
    moveOfficer(database, staffId, typedToMove(typed), { dryRun: false, actor: 'ict', at: new Date() });
  const waiting = async (): Promise<number | undefined> => {
    const { rows } = await sql<{
      count: number;
    }>`select count(*)::integer as count from pg_stat_activity where wait_event_type = 'Lock'`.execute(database.query);
    return rows[0]?.count;
  };

  it('keeps what somebody else changes meanwhile', async () => {
    let moved: ReturnType<typeof move> | undefined;
    await database.query.transaction().execute(async (transaction) => {
      await beginWriting(transaction, 'people');
      await putOfficer(transaction, { ...rahman, telephone: '01772 000000' });
      moved = move({ team: 'Chorley Response' });
      await expect.poll(waiting).toBe(1);
    });
    expect(await moved).toEqual([{ staffId: rahman.staffId, changed: ['team'] }]);
    expect((await findOfficer(database.query, rahman.staffId))?.officer).toEqual({
      ...rahman,
      team: 'Chorley Response',
      telephone: '01772 000000',
    });
  });

  it('loses what is typed as empty, has nothing else changed, and is somebody whom the directory knows', async () => {
    const { officer: before } = (await findOfficer(database.query, rahman.staffId)) ?? {};
    await move({ callSign: '', supervisor: undefined });
    const { callSign: _taken, ...rest } = before ?? rahman;
    expect((await findOfficer(database.query, rahman.staffId))?.officer).toEqual(rest);
    expect(() => typedToMove({ team: '', callSign: 'no call sign!' })).toThrow(/^team, callSign: missing, or not of its form$/);
    await expect(move({ team: 'Chorley Response' }, 'LC000000')).rejects.toMatchObject({ code: 'OfficerUnknown' });
    await expect(move({ supervisor: 'LC000000' })).rejects.toMatchObject({ code: 'SupervisorUnknown' });
  });
});
