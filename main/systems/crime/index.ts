import { defineSystem } from '../define.ts';
import { crimeCommands } from './commands.ts';
import { crimeKinds } from './describe.ts';
import { crimeReads } from './repository.ts';

export const crime = defineSystem('crime', { kinds: crimeKinds, commands: crimeCommands, reads: crimeReads, writes: {} });
