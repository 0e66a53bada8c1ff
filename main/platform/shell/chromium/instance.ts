import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AlreadyRunning } from '../already-running.ts';

const lockFile = z.object({ pid: z.number().int().positive(), started: z.string().max(40), socket: z.string().max(200) });
type Lock = z.infer<typeof lockFile>;

/** The running instance answers at once or hangs; a second start must not hang with it. */
const ACTIVATE_MS = 1000;
/** A lock may turn out stale while others start too; each try removes one. */
const TRIES = 5;

/** Held until `release`: this start of the program is the only one on its data folder. */
export interface Instance {
  release(): void;
}

/**
 * Takes the data folder for this process, or tells the one that holds it and rejects with AlreadyRunning. `onSecond` is
 * called for every later start. The lock names a process by pid and start time, so one left by a kill is seen as stale.
 */
export const takeInstance = async (dataFolder: string, onSecond: () => void): Promise<Instance> => {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const file = join(dataFolder, 'instance.lock');
  // Not in the data folder: a socket's path has at most 107 bytes. In a folder of its own, so that no other account can bind it.
  const socket = join(mkdtempSync(join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), 'mobile-office-')), 'instance');
  const server = createServer((peer) => {
    peer.on('error', () => undefined);
    peer.end();
    onSecond();
  });
  const release = (): void => {
    server.close();
    rmSync(file, { force: true });
    rmSync(dirname(socket), { recursive: true, force: true });
  };
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socket, resolve));
  server.unref();
  const mine: Lock = { pid: process.pid, started: startOf(process.pid) ?? '', socket };
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (create(file, JSON.stringify(mine))) return { release };
    const holder = read(file);
    if (holder && startOf(holder.pid) === holder.started) {
      server.close();
      rmSync(dirname(socket), { recursive: true, force: true });
      await activate(holder.socket);
      throw new AlreadyRunning();
    }
    removeStale(file, holder);
  }
  throw new AlreadyRunning();
};

/** Writes the whole file or nothing: false when it is there already. */
const create = (file: string, text: string): boolean => {
  const temporary = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(temporary, text, { mode: 0o600 });
    linkSync(temporary, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
};

const read = (file: string): Lock | undefined => {
  try {
    return lockFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
};

/** Moves the lock aside before removing it, and puts it back when another start replaced it in between. */
const removeStale = (file: string, stale: Lock | undefined): void => {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = read(aside);
  if (moved?.pid !== stale?.pid || moved?.started !== stale?.started) create(file, readFileSync(aside, 'utf8'));
  rmSync(aside, { force: true });
  if (stale) rmSync(dirname(stale.socket), { recursive: true, force: true });
};

/** When a process started, in clock ticks since boot (field 22 of proc(5) stat); undefined when there is none. */
const startOf = (pid: number): string | undefined => {
  try {
    // The second field is the command's name in brackets and may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
};

const activate = (socket: string): Promise<void> =>
  new Promise((resolve) => {
    const peer = createConnection(socket);
    peer.setTimeout(ACTIVATE_MS, () => peer.destroy());
    peer.on('error', () => undefined);
    peer.once('close', () => resolve());
  });
