import { once } from 'node:events';
import { deviceName } from '../../contracts/domain/device.ts';
import { defineCommand, UsageError } from '../command-line/command.ts';
import { configOf } from '../command-line/file.ts';
import { readingDatabase } from '../database/open.ts';
import { journalLines } from '../journal/export.ts';

/** JSON lines on standard output, which `audit verify` proves. */
export const journalExport = defineCommand({
  name: 'journal export',
  summary: 'writes the journal that a laptop has uploaded, its present one or an earlier one by number',
  positionals: { config: 'CONFIG.json', laptop: 'LAP-0417' },
  last: { chain: 'CHAIN' },
  run: async ({ config, laptop, chain }) => {
    const device = deviceName.safeParse(laptop);
    if (!device.success || (chain !== undefined && !/^[1-9]\d{0,8}$/.test(chain))) throw new UsageError();
    await readingDatabase(configOf(config).database, async ({ query }) => {
      let lines = 0;
      for await (const line of journalLines(query, device.data, chain === undefined ? undefined : Number(chain))) {
        lines += 1;
        if (!process.stdout.write(line)) await once(process.stdout, 'drain');
      }
      process.stderr.write(`${device.data}: ${lines} entries\n`);
    });
  },
});
