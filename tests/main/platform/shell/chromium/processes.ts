import { readdirSync, readFileSync } from 'node:fs';

/** The pids of running processes whose command line holds both words: the folder of a test, and a kind of process. */
export const processesOf = (folder: string, kind: string): readonly number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid))
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return command.includes(folder) && command.includes(kind) && !isZombie(pid);
      } catch {
        return false;
      }
    });

const isZombie = (pid: number): boolean => / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
