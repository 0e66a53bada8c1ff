import { afterAll, beforeAll, describe } from 'vitest';
import { type PostgresServer, postgresFolder, startPostgres } from './postgres.ts';
import { type ForceOptions, type RunningForce, startForce } from './running.ts';

export type Start = (options: ForceOptions) => Promise<RunningForce>;

/** Runs the promises of `body` with HQ on the embedded PostgreSQL and on a real server; the latter is skipped by name where there is none. */
export const onEveryForce = (body: (start: Start) => void): void => {
  describe('on the embedded PostgreSQL', () => body(startForce));

  const bin = postgresFolder();
  describe.skipIf(bin === undefined)('on a PostgreSQL server (needs Debian package postgresql)', () => {
    let server: PostgresServer;
    beforeAll(async () => {
      if (bin !== undefined) server = await startPostgres(bin);
    });
    afterAll(() => server?.stop());
    body(async (options) => startForce({ ...options, url: await server.createDatabase() }));
  });
};
