import type { ChangeTopic } from '../../contracts/systems/ids.ts';

/**
 * The SQL that repositories may use. They run in the store worker, which alone has the driver; a read function gets
 * a ReadableDb and so cannot write.
 */
export interface Statement<Params extends readonly unknown[], Row> {
  get(...params: Params): Row | undefined;
  all(...params: Params): Row[];
}
export interface WriteStatement<Params extends readonly unknown[]> {
  run(...params: Params): { readonly changes: number };
}
declare const readable: unique symbol;
declare const writable: unique symbol;
export interface ReadableDb {
  readonly [readable]: true;
  prepare<Params extends readonly unknown[], Row>(sql: string): Statement<Params, Row>;
}
export interface WritableDb extends ReadableDb {
  readonly [writable]: true;
  prepareWrite<Params extends readonly unknown[]>(sql: string): WriteStatement<Params>;
  /** Says that what is shown of `topic` has changed; reported to the store's listeners once the transaction is committed. */
  touch(topic: ChangeTopic): void;
}

/** A repository's functions by name. Arguments and results cross to the worker by structured clone. */
export type Reads = Readonly<Record<string, (db: ReadableDb, args: never) => unknown>>;
/** Each write runs in one transaction of its own. */
export type Writes = Readonly<Record<string, (db: WritableDb, args: never) => unknown>>;
export type ArgsOf<F> = F extends (db: never, args: infer A) => unknown ? A : never;
export type ResultOf<F> = F extends (db: never, args: never) => infer R ? R : never;
