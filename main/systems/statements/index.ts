import { defineSystem } from '../define.ts';
import { statementCommands } from './commands.ts';
import { statementKinds } from './describe.ts';
import { statementFinds } from './finds.ts';
import { statementReads } from './repository.ts';

export const statements = defineSystem('statements', {
  kinds: statementKinds,
  finds: statementFinds,
  commands: statementCommands,
  reads: statementReads,
  writes: {},
});
