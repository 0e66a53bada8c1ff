import { once } from 'node:events';
import { deviceName } from '../contracts/domain/device.ts';
import { readArguments, runCommand, UsageError } from './command-line.ts';
import { ConfigError, loadConfig } from './config.ts';
import { openDatabase } from './database/open.ts';
import { journalLines } from './journal/export.ts';
import { faultOf } from './log.ts';

const USAGE = 'usage: node hq/journal.ts CONFIG.json LAP-0417 [CHAIN]';

/**
 * `node hq/journal.ts CONFIG LAP-0417 [CHAIN] > FILE` writes the journal that a laptop has uploaded, its present one or an earlier one
 * by number, as JSON lines that `npm run audit -- verify FILE` proves. Where HQ has the embedded database, HQ must be stopped.
 */
const main = async (args: readonly string[]): Promise<void> => {
  const { config, laptop, chain } = readArguments(args, { positionals: ['config', 'laptop'], optional: 'chain' });
  const device = deviceName.safeParse(laptop);
  if (!device.success || (chain !== undefined && !/^[1-9]\d{0,8}$/.test(chain))) throw new UsageError();
  try {
    await write(config, device.data, chain === undefined ? undefined : Number(chain));
  } catch (error) {
    throw new ConfigError(error instanceof ConfigError ? `${config}:\n${error.message}` : `no journal: ${faultOf(error).fault}`);
  }
};

const write = async (file: string, device: string, chain: number | undefined): Promise<void> => {
  const database = await openDatabase(loadConfig(file).database);
  try {
    let lines = 0;
    for await (const line of journalLines(database.query, device, chain)) {
      lines += 1;
      if (!process.stdout.write(line)) await once(process.stdout, 'drain');
    }
    process.stderr.write(`${device}: ${lines} entries\n`);
  } finally {
    await database.close();
  }
};

if (import.meta.main) process.exitCode = await runCommand(USAGE, () => main(process.argv.slice(2)));
