import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '../../../hq/database/database.ts';
import { type DatabaseLocation, openDatabase } from '../../../hq/database/open.ts';
import { type PostgresServer, postgresFolder, startPostgres } from './postgres.ts';
import { putEmptyDatabase } from './template.ts';

/** Two HQ processes on one database; the embedded one has but one process, so there both are the same. */
export interface Databases {
  readonly first: Database;
  readonly second: Database;
  readonly location: DatabaseLocation;
}

/** Runs the promises of `body` on the embedded PostgreSQL and on a real server; the latter is skipped by name where there is none. */
export const onEveryDatabase = (body: (databases: () => Databases) => void): void => {
  describe('embedded PostgreSQL', () => {
    let databases: Databases;
    const folder = mkdtempSync(join(tmpdir(), 'hq-database-'));
    beforeAll(async () => {
      await putEmptyDatabase(folder);
      const location = { folder };
      const first = await openDatabase(location);
      databases = { first, second: first, location };
    });
    afterAll(async () => {
      await databases?.first.close();
      rmSync(folder, { recursive: true, force: true });
    });
    body(() => databases);
  });

  const bin = postgresFolder();
  describe.skipIf(bin === undefined)('PostgreSQL server (needs Debian package postgresql)', () => {
    let server: PostgresServer;
    let databases: Databases;
    beforeAll(async () => {
      if (bin === undefined) return;
      server = await startPostgres(bin);
      const location = { url: await server.createDatabase() };
      const [first, second] = await Promise.all([openDatabase(location), openDatabase(location)]);
      databases = { first, second, location };
    });
    afterAll(async () => {
      await databases?.first.close();
      await databases?.second.close();
      await server?.stop();
    });
    body(() => databases);
  });
};
