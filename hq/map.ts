import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConfigError, loadConfig } from './config.ts';
import { mapFolder } from './maps/folder.ts';
import { readArchive } from './maps/read.ts';

const USAGE = `usage: node hq/map.ts CONFIG.json FILE.pmtiles --area "South Ribble"
`;

/**
 * Puts a district's map into HQ's `mapFolder` in place of the last one; laptops of officers of that area fetch the parts that changed. What
 * no map has named for a week goes. Exits 1 with a reason, 2 for wrong arguments.
 */
const run = async (args: readonly string[]): Promise<number> => {
  const asked = readArguments(args);
  if (asked === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  try {
    const { mapFolder: place } = loadConfig(asked.config);
    if (place === undefined) throw new ConfigError('mapFolder: HQ offers no maps');
    const file = new Uint8Array(readFileSync(asked.file));
    const about = await readArchive(file, { area: asked.area, madeAt: statSync(asked.file).mtime });
    if (!about.ok) throw new ConfigError(`${asked.file}: ${about.code}`);
    const folder = mapFolder(place);
    folder.put(about.value, file);
    folder.tidy((path) => Date.now() - statSync(path).mtimeMs);
    return 0;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
};

const readArguments = (args: readonly string[]): { readonly config: string; readonly file: string; readonly area: string } | undefined => {
  try {
    const { positionals, values } = parseArgs({ args: [...args], options: { area: { type: 'string' } }, allowPositionals: true });
    const [config, file, ...others] = positionals;
    return config === undefined || file === undefined || others.length > 0 || values.area === undefined
      ? undefined
      : { config, file, area: values.area };
  } catch {
    return undefined;
  }
};

process.exitCode = await run(process.argv.slice(2));
