import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BORINGSSL_NEEDS, boringSsl, boringSslArguments } from './boringssl.ts';
import { failedInJUnit, failedInRooms, failedStories, type RoomsReport, type StoriesSuite } from './failed-tests.ts';
import { NEEDS_DEBIAN, PORTABLE_TESTS } from './portable.ts';
import { askForShell, chooseShell, NoShell } from './shell/choose.ts';
import { type Tool, toolScript } from './tools.ts';

/**
 * npm test [-- --shell electron|chromium]: the checks, the tests of every room, and the window's own story end to end. Ends with the
 * names of what failed and `N passed, N failed` (and `, N skipped` where the machine lacks something; each skipped test says what).
 */
interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, by name. */
  readonly names: string[];
}

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'mobile-office-test-'));
const tally: Tally = { passed: 0, failed: 0, skipped: 0, names: [] };

const run = (command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean =>
  spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } }).status === 0;

/** Runs the program of one of our packages. */
const runTool = (tool: Tool, args: readonly string[], env?: Readonly<Record<string, string>>): boolean =>
  run(process.execPath, [toolScript(tool), ...args], env);

/** What cannot run on this machine counts as one skipped test, and says what it needs. */
const skip = (what: string): void => {
  tally.skipped += 1;
  console.log(`- ${what}`);
};

/** A step that passes or fails as one. */
const step = (name: string, passed: boolean): boolean => {
  tally[passed ? 'passed' : 'failed'] += 1;
  if (!passed) tally.names.push(`✗ ${name}`);
  console.log(`${passed ? '✓' : '✗'} ${name}`);
  return passed;
};

const report = <Report>(file: string): Report | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return undefined;
  }
};

const rooms = (tests: readonly string[]): void => {
  const file = join(scratch, 'rooms.json');
  const passed = runTool('vitest', [
    'run',
    ...tests,
    '--config',
    'build/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const result = report<
    {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
      numTodoTests: number;
    } & RoomsReport
  >(file);
  tally.names.push(...failedInRooms(result ?? {}, root));
  tally.passed += result?.numPassedTests ?? 0;
  tally.skipped += (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0);
  tally.failed += result?.numFailedTests ?? 0;
  failedAsOne('the rooms’ tests', passed, result?.numFailedTests);
};

/** A run that has failed although no test of its report did: it ended early, or a file could not be loaded. */
const failedAsOne = (name: string, passed: boolean, failures = 0): void => {
  if (passed || failures > 0) return;
  tally.failed += 1;
  tally.names.push(`✗ ${name} ended with an error of their own: see above`);
};

/** What rests on cryptography once more, on the library that Electron has in OpenSSL's place. */
const onBoringSsl = (): void => {
  const program = boringSsl();
  if (program === undefined) {
    skip(`cryptography on BoringSSL (needs ${BORINGSSL_NEEDS})`);
    return;
  }
  const file = join(scratch, 'boringssl.xml');
  const passed = run(program, boringSslArguments(file));
  const result = readCounts(file);
  tally.passed += result.tests - result.failures - result.skipped;
  tally.failed += result.failures;
  tally.names.push(...failedInJUnit(existsSync(file) ? readFileSync(file, 'utf8') : ''));
  failedAsOne('the tests on BoringSSL', passed, result.failures);
};

/** The totals of a report in JUnit's form. Its skipped tests have run, or were skipped by name, on Node. */
const readCounts = (file: string): Readonly<Record<'tests' | 'failures' | 'skipped', number>> => {
  const totals = existsSync(file) ? (/<testsuites ([^>]*)>/.exec(readFileSync(file, 'utf8'))?.[1] ?? '') : '';
  const count = (name: string): number => Number(new RegExp(`${name}="(\\d+)"`).exec(totals)?.[1] ?? 0);
  return { tests: count('tests'), failures: count('failures'), skipped: count('skipped') };
};

const endToEnd = (): void => {
  const file = join(scratch, 'e2e.json');
  const passed = runTool('playwright', ['test', '--config', 'build/playwright.config.ts'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  const result = report<{ stats: { expected: number; unexpected: number; flaky: number; skipped: number } } & StoriesSuite>(file);
  tally.passed += (result?.stats.expected ?? 0) + (result?.stats.flaky ?? 0);
  tally.skipped += result?.stats.skipped ?? 0;
  tally.failed += result?.stats.unexpected ?? 0;
  tally.names.push(...failedStories(result ?? {}));
  failedAsOne('the stories end to end', passed, result?.stats.unexpected);
};

const everything = (): void => {
  step('types and walls', runTool('tsc', ['-b']));
  step('lint and format', runTool('biome', ['check', '--error-on-warnings', '.']));
  step('no dead code', runTool('knip', []));
  const built = step('bundles', run(process.execPath, ['build/bundle.ts']));
  if (process.platform !== 'linux') {
    rooms(PORTABLE_TESTS);
    skip(NEEDS_DEBIAN);
    return;
  }
  rooms([]);
  onBoringSsl();
  if (built) endToEnd();
};

try {
  askForShell(parseArgs({ options: { shell: { type: 'string' } } }).values.shell, { person: false });
  // Said now, not after ten minutes.
  if (process.platform === 'linux') chooseShell({ unseen: true });
  everything();
} catch (error) {
  if (!(error instanceof NoShell)) throw error;
  tally.failed += 1;
  console.error(error.message);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
for (const name of tally.names) console.log(name);
console.log(`${tally.passed} passed, ${tally.failed} failed${tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''}`);
process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : 0;
