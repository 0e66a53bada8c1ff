import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DoneMessage, OrderMessage, ReaderOrder } from './messages.ts';
import { unshareArguments } from './namespace.ts';
import type { Damage } from './vpcd-link.ts';

/** Card readers that exist on this machine only while they are open, beside any real ones and beside each other. */
export interface Readers {
  /** For every process that is to see them: PCSCLITE_CSOCK_NAME. */
  readonly env: Readonly<Record<string, string>>;
  /** Puts the card that lies in `cardFolder` into a reader (the first by default), in place of one that is there. */
  insert(cardFolder: string, reader?: number): Promise<void>;
  remove(reader?: number): Promise<void>;
  /** Milliseconds that every answer of every card takes. */
  setSlow(ms: number): Promise<void>;
  setDamage(damage: Damage | undefined): Promise<void>;
  /** Pulls the reader's plug. */
  unplug(reader?: number): Promise<void>;
  plug(reader?: number): Promise<void>;
  /** Ends pcscd, as when the system's card service stops; cards lose power. */
  stopService(): Promise<void>;
  startService(): Promise<void>;
  /** Ends everything that was started; the folder is the caller's to remove. */
  close(): Promise<void>;
}

export interface ReaderOptions {
  /** A folder of the caller's; pcscd's socket, log and configuration go there. */
  readonly folder: string;
  readonly readers?: number;
  /** What the readers are called, in the place of "Virtual reader 0" and so on; pcscd adds " 00 00". */
  readonly names?: readonly string[];
}

/** sockaddr_un holds 108 bytes, the last of them zero. */
const MAX_SOCKET_PATH = 107;

/** Starts pcscd with `readers` virtual readers (two by default) in namespaces of its own. Ask whyNoReaders() first. */
export async function startReaders({ folder, readers = 2, names }: ReaderOptions): Promise<Readers> {
  const socket = join(folder, 'pcscd.comm');
  if (Buffer.byteLength(socket) > MAX_SOCKET_PATH) throw new RangeError(`too long for a socket: ${socket}`);
  mkdirSync(folder, { recursive: true });
  const called = names ?? Array.from({ length: readers }, (_, reader) => `Virtual reader ${reader}`);
  const inside = new URL('readers-inside.ts', import.meta.url).pathname;
  const child = spawn('unshare', [...unshareArguments(), process.execPath, inside, folder, ...called], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const give = orders(child);
  await give.up;
  return {
    env: { PCSCLITE_CSOCK_NAME: socket },
    insert: (cardFolder, reader = 0) => give.order({ do: 'insert', reader, folder: cardFolder }),
    remove: (reader = 0) => give.order({ do: 'remove', reader }),
    setSlow: (ms) => give.order({ do: 'slow', ms }),
    setDamage: (damage) => give.order({ do: 'damage', damage }),
    unplug: (reader = 0) => give.order({ do: 'unplug', reader }),
    plug: (reader = 0) => give.order({ do: 'plug', reader }),
    stopService: () => give.order({ do: 'stopService' }),
    startService: () => give.order({ do: 'startService' }),
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

function orders(child: ChildProcess) {
  let last = 0;
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  const expect = (id: number) => new Promise<void>((resolve, reject) => waiting.set(id, { resolve, reject }));
  child.on('message', ({ id, error }: DoneMessage) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve();
    else call?.reject(new Error(error));
  });
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  child.once('error', fail);
  child.once('exit', () => fail(new Error('the virtual readers ended')));
  return {
    up: expect(0),
    order(order: ReaderOrder): Promise<void> {
      last += 1;
      const done = expect(last);
      const message: OrderMessage = { id: last, order };
      child.send(message, (error) => error !== null && fail(error));
      return done;
    },
  };
}
