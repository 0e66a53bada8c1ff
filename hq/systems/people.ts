import type { CommandHandlers } from './command.ts';

/** Stand-in for duty management and HR: officers, duties and balances are published; officers change none of them yet. */
export const people: CommandHandlers<'people'> = {};
