import { defineCommand } from '../command-line/command.ts';
import { configOf } from '../command-line/file.ts';
import { existingDatabase } from '../database/open.ts';
import { moveOfficer } from '../register/directory.ts';
import { typedToMove } from '../register/officer-file.ts';
import { putAndTell } from './officer-put.ts';

/** What is empty ("") is taken away; what is not named stays. */
export const officerMove = defineCommand({
  name: 'officer move',
  summary: 'changes where an officer works; what waits for a decision goes along to the new team',
  positionals: { config: 'CONFIG.json', staffId: 'LC002418' },
  optional: { team: '"Leyland Response"', station: 'Leyland', area: '"South Ribble"', callSign: 'LD21', supervisor: 'LC001140' },
  flags: ['dry-run'],
  run: async ({ config: file, staffId, 'dry-run': dryRun, ...typed }) => {
    const { database } = configOf(file);
    const move = typedToMove(typed);
    await putAndTell(dryRun, (putting) => existingDatabase(database, (opened) => moveOfficer(opened, staffId, move, putting)));
  },
});
