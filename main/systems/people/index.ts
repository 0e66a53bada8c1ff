import { defineSystem } from '../define.ts';
import { peopleKinds } from './describe.ts';
import { peopleFinds } from './finds.ts';
import { peopleReads } from './repository.ts';

export const people = defineSystem('people', { kinds: peopleKinds, finds: peopleFinds, commands: {}, reads: peopleReads, writes: {} });
