import { spawn } from 'node:child_process';
import { buildIfStale } from './bundle-stamp.ts';
import { chooseShell } from './demonstration/client.ts';

/** npm run client -- --config FILE --data DIR: the client alone, in whichever shell this machine has. */
await buildIfStale();
const { kind, why, command, environment } = chooseShell();
console.error(`Shell: ${kind}, because ${why}.`);
const [program = '', ...args] = command;
const child = spawn(program, [...args, ...process.argv.slice(2)], { env: { ...process.env, ...environment }, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => process.exit(code ?? 1));
