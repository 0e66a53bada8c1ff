import { systemOfKind } from '../contracts/systems/index.ts';
import { readArguments, runCommand } from './command-line.ts';
import { ConfigError, loadConfig } from './config.ts';
import { openDatabase } from './database/open.ts';
import { restrict } from './search/restrict.ts';

const USAGE = 'usage: node hq/restrict.ts CONFIG.json KIND ID --contact TEXT --officers STAFFID,STAFFID';

/**
 * `node hq/restrict.ts CONFIG crime 04/26/00043 --contact "DI Carr, Major Crime" --officers LC001140`: from now on those officers alone see the
 * record; laptops of all others delete it, and a search tells them that it exists and whom to ask. Where HQ has the embedded database, HQ must
 * be stopped.
 */
const main = async (args: readonly string[]): Promise<void> => {
  const { config, kind, id, contact, officers } = readArguments(args, {
    positionals: ['config', 'kind', 'id'],
    options: ['contact', 'officers'],
  });
  const system = systemOfKind(kind);
  if (system === undefined) throw new ConfigError(`${kind}: no kind of record`);
  const database = await openDatabase(loadConfig(config).database);
  try {
    const staffIds = officers.split(',').filter((officer) => officer !== '');
    if (!(await restrict(database.query, { system, kind, id, contact, staffIds }, 'ict'))) throw new ConfigError(`${id}: no such record`);
  } finally {
    await database.close();
  }
};

if (import.meta.main) process.exitCode = await runCommand(USAGE, () => main(process.argv.slice(2)));
