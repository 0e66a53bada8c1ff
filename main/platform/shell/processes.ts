import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Part of the 300 ms in which a lock must be done; past it the renewal goes on and says that a process is not gone. */
const GONE_MS = 250;
const POLL_MS = 3;

/** Kills processes outright, and tells whether all of them were gone within the deadline. A kill, not a crash: no dump is written. */
export const endProcesses = async (pids: readonly number[]): Promise<boolean> => {
  killProcesses(pids);
  const deadline = performance.now() + GONE_MS;
  while (pids.some(isAlive)) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
};

/** Kills processes outright and waits for none. */
export const killProcesses = (pids: readonly number[]): void => {
  for (const pid of pids) {
    // 0 and below are groups of processes to the system, our own among them.
    if (!(pid > 0)) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone by itself, or refused by the system.
    }
  }
};

/** A zombie has no memory left, only a line in the process table: whoever started the process has not asked for its end yet. */
const isAlive = (pid: number): boolean => {
  if (!(pid > 0)) return false;
  if (existsSync('/proc/self/stat')) return ![undefined, 'Z', 'X'].includes(stateOf(pid));
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** The state letter of proc(5) stat; undefined when there is no such process. */
const stateOf = (pid: number): string | undefined => {
  try {
    // The second field is the command's name in brackets and may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).charAt(0);
  } catch {
    return undefined;
  }
};
