import { defineCommand } from '../command-line/command.ts';
import { configOf } from '../command-line/file.ts';
import { ConfigError } from '../config.ts';
import { findOfficer } from '../database/officers.ts';
import { writingDatabase } from '../database/open.ts';
import { revokeOfficer } from '../fleet/revoke.ts';

/** What is unsent stays on the laptops for whoever is brought back (Fleet, *Restore*). */
export const officerEnd = defineCommand({
  name: 'officer end',
  summary: 'ends an officer’s access: no certificate and no lease any more, live connections are cut',
  positionals: { config: 'CONFIG.json', staffId: 'LC002418' },
  run: ({ config, staffId }) =>
    writingDatabase(configOf(config).database, async (database) => {
      const entry = await findOfficer(database.query, staffId);
      if (entry === undefined) throw new ConfigError(`${staffId}: not in the directory`);
      if (entry.state === 'active') await revokeOfficer(database, staffId);
    }),
});
