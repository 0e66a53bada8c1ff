import { defineSystem } from '../define.ts';
import { stormCommands } from './commands.ts';
import { stormKinds } from './describe.ts';
import { stormReads, stormWrites } from './repository.ts';

export const storm = defineSystem('storm', { kinds: stormKinds, commands: stormCommands, reads: stormReads, writes: stormWrites });
