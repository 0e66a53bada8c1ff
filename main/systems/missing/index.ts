import { defineSystem } from '../define.ts';
import { alertWrites } from './alerts.ts';
import { missingCommands } from './commands.ts';
import { missingKinds } from './describe.ts';
import { missingFinds } from './finds.ts';
import { missingReads } from './repository.ts';

export const missing = defineSystem('missing', {
  kinds: missingKinds,
  finds: missingFinds,
  commands: missingCommands,
  reads: missingReads,
  writes: alertWrites,
});
