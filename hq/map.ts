import { existsSync, readFileSync, statSync } from 'node:fs';
import { readArguments, runCommand } from './command-line.ts';
import { ConfigError, loadConfig } from './config.ts';
import { mapFolder } from './maps/folder.ts';
import { readArchive } from './maps/read.ts';

const USAGE = 'usage: node hq/map.ts CONFIG.json FILE.pmtiles --area "South Ribble"';

/**
 * Puts a district's map into HQ's `mapFolder` in place of the last one; laptops of officers of that area fetch the parts that changed. What
 * no map has named for a week goes. Exits 1 with a reason, 2 for wrong arguments.
 */
const publish = async (args: readonly string[]): Promise<void> => {
  const { config, file, area } = readArguments(args, { positionals: ['config', 'file'], options: ['area'] });
  const { mapFolder: place } = loadConfig(config);
  if (place === undefined) throw new ConfigError('mapFolder: HQ offers no maps');
  if (!existsSync(file)) throw new ConfigError(`${file}: cannot be read`);
  const archive = new Uint8Array(readFileSync(file));
  const about = await readArchive(archive, { area, madeAt: statSync(file).mtime });
  if (!about.ok) throw new ConfigError(`${file}: ${about.code}`);
  const folder = mapFolder(place);
  const now = new Date();
  folder.put(about.value, archive, now);
  folder.tidy(now);
};

if (import.meta.main) process.exitCode = await runCommand(USAGE, () => publish(process.argv.slice(2)));
