import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'vite';
import { scriptConfig } from '../../../build/vite/script.ts';

/** One start of the laptop's program. */
export interface Start {
  /** Resolves when a wipe begins, or goes on, and when the program ends. */
  readonly begun: Promise<void>;
  /** Resolves when HQ has the proof, and when the program ends. */
  readonly acknowledged: Promise<void>;
  /** Resolves when the program has ended: true when the laptop is wiped and HQ has the proof. */
  readonly ended: Promise<boolean>;
  /** As a flat battery does. Resolves when it has ended. */
  kill(): Promise<void>;
  /** Whether it is over within so many milliseconds; kills it if not. */
  wiped(withinMs: number): Promise<boolean>;
}

/** Bundles the program, so that its starts cost little beside what is looked at; gives the way to start it. */
export const bundleProgram = async (folder: string) => {
  await build(scriptConfig({ entry: 'tests/soak/wipe/laptop.ts', file: 'laptop.cjs', kind: 'node' }, folder));
  return (dataFolder: string, port: number, shared: string): Start => {
    const child = spawn(process.execPath, [join(folder, 'laptop.cjs'), dataFolder, String(port), shared], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    });
    return follow(child);
  };
};

const follow = (child: ChildProcess & { readonly stdout: NodeJS.ReadableStream }): Start => {
  const begun = Promise.withResolvers<void>();
  const acknowledged = Promise.withResolvers<void>();
  let wiped = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'wiped') wiped = true;
    if (line === 'acknowledged') acknowledged.resolve();
    begun.resolve();
  });
  const ended = once(child, 'exit').then(() => {
    begun.resolve();
    acknowledged.resolve();
    return wiped;
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return {
    begun: begun.promise,
    acknowledged: acknowledged.promise,
    ended,
    kill,
    async wiped(withinMs) {
      const late = delay(withinMs, 'late' as const, { ref: false });
      if ((await Promise.race([ended, late])) === 'late') await kill();
      return ended;
    },
  };
};
