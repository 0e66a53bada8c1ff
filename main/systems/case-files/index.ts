import { defineSystem } from '../define.ts';
import { caseFileCommands } from './commands.ts';
import { caseFileKinds } from './describe.ts';
import { caseFileReads } from './repository.ts';

export const caseFiles = defineSystem('caseFiles', {
  kinds: caseFileKinds,
  // A search finds its crime, which leads to it.
  finds: {},
  commands: caseFileCommands,
  reads: caseFileReads,
  writes: {},
});
