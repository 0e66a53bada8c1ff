import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** One more start of this very program; it is killed when it has not ended by then. */
export interface OwnProgram {
  run(
    args: readonly string[],
    ms: number,
    env?: Readonly<Record<string, string>>,
  ): Promise<{ readonly code: number | undefined; readonly stdout: string }>;
}

/** A report of ours is a few kilobytes. */
const MAX_OUTPUT = 1024 * 1024;

/** `more`: what an unpackaged program is told beside, so that it is on the same folders. */
export const ownProgram = (packaged: boolean, more: readonly string[]): OwnProgram => {
  // Unpackaged it is a runtime and a script.
  const before = packaged ? [] : [...process.execArgv, process.argv[1] ?? '', ...more];
  return {
    run: (args, ms, env = {}) =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [...before, ...args], {
          env: { ...process.env, ...env },
          stdio: ['ignore', 'pipe', 'ignore'],
          timeout: ms,
          killSignal: 'SIGKILL',
        });
        let stdout = '';
        child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
          if (stdout.length < MAX_OUTPUT) stdout += chunk;
        });
        child.once('error', () => resolve({ code: undefined, stdout }));
        child.once('close', (code) => resolve({ code: code ?? undefined, stdout }));
      }),
  };
};

/** The pids of this program's renderers (Linux): its descendants that Chromium started as such. */
export const rendererPids = (): readonly number[] => {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name): readonly (readonly [number, number])[] => {
        const stat = read(`/proc/${name}/stat`);
        // After the program's name, which may hold anything: state, then the parent.
        const parent = /^\S \d+/.exec(stat.slice(stat.lastIndexOf(')') + 2))?.[0].slice(2);
        return parent === undefined ? [] : [[Number(name), Number(parent)]];
      }),
  );
  const isOurs = (pid: number | undefined): boolean => pid !== undefined && pid > 1 && (pid === process.pid || isOurs(parents.get(pid)));
  return [...parents.keys()].filter((pid) => isOurs(pid) && read(`/proc/${pid}/cmdline`).includes('--type=renderer'));
};

/** Empty when the process has gone. */
export const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
