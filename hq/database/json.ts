import type { ColumnType } from 'kysely';

/** Read as parsed JSON, written as JSON text: a bare array would become a PostgreSQL array in one driver. */
export type Json<Value> = ColumnType<Value, string, string>;
