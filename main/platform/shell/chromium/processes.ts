import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from './cdp/connection.ts';

/** Part of the 300 ms in which a lock must be done; past it the renewal goes on and says that the process is not gone. */
const GONE_MS = 250;
const POLL_MS = 3;

/** The pids of every renderer: the pages', their frames', and the spare one that Chromium keeps warm. */
export const renderers = async (connection: Connection): Promise<readonly number[]> =>
  (await connection.send('SystemInfo.getProcessInfo', undefined)).processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);

/** Kills processes outright, and tells whether all of them were gone within the deadline. A kill, not a crash: no dump is written. */
export const killAll = async (pids: readonly number[]): Promise<boolean> => {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone by itself.
    }
  }
  const deadline = performance.now() + GONE_MS;
  while (pids.some(isAlive)) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
};

/** A zombie has no memory left, only a line in the process table. */
const isAlive = (pid: number): boolean => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).charAt(0) !== 'Z';
  } catch {
    return false;
  }
};
