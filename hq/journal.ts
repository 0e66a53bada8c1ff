import { once } from 'node:events';
import { deviceName } from '../contracts/domain/device.ts';
import { ConfigError, loadConfig } from './config.ts';
import { openDatabase } from './database/open.ts';
import { journalLines } from './journal/export.ts';
import { faultOf } from './log.ts';

/**
 * `node hq/journal.ts CONFIG LAP-0417 [CHAIN] > FILE` writes the journal that a laptop has uploaded, its present one or an earlier one
 * by number, as JSON lines that `npm run audit -- verify FILE` proves. Where HQ has the embedded database, HQ must be stopped.
 */
const main = async (arguments_: readonly string[]): Promise<void> => {
  const [file, name, chain] = arguments_;
  const device = deviceName.safeParse(name);
  if (file === undefined || !device.success || (chain !== undefined && !/^[1-9]\d{0,8}$/.test(chain))) {
    process.stderr.write('usage: node hq/journal.ts CONFIG.json LAP-0417 [CHAIN]\n');
    process.exitCode = 2;
    return;
  }
  try {
    await write(file, device.data, chain === undefined ? undefined : Number(chain));
  } catch (error) {
    process.stderr.write(error instanceof ConfigError ? `${file}:\n${error.message}\n` : `no journal: ${faultOf(error).fault}\n`);
    process.exitCode = 1;
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

if (import.meta.main) await main(process.argv.slice(2));
