import { defineSystem } from '../define.ts';
import { mailCommands } from './commands.ts';
import { mailReads, mailWrites } from './repository.ts';

export const mail = defineSystem('mail', { kinds: {}, commands: mailCommands, reads: mailReads, writes: mailWrites });
