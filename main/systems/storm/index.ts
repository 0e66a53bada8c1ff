import { defineSystem } from '../define.ts';
import { stormCommands } from './commands.ts';
import { stormKinds } from './describe.ts';
import { stormFinds } from './finds.ts';
import { stormReads, stormWrites } from './repository.ts';

export const storm = defineSystem('storm', {
  kinds: stormKinds,
  finds: stormFinds,
  commands: stormCommands,
  reads: stormReads,
  writes: stormWrites,
});
