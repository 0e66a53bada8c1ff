import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';

/** What is looked for: a word for reports, and the bytes. */
export type Needles = ReadonlyMap<string, Uint8Array>;

/** How often each needle was found in the memory of a process; one that was not found is not named. */
export type Findings = Readonly<Record<string, number>>;

export interface Process {
  readonly pid: number;
  readonly command: string;
}

const CHUNK_BYTES = 4 * 1024 * 1024;

/** Searches all writable memory of a process, as root can: heaps, stacks, and what was freed and not yet given back. */
export const searchMemory = (pid: number, needles: Needles): Findings => {
  const longest = Math.max(...[...needles.values()].map((needle) => needle.byteLength));
  const found: Record<string, number> = {};
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const chunk = Buffer.alloc(CHUNK_BYTES + longest);
  try {
    for (const { from, to } of writableRegions(pid)) {
      for (let at = from; at < to; at += CHUNK_BYTES) {
        // One that lies across the end is read whole here, and begins before the next chunk.
        const read = chunk.subarray(0, readAt(memory, chunk, at, Math.min(CHUNK_BYTES + longest - 1, to - at)));
        for (const [name, needle] of needles) {
          const times = countIn(read, needle, CHUNK_BYTES);
          if (times > 0) found[name] = (found[name] ?? 0) + times;
        }
      }
    }
  } finally {
    closeSync(memory);
  }
  return found;
};

const readAt = (memory: number, chunk: Buffer, at: number, length: number): number => {
  try {
    return readSync(memory, chunk, 0, length, at);
  } catch {
    return 0; // Given back meanwhile, or a guard page.
  }
};

const countIn = (bytes: Buffer, needle: Uint8Array, before: number): number => {
  let times = 0;
  for (let at = bytes.indexOf(needle); at >= 0 && at < before; at = bytes.indexOf(needle, at + 1)) times += 1;
  return times;
};

const writableRegions = (pid: number): readonly { readonly from: number; readonly to: number }[] =>
  readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, from, to, mode] = /^([0-9a-f]+)-([0-9a-f]+) (\S{4})/.exec(line) ?? [];
      if (from === undefined || to === undefined || mode?.startsWith('rw') !== true) return [];
      return [{ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) }];
    });

/** A process and all that it has started, with the command line of each. */
export const processTree = (root: number): readonly Process[] => {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = /\) \S (\d+)/.exec(contentOf(`/proc/${name}/stat`))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const inside = (pid: number): boolean => pid === root || (parents.has(pid) && inside(parents.get(pid) ?? 0));
  return [...parents.keys()]
    .filter((pid) => pid > 1 && inside(pid))
    .map((pid) => ({ pid, command: contentOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ') }));
};

const contentOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // The process has ended.
  }
};
