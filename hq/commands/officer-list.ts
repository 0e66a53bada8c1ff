import { defineCommand } from '../command-line/command.ts';
import { configOf } from '../command-line/file.ts';
import { readingDatabase } from '../database/open.ts';
import { listOfficers } from '../register/officers.ts';

const PAGE = 100;

/** Separated by tabs, for a script: staff id, collar number, rank, name, team, roles, state, cards that HQ knows. */
export const officerList = defineCommand({
  name: 'officer list',
  summary: 'lists the directory, or whoever every word of a search finds',
  positionals: { config: 'CONFIG.json' },
  last: { search: 'SEARCH' },
  run: ({ config, search = '' }) =>
    readingDatabase(configOf(config).database, async ({ query }) => {
      for (let offset = 0; ; offset += PAGE) {
        const { rows } = await listOfficers(query, { search, offset, limit: PAGE });
        for (const { staffId, collarNumber, rank, name, team, roles, state, cards } of rows)
          process.stdout.write(`${[staffId, collarNumber, rank, name, team, roles.join(' '), state, cards.length].join('\t')}\n`);
        if (rows.length < PAGE) return;
      }
    }),
});
