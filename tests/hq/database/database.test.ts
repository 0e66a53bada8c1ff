import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { feedSystemIds } from '../../../contracts/systems/ids.ts';
import { appendAudit, verifyAudit } from '../../../hq/database/audit.ts';
import { migrate } from '../../../hq/database/migrate.ts';
import { spendNonce } from '../../../hq/database/nonces.ts';
import { openDatabase } from '../../../hq/database/open.ts';
import { seed } from '../../../hq/systems/seed.ts';
import { onEveryDatabase } from '../support/databases.ts';
import { incident, officers, rahman } from '../support/force.ts';
import { putEmptyDatabase } from '../support/template.ts';

const folder = mkdtempSync(join(tmpdir(), 'hq-database-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A new embedded PostgreSQL takes seconds of a core that others may be using; every other test copies one. */
const MAKING_ONE_MS = 240_000;

describe('the database', () => {
  it(
    'can be in memory alone',
    async () => {
      const database = await openDatabase({ memory: true });
      expect((await database.query.selectFrom('feed').select('system').execute()).map(({ system }) => system).sort()).toEqual(
        [...feedSystemIds].sort(),
      );
      await database.close();
    },
    MAKING_ONE_MS,
  );
});

describe('the database folder', () => {
  it('opens for one process alone, and again after that one closed', async () => {
    await putEmptyDatabase(folder);
    const first = await openDatabase({ folder });
    await expect(openDatabase({ folder })).rejects.toMatchObject({ code: 'DatabaseInUse' });
    await seed(first, { officers, items: [] });
    await first.close();
    const again = await openDatabase({ folder });
    expect(await again.query.selectFrom('officer').select('staff_id').execute()).toHaveLength(officers.length);
    await again.close();
  });
});

onEveryDatabase((databases) => {
  it('migrates once, and refuses a database that a newer program made', async () => {
    const { first } = databases();
    const before = await first.query.selectFrom('migration').select(['id', 'name']).orderBy('id').execute();
    await migrate(first.query);
    expect(await first.query.selectFrom('migration').select(['id', 'name']).orderBy('id').execute()).toEqual(before);
    await first.query.insertInto('migration').values({ id: 9999, name: 'future' }).execute();
    await expect(migrate(first.query)).rejects.toMatchObject({ code: 'DatabaseFromFuture' });
    await first.query.deleteFrom('migration').where('id', '=', 9999).execute();
  });

  it('leaves nothing of a migration that fails half-way', async () => {
    const { first } = databases();
    const broken = {
      id: 9998,
      name: 'broken',
      up: async (query: typeof first.query) => {
        await sql`create table half_made (id integer)`.execute(query);
        throw new Error('power cut');
      },
    };
    const { migrations } = await import('../../../hq/database/migrations/index.ts');
    await expect(migrate(first.query, [...migrations, broken])).rejects.toThrow('power cut');
    await expect(sql`select * from half_made`.execute(first.query)).rejects.toThrow();
  });

  it('keeps transactions of one process apart', async () => {
    const { first } = databases();
    const device = (name: string) => ({ name, pool: 'p', state: 'expected' as const });
    const undone = first.query.transaction().execute(async (transaction) => {
      await transaction.insertInto('device').values(device('LAP-1')).execute();
      await new Promise((resolve) => setTimeout(resolve, 20));
      throw new Error('undone');
    });
    const kept = first.query.insertInto('device').values(device('LAP-2')).execute();
    await expect(undone).rejects.toThrow('undone');
    await kept;
    expect(await first.query.selectFrom('device').select('name').execute()).toEqual([{ name: 'LAP-2' }]);
  });

  it('reads numbers, bytes, lists and documents alike', async () => {
    const { first } = databases();
    await seed(first, { officers, items: [incident('LC-20260111-0001', 'South Ribble')] });
    const item = await first.query.selectFrom('item').selectAll().where('id', '=', 'LC-20260111-0001').executeTakeFirstOrThrow();
    expect(item).toMatchObject({ version: 1, access_keys: ['area:South Ribble'], body: { version: 1, grade: 2 } });
    expect(typeof item.change_seq).toBe('number');
    const officer = await first.query.selectFrom('officer').selectAll().where('staff_id', '=', rahman.staffId).executeTakeFirstOrThrow();
    expect(officer.roles).toEqual(['officer']);
  });

  it('takes a nonce once, and apart for each signer', async () => {
    const { first } = databases();
    const use = (signer: string) =>
      first.query
        .transaction()
        .execute((transaction) =>
          spendNonce(transaction, { purpose: 'cmc', signer, nonce: new Uint8Array(16), expiresAt: new Date(Date.now() + 60_000) }),
        );
    expect([await use('a'), await use('a'), await use('b')]).toEqual([true, false, true]);
  });

  it('notices an audit entry that was changed, and lets nobody change one', async () => {
    const { first, second } = databases();
    const note = (database: typeof first, subject: string) =>
      database.query.transaction().execute((transaction) => appendAudit(transaction, { actor: 'hq', action: 'leaseIssued', subject }));
    await Promise.all(Array.from({ length: 20 }, (_, index) => note(index % 2 === 0 ? first : second, `s${index}`)));
    const whole = await verifyAudit(first.query);
    expect(whole.firstBreak).toBeUndefined();
    expect(whole.entries).toBeGreaterThanOrEqual(20);
    await expect(first.query.updateTable('audit').set({ subject: 'x' }).where('seq', '=', 3).execute()).rejects.toThrow('append-only');
    await sql`alter table audit disable trigger audit_append_only`.execute(first.query);
    await first.query.updateTable('audit').set({ subject: 'x' }).where('seq', '=', 3).execute();
    expect((await verifyAudit(first.query)).firstBreak).toBe(3);
  });
});
