import type { CommandDefinitions } from '../define.ts';
import { taskCommands } from './task-commands.ts';

/** What officers may ask of the crime system. */
export const crimeCommands: CommandDefinitions<'crime'> = {
  'crime.create': {
    summary: (_, { payload }) => `New report: ${payload.title}`,
    provisional: ({ at, people = [], property = [], ...payload }, { id, author }) => ({
      ...payload,
      ...{ id, people, property, version: 0, reportedAt: at, vehicles: [], flags: [], officerInCase: author.collarNumber, status: 'open' },
    }),
  },
  ...taskCommands,
};
