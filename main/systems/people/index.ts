import { defineSystem } from '../define.ts';
import { colleagueReads } from './colleague.ts';
import { peopleCommands } from './commands.ts';
import { peopleKinds } from './describe.ts';
import { peopleFinds } from './finds.ts';
import { peopleReads } from './repository.ts';
import { requestReads } from './requests.ts';

export const people = defineSystem('people', {
  kinds: peopleKinds,
  finds: peopleFinds,
  commands: peopleCommands,
  reads: { ...peopleReads, ...requestReads, ...colleagueReads },
  writes: {},
});
