import type { CommandHandlers } from './command.ts';

/** Stand-in for the crime system: reports, tasks and offences are published; officers change none of them yet. */
export const crime: CommandHandlers<'crime'> = {};
