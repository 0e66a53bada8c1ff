import type { PGlite } from '@electric-sql/pglite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';

/**
 * Kysely on the embedded PostgreSQL, which has one connection: whoever holds it has the database to himself.
 * Kysely's own PGlite dialect hands its connection to all at once, so that statements of one caller land in another's
 * open transaction.
 */
export const pgliteDialect = (postgres: PGlite): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new PgliteDriver(postgres),
  createIntrospector: (kysely) => new PostgresIntrospector(kysely),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});

class PgliteDriver implements Driver {
  readonly #postgres: PGlite;
  readonly #connection: DatabaseConnection;
  readonly #waiting: (() => void)[] = [];
  #held = false;

  constructor(postgres: PGlite) {
    this.#postgres = postgres;
    this.#connection = {
      executeQuery: (compiled) => this.#execute(compiled),
      // biome-ignore lint/correctness/useYield: it refuses instead.
      async *streamQuery() {
        throw new Error('the embedded database does not stream');
      },
    };
  }

  async init(): Promise<void> {
    await this.#postgres.waitReady;
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#held) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#held = true;
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#held = false;
  }

  async beginTransaction(): Promise<void> {
    await this.#postgres.query('begin');
  }

  async commitTransaction(): Promise<void> {
    await this.#postgres.query('commit');
  }

  async rollbackTransaction(): Promise<void> {
    await this.#postgres.query('rollback');
  }

  async destroy(): Promise<void> {
    await this.#postgres.close();
  }

  async #execute<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, affectedRows } = await this.#postgres.query<Row>(sql, [...parameters]);
    return { rows, ...(affectedRows === undefined ? {} : { numAffectedRows: BigInt(affectedRows) }) };
  }
}
