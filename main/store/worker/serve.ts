import { parentPort } from 'node:worker_threads';
import { createGarbageCollection } from '../../platform/memory/garbage-collection.ts';
import type { Reads, Writes } from '../db.ts';
import { StoreError } from '../error.ts';
import type { StoreReply, StoreRequest, WorkerStart } from '../protocol.ts';
import { openConnection } from './connection.ts';
import { createDatabase, type Database } from './database.ts';
import { loadDriver } from './driver.ts';
import { faultOf } from './faults.ts';

/** By name, all that the worker is asked for. */
export interface StoreOperations {
  readonly reads: Reads;
  readonly writes: Writes;
}

/** Makes this worker thread the one that holds an officer's store: opens it with the key of the first message, then answers. */
export const serveStore = (operations: StoreOperations): void => {
  const port = parentPort;
  if (port === null) throw new TypeError('the store runs in a worker thread');
  const reply = (message: StoreReply): void => port.postMessage(message);
  loadDriver();
  port.once('message', (start: WorkerStart) => {
    const database = open(start, reply);
    if (database === undefined) {
      port.close();
      return;
    }
    port.on('message', (request: StoreRequest) => {
      if (request.kind !== 'close') {
        reply(answer(operations, database, request, () => Atomics.load(start.closing, 0) === 1));
        return;
      }
      close(database);
      reply({ kind: 'closed' });
      // The pages of a thread's heap outlive it, in a reserve for the next one, and rows would lie in them.
      createGarbageCollection().whole();
      port.close();
    });
  });
};

/** A page that cannot be checkpointed now stays in the log, and is met again at the next opening, where it can be reported. */
const close = (database: Database): void => {
  try {
    database.close();
  } catch (error) {
    if (faultOf(error).code === 'Broken') throw error;
  }
};

const open = ({ folder, key }: WorkerStart, reply: (message: StoreReply) => void): Database | undefined => {
  try {
    const database = createDatabase(openConnection(folder, key));
    reply({ kind: 'opened' });
    return database;
  } catch (error) {
    reply({ kind: 'refused', fault: faultOf(error) });
    return undefined;
  }
};

const answer = (
  { reads, writes }: StoreOperations,
  database: Database,
  { kind, id, name, args }: Exclude<StoreRequest, { kind: 'close' }>,
  isClosing: () => boolean,
): StoreReply => {
  try {
    // The caller's types come from these very maps (app/store-operations.ts), so that name and arguments fit.
    if (kind === 'read') {
      if (isClosing()) throw new StoreError('StoreClosed'); // Whoever asked has gone.
      const operation = lookUp(reads, name);
      return { kind: 'answer', id, value: database.read((db) => operation(db, args as never)), touched: [] };
    }
    const operation = lookUp(writes, name);
    return { kind: 'answer', id, ...database.write((db) => operation(db, args as never)) };
  } catch (error) {
    return { kind: 'failed', id, fault: faultOf(error) };
  }
};

const lookUp = <Operation>(operations: Readonly<Record<string, Operation>>, name: string): Operation => {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) throw new RangeError('no such operation');
  return operation;
};
