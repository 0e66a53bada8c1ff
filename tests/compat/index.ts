import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * `npm run compat -- [COMMIT]`: one version both ways. Takes the previous version out of git (COMMIT, or the newest tag before this one) and
 * has its laptop work with this HQ, this laptop with its HQ, and this laptop go on with the store and the unsent work that its laptop left.
 * Both versions run with the packages of this checkout. Exits 1 at the first that fails.
 */
const HERE = new URL('../..', import.meta.url).pathname;
const RUN_MS = 120_000;

const folder = mkdtempSync(join(tmpdir(), 'mo-compat-'));
const previous = join(folder, 'previous');
const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: HERE, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

const takeOut = (commit: string): void => {
  mkdirSync(previous);
  execFileSync('tar', ['-x', '-C', previous], { input: execFileSync('git', ['archive', commit], { cwd: HERE, maxBuffer: 2 ** 30 }) });
  symlinkSync(join(HERE, 'node_modules'), join(previous, 'node_modules'));
  // What drives it is this version's.
  mkdirSync(join(previous, 'tests', 'compat'), { recursive: true });
  for (const name of ['hq.ts', 'laptop.ts']) copyFileSync(join(HERE, 'tests', 'compat', name), join(previous, 'tests', 'compat', name));
};

const start = (root: string, name: string, ...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [join(root, 'tests', 'compat', name), ...args], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: RUN_MS,
  });

const lines = async function* (child: ChildProcess): AsyncGenerator<unknown> {
  if (child.stdout === null) return;
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line);
};

const startHq = async (root: string) => {
  const child = start(root, 'hq.ts');
  const said = lines(child);
  const hq = (await said.next()).value;
  if (hq === undefined) throw new Error('HQ did not start');
  return {
    hq,
    /** Ends it; the log's lines there. */
    end: async (): Promise<readonly string[]> => {
      const gone = once(child, 'exit');
      child.stdin?.end();
      const there = (await said.next()).value as readonly string[];
      await gone;
      return there;
    },
  };
};

const laptop = async (root: string, how: object): Promise<{ readonly before: number }> => {
  const said = await lines(start(root, 'laptop.ts', JSON.stringify(how))).next();
  if (said.value === undefined) throw new Error('the laptop did not come to its end');
  return said.value as { readonly before: number };
};

const expect = (what: string, isSo: boolean): void => {
  if (!isSo) throw new Error(what);
  console.log(`ok  ${what}`);
};

/** `first` leaves a store with unsent work at HQ of `at`; `second` goes on with it. */
const story = async (name: string, at: string, first: string, second: string): Promise<void> => {
  const { hq, end } = await startHq(at);
  const store = join(folder, name);
  await laptop(first, { hq, folder: store, online: true, leaves: `${name}: left unsent` });
  const { before } = await laptop(second, { hq, folder: store, online: true });
  const there = await end();
  expect(`${name}: the store opens with what was unsent`, before === 1);
  expect(`${name}: it reached HQ, once`, there.filter((text) => text === `${name}: left unsent`).length === 1);
};

const tag = (): string => {
  try {
    return git('describe', '--tags', '--abbrev=0', 'HEAD^');
  } catch {
    throw new Error('no tag before this commit: name one');
  }
};

try {
  const commit = git('rev-parse', '--verify', `${process.argv[2] ?? tag()}^{commit}`);
  takeOut(commit);
  console.log(`previous version: ${commit.slice(0, 12)}`);
  await story('previous laptop, this HQ', HERE, previous, previous);
  await story('this laptop, previous HQ', previous, HERE, HERE);
  await story('updated laptop, this HQ', HERE, previous, HERE);
  await story('updated laptop, previous HQ', previous, previous, HERE);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
