import { defineSystem } from '../define.ts';
import { mailCommands } from './commands.ts';
import { mailFinds } from './finds.ts';
import { mailReads, mailWrites } from './repository.ts';

export const mail = defineSystem('mail', { kinds: {}, finds: mailFinds, commands: mailCommands, reads: mailReads, writes: mailWrites });
