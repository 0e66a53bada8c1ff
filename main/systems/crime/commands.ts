import { crimeFindings } from '../../../contracts/domain/crime-rules.ts';
import type { CommandDefinitions } from '../define.ts';
import { crimeChanges } from './change-commands.ts';
import { taskCommands } from './task-commands.ts';

/** What officers may ask of the crime system. */
export const crimeCommands: CommandDefinitions<'crime'> = {
  'crime.create': {
    refuses: (_, { payload }) => (crimeFindings(payload, { now: payload.at }).some(({ must }) => must) ? 'NotAllowed' : undefined),
    summary: (_, { payload }) => `New report: ${payload.title}`,
    provisional: ({ at, people = [], property = [], vehicles = [], flags = [], ...payload }, { id, author }) => ({
      ...payload,
      ...{ id, people, property, vehicles, flags, version: 0, reportedAt: at, officerInCase: author.collarNumber, status: 'open' },
    }),
  },
  ...crimeChanges,
  ...taskCommands,
};
