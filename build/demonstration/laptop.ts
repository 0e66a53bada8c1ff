import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { clientConfig } from '../../contracts/config.ts';
import { DEMO_FORCE, demoOfficers } from '../../hq/demo/officers.ts';
import { chooseShell } from '../shell/choose.ts';
import { type Client, startClient } from './client.ts';
import type { DataFolder } from './folder.ts';
import type { Force } from './force.ts';
import { type DemoReader, openDemoReader } from './readers.ts';

/** One laptop of the demonstration with its card reader. */
export interface DemoLaptop {
  readonly name: string;
  /** All that its disk would hold. */
  readonly dataFolder: string;
  readonly configFile: string;
  readonly reader: DemoReader;
  /** Writes its configuration anew, as ICT does with a laptop that was wiped. */
  setUp(): void;
  /** Puts an officer's warrant card into the reader, by collar number. */
  insert(collarNumber: string): Promise<void>;
  remove(): Promise<void>;
  /** Starts the product on it; it ends with the laptop at the latest. */
  startClient(how?: Parameters<typeof startClient>[2]): Client;
  close(): Promise<void>;
}

export interface DemoLaptopOptions {
  readonly name: string;
  readonly pool: string;
  readonly force: Pick<Force, 'ports'>;
  readonly folder: DataFolder;
  /** Where HQ is reached. */
  readonly host: string;
}

/** A laptop as ICT hands it out: configured, with a reader, and not yet known to HQ. Throws, in words, where no reader can run. */
export const openDemoLaptop = async ({ name, pool, force, folder, host }: DemoLaptopOptions): Promise<DemoLaptop> => {
  const dataFolder = join(folder.laptops, name);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const reader = await openDemoReader();
  const setUp = (): string => writeClientConfig({ dataFolder, pool, force, folder, host, reader });
  const configFile = setUp();
  const clients: Client[] = [];
  return {
    name,
    dataFolder,
    configFile,
    reader,
    setUp: () => void setUp(),
    async insert(collarNumber) {
      if (!demoOfficers.some((officer) => officer.collarNumber === collarNumber))
        throw new RangeError(`No officer has the collar number ${collarNumber}.`);
      await reader.insert(join(folder.cards, collarNumber));
    },
    remove: () => reader.remove(),
    startClient(how) {
      const client = startClient(dataFolder, configFile, how);
      clients.push(client);
      return client;
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await reader.close();
    },
  };
};

/** Writes the laptop's configuration file (docs/operations.md) and gives its path. */
const writeClientConfig = (
  parts: Omit<DemoLaptopOptions, 'name'> & { readonly dataFolder: string; readonly reader: DemoReader },
): string => {
  const { dataFolder, pool, force, folder, host, reader } = parts;
  copyFileSync(join(folder.pki, 'root.pem'), join(dataFolder, 'force-root.pem'));
  const config: z.input<typeof clientConfig> = {
    force: DEMO_FORCE,
    pool,
    sites: [{ name: 'HQ site A', host, port: force.ports.gateway, enrolmentPort: force.ports.enrolment }],
    gatewayName: 'gateway.hq',
    forceRoot: 'force-root.pem',
    pkcs11Module: reader.module,
    cardServiceEnvironment: { ...reader.environment },
  };
  const file = join(dataFolder, 'client.json');
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  return file;
};

/** A start of the program, a key and an answer from HQ, on a small machine. */
const ENROLMENT_MS = 120_000;

/** Makes the laptop known to HQ, once: ICT's one-time code, typed for the newcomer. */
export const enrolLaptop = async ({ name, dataFolder, configFile }: DemoLaptop, pool: string, force: Force): Promise<void> => {
  if (existsSync(join(dataFolder, 'device', 'certificate.der'))) return;
  const code = await force.hq?.makeEnrolmentCode(name, pool);
  if (code === undefined) throw new Error('HQ is stopped: a laptop cannot be enrolled');
  const { command: program, environment } = chooseShell({ unseen: true });
  const [command = '', ...args] = program;
  const child = spawn(command, [...args, '--config', configFile, '--data', dataFolder, '--enrol', code, '--device', name], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: ENROLMENT_MS,
    killSignal: 'SIGKILL',
  });
  const [status] = (await once(child, 'exit')) as [number | null];
  if (status !== 0) throw new Error('the laptop could not be enrolled');
};
