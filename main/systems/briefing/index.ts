import { defineSystem } from '../define.ts';
import { briefingCommands } from './commands.ts';
import { briefingKinds } from './describe.ts';
import { briefingReads } from './repository.ts';

export const briefing = defineSystem('briefing', {
  kinds: briefingKinds,
  finds: {},
  commands: briefingCommands,
  reads: briefingReads,
  writes: {},
});
