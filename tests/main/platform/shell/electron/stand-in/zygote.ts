import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Forks `COUNT` programs, says their pids, reaps none until its input ends. */
const ZYGOTE =
  '$|=1;($n,@c)=@ARGV;for(1..$n){if(!($p=fork)){close STDIN;open STDIN,"<","/dev/null";open STDOUT,">","/dev/null";exec @c}push @p,$p}print join(" ",@p)."\\n";<STDIN>;kill 9,@p;waitpid $_,0 for @p';

/** What stands for a renderer, and for one that holds something. */
const IDLE = ['sleep', '3600'] as const;

/**
 * Starts the processes of renderers. On Linux they are the zygote's children, not ours, and one that was killed stays a zombie until the
 * zygote is asked to look (content/browser/zygote_host, content/zygote): here it never is, while its page lives.
 */
export const startRenderers = async (count: number, command: readonly string[] = IDLE): Promise<Renderers> => {
  const zygote = spawn('perl', ['-e', ZYGOTE, String(count), ...command], { stdio: ['pipe', 'pipe', 'ignore'] });
  zygote.unref();
  const [line] = (await once(createInterface(zygote.stdout), 'line')) as [string];
  return { pids: line.split(' ').map(Number), end: () => endOf(zygote) };
};

export interface Renderers {
  readonly pids: readonly number[];
  /** Reaps them all. */
  end(): void;
}

const endOf = ({ stdin, stdout }: ChildProcess): void => {
  stdin?.end();
  stdout?.destroy();
};

/** The state letter of proc(5), or undefined for no process at all. */
export const stateOf = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).charAt(0);
  } catch {
    return undefined;
  }
};

export const runs = (pid: number): boolean => ![undefined, 'Z', 'X'].includes(stateOf(pid));
