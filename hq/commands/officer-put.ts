import type { Officer } from '../../contracts/domain/officer.ts';
import { defineCommand, UsageError } from '../command-line/command.ts';
import { configOf } from '../command-line/file.ts';
import { ConfigError } from '../config.ts';
import { DatabaseError } from '../database/database.ts';
import { existingDatabase, writingDatabase } from '../database/open.ts';
import { changesOfFirst, type DirectoryChange, DirectoryError, type Putting, putOfficers } from '../register/directory.ts';
import { officerColumns, readOfficerFile, typedToOfficer } from '../register/officer-file.ts';

const { staffId: example, ...options } = officerColumns;

/** All or none. An officer who was ended stays ended. */
export const officerPut = defineCommand({
  name: 'officer put',
  summary:
    'puts an officer into the directory or brings the entry up to date: one from the options, or all of a CSV file whose first line names the columns; with --dry-run it says what would change',
  positionals: { config: 'CONFIG.json' },
  last: { staffId: example },
  optional: { csv: 'FILE.csv', ...options },
  flags: ['dry-run'],
  run: async ({ config, csv, 'dry-run': dryRun, ...typed }) => {
    if ((csv === undefined) === (typed.staffId === undefined)) throw new UsageError();
    const officers = csv === undefined ? [typedToOfficer(typed)] : readOfficerFile(csv);
    const { database } = configOf(config);
    await putAndTell(dryRun, (putting) =>
      dryRun
        ? existingDatabase(database, (opened) => putOfficers(opened, officers, putting)).catch(changesWhereEmpty(officers))
        : writingDatabase(database, (opened) => putOfficers(opened, officers, putting)),
    );
  },
});

/** To try it out, no database is begun. */
const changesWhereEmpty =
  (officers: readonly Officer[]) =>
  (error: unknown): readonly DirectoryChange[] => {
    if (error instanceof DatabaseError && error.code === 'DatabaseEmpty') return changesOfFirst(officers);
    throw error;
  };

/** Puts officers, and says of each what changed. Throws ConfigError for what the directory does not take. */
export const putAndTell = async (dryRun: boolean, put: (putting: Putting) => Promise<readonly DirectoryChange[]>): Promise<void> => {
  try {
    const changes = await put({ dryRun, actor: 'ict', at: new Date() });
    for (const { staffId, changed } of changes)
      if (changed.length > 0) process.stdout.write(`${staffId}: ${changed === 'new' ? 'new' : changed.join(', ')}\n`);
    const count = changes.filter(({ changed }) => changed.length > 0).length;
    process.stdout.write(`${count} of ${changes.length} officers ${dryRun ? 'would change; nothing was written' : 'changed'}\n`);
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    throw new ConfigError(`${error.staffId}: ${words[error.code]}; nothing was written`);
  }
};

const words: Readonly<Record<DirectoryError['code'], string>> = {
  CollarNumberTaken: 'another officer has this collarNumber',
  SupervisorUnknown: 'the supervisor is not in the directory',
  OfficerUnknown: 'not in the directory',
};
