import { defineSystem } from '../define.ts';
import { exhibitCommands } from './commands.ts';
import { exhibitKinds } from './describe.ts';
import { exhibitFinds } from './finds.ts';
import { exhibitReads } from './repository.ts';

export const exhibits = defineSystem('exhibits', {
  kinds: exhibitKinds,
  finds: exhibitFinds,
  commands: exhibitCommands,
  reads: exhibitReads,
  writes: {},
});
