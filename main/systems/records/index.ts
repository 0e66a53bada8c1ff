import { defineSystem } from '../define.ts';
import { recordsCommands } from './commands.ts';
import { recordsKinds } from './describe.ts';
import { recordsFinds } from './finds.ts';
import { recordsReads } from './repository.ts';

export const records = defineSystem('records', {
  kinds: recordsKinds,
  finds: recordsFinds,
  commands: recordsCommands,
  reads: recordsReads,
  writes: {},
});
