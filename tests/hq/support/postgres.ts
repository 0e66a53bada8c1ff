import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const DEBIAN_FOLDER = '/usr/lib/postgresql';
const USER = 'postgres';

/** Where Debian's PostgreSQL is; undefined when it is not installed, or when root has nobody to run it as. */
export const postgresFolder = (): string | undefined => {
  if (!existsSync(DEBIAN_FOLDER)) return undefined;
  const version = readdirSync(DEBIAN_FOLDER).sort().at(-1);
  const bin = version === undefined ? undefined : join(DEBIAN_FOLDER, version, 'bin');
  if (bin === undefined || !existsSync(join(bin, 'initdb'))) return undefined;
  return process.getuid?.() !== 0 || spawnSync('id', [USER]).status === 0 ? bin : undefined;
};

export interface PostgresServer {
  /** A new, empty database. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** A PostgreSQL server of our own on a Unix socket in a temporary folder: no port, nobody else's data. */
export const startPostgres = async (bin: string): Promise<PostgresServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'hq-postgres-'));
  const root = process.getuid?.() === 0;
  if (root) chownSync(folder, Number(idOf('-u')), Number(idOf('-g')));
  const asUser = (program: string, args: readonly string[]): [string, string[]] =>
    root
      ? ['setpriv', [`--reuid=${USER}`, `--regid=${USER}`, '--clear-groups', join(bin, program), ...args]]
      : [join(bin, program), [...args]];
  const data = join(folder, 'data');
  const [initialise, initialiseArgs] = asUser('initdb', ['-D', data, '-U', USER, '--auth=trust', '--encoding=UTF8', '--no-sync']);
  const made = spawnSync(initialise, initialiseArgs, { cwd: folder });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const [serve, serveArgs] = asUser('postgres', ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off']);
  const server = spawn(serve, serveArgs, { cwd: folder, stdio: 'ignore' });
  const url = (name: string): string => `postgres://${USER}@/${name}?host=${encodeURIComponent(folder)}`;
  await ready(url('postgres'));
  let databases = 0;
  return {
    createDatabase: async () => {
      databases += 1;
      const name = `hq_${databases}`;
      await run(url('postgres'), `create database ${name}`);
      return url(name);
    },
    stop: async () => {
      server.kill('SIGINT'); // Fast shutdown: open connections are ended.
      if (server.exitCode === null) await once(server, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const idOf = (option: '-u' | '-g'): string => spawnSync('id', [option, USER]).stdout.toString().trim();

const run = async (url: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
};

const ready = async (url: string): Promise<void> => {
  for (let tries = 0; ; tries += 1) {
    try {
      return await run(url, 'select 1');
    } catch (cause) {
      if (tries >= 150) throw cause;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
};
