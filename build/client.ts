import { spawn } from 'node:child_process';
import { buildIfStale } from './bundle-stamp.ts';
import { askForShell, chooseShell, endInWords } from './shell/choose.ts';

/**
 * npm run client -- [--shell electron|chromium] --config FILE --data DIR: the client alone, against the HQ that its configuration names.
 * All other arguments are the client's own.
 */
const run = async (given: readonly string[]): Promise<void> => {
  const at = given.indexOf('--shell');
  askForShell(at < 0 ? undefined : (given[at + 1] ?? ''), { person: true });
  const { kind, why, command, environment } = chooseShell();
  await buildIfStale();
  console.error(`Shell: ${kind}, because ${why}.`);
  const [program = '', ...args] = command;
  const own = given.filter((_argument, index) => at < 0 || (index !== at && index !== at + 1));
  const child = spawn(program, [...args, ...own], { env: { ...process.env, ...environment }, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
};

await run(process.argv.slice(2)).catch(endInWords);
