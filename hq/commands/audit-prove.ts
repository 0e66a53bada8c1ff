import { defineCommand } from '../command-line/command.ts';
import { configOf } from '../command-line/file.ts';
import { ConfigError } from '../config.ts';
import { verifyAudit } from '../database/audit.ts';
import { readingDatabase } from '../database/open.ts';

/** What HQ itself wrote down of enrolments, shifts, orders, commands and refusals. */
export const auditProve = defineCommand({
  name: 'audit prove',
  summary: 'proves HQ’s own audit in its database, and names the first entry that is not as it was written',
  positionals: { config: 'CONFIG.json' },
  run: ({ config }) =>
    readingDatabase(configOf(config).database, async ({ query }) => {
      const { entries, firstBreak } = await verifyAudit(query);
      if (firstBreak !== undefined) throw new ConfigError(`audit: broken at entry ${firstBreak}; ${entries} entries before it are whole`);
      process.stdout.write(`whole, ${entries} entries\n`);
    }),
});
