import { readFileSync, statSync } from 'node:fs';
import { defineCommand } from '../command-line/command.ts';
import { configOf, demandFile } from '../command-line/file.ts';
import { ConfigError } from '../config.ts';
import { mapFolder } from '../maps/folder.ts';
import { readArchive } from '../maps/read.ts';

/** Laptops of officers of that area fetch the parts that changed. What no map has named for a week goes. */
export const mapPut = defineCommand({
  name: 'map put',
  summary: 'puts a district’s map in place of its last one',
  positionals: { config: 'CONFIG.json', file: 'FILE.pmtiles' },
  required: { area: '"South Ribble"' },
  run: async ({ config, file, area }) => {
    const { mapFolder: place } = configOf(config);
    if (place === undefined) throw new ConfigError('mapFolder: HQ offers no maps');
    demandFile(file);
    const archive = new Uint8Array(readFileSync(file));
    const about = await readArchive(archive, { area, madeAt: statSync(file).mtime });
    if (!about.ok) throw new ConfigError(`${file}: ${about.code}`);
    const folder = mapFolder(place);
    const now = new Date();
    folder.put(about.value, archive, now);
    folder.tidy(now);
  },
});
