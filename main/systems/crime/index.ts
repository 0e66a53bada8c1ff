import { defineSystem } from '../define.ts';
import { crimeCommands } from './commands.ts';
import { crimeKinds } from './describe.ts';
import { crimeFinds } from './finds.ts';
import { crimeReads } from './repository.ts';

export const crime = defineSystem('crime', {
  kinds: crimeKinds,
  finds: crimeFinds,
  commands: crimeCommands,
  reads: crimeReads,
  writes: {},
});
