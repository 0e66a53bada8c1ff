import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { z } from 'zod';
import type { clientConfig } from '../../contracts/config.ts';
import { DEMO_FORCE, DEMO_LAPTOP, DEMO_POOL } from '../../hq/demo/officers.ts';
import type { DataFolder } from './folder.ts';
import type { Force } from './force.ts';

const root = join(import.meta.dirname, '..', '..');

/** Which shell this machine can run, and why. */
export interface ShellChoice {
  readonly kind: 'electron' | 'chromium';
  readonly why: string;
  readonly command: readonly string[];
}

/** Electron where its binary is installed; never asks Electron itself, which would start a download. */
export const chooseShell = (): ShellChoice => {
  const pathFile = join(root, 'node_modules', 'electron', 'path.txt');
  const binary = existsSync(pathFile) ? join(root, 'node_modules', 'electron', 'dist', readFileSync(pathFile, 'utf8').trim()) : undefined;
  if (binary !== undefined && existsSync(binary))
    return { kind: 'electron', why: 'its binary is installed', command: [binary, join(root, 'dist/main/electron.cjs')] };
  return {
    kind: 'chromium',
    why: "Electron's binary is not on this machine",
    command: [process.execPath, join(root, 'dist/main/chromium.cjs')],
  };
};

/** How the laptop's card service sees cards. */
export interface CardAccess {
  readonly module: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Writes the laptop's configuration file (docs/operations.md) and gives its path. */
export const writeClientConfig = (folder: DataFolder, force: Pick<Force, 'ports'>, cards: CardAccess, host = '127.0.0.1'): string => {
  copyFileSync(join(folder.pki, 'root.pem'), join(folder.laptop, 'force-root.pem'));
  const config: z.input<typeof clientConfig> = {
    force: DEMO_FORCE,
    pool: DEMO_POOL,
    sites: [{ name: 'HQ site A', host, port: force.ports.gateway, enrolmentPort: force.ports.enrolment }],
    gatewayName: 'gateway.hq',
    forceRoot: 'force-root.pem',
    pkcs11Module: cards.module,
    cardServiceEnvironment: { ...cards.environment },
  };
  const file = join(folder.laptop, 'client.json');
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  return file;
};

/** Makes the laptop known to HQ, once: ICT's one-time code, typed for the newcomer. */
export const enrolLaptop = async (folder: DataFolder, force: Force, configFile: string): Promise<void> => {
  if (existsSync(join(folder.laptop, 'device', 'certificate.der'))) return;
  const code = await force.hq?.makeEnrolmentCode(DEMO_LAPTOP, DEMO_POOL);
  if (code === undefined) throw new Error('HQ is stopped: a laptop cannot be enrolled');
  const [command = '', ...args] = chooseShell().command;
  const child = spawn(command, [...args, '--config', configFile, '--data', folder.laptop, '--enrol', code, '--device', DEMO_LAPTOP], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [status] = (await once(child, 'exit')) as [number | null];
  if (status !== 0) throw new Error('the laptop could not be enrolled');
};

export interface Client {
  readonly process: ChildProcess;
  /** The debugging address, when the client was started for a test. */
  readonly debuggerAddress: Promise<string>;
  /** Ends the program as its user would, and waits for it. */
  close(): Promise<void>;
}

/** Starts the client: the product itself, in whichever shell this machine has. */
export const startClient = (
  folder: DataFolder,
  configFile: string,
  how: {
    readonly headless?: boolean;
    readonly debugging?: boolean;
    readonly prefix?: readonly string[];
    readonly stderr?: 'inherit' | 'pipe';
  } = {},
): Client => {
  const [command = '', ...args] = [...(how.prefix ?? []), ...chooseShell().command];
  const flags = [...(how.headless ? ['--headless'] : []), ...(how.debugging ? ['--e2e-port'] : [])];
  const child = spawn(command, [...args, '--config', configFile, '--data', folder.laptop, ...flags], {
    stdio: ['ignore', 'pipe', how.stderr ?? 'inherit'],
  });
  const exited = once(child, 'exit');
  const address = Promise.withResolvers<string>();
  address.promise.catch(() => undefined);
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^\{"debugger":"(ws:[^"]+)"\}$/.exec(line)?.[1];
      if (found === undefined) process.stdout.write(`${line}\n`);
      else address.resolve(found);
    });
  }
  void exited.then(() => address.reject(new Error('the client ended')));
  return {
    process: child,
    debuggerAddress: address.promise,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await exited;
    },
  };
};
