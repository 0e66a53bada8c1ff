import { defineSystem } from '../define.ts';
import { peopleKinds } from './describe.ts';
import { peopleReads } from './repository.ts';

export const people = defineSystem('people', { kinds: peopleKinds, commands: {}, reads: peopleReads, writes: {} });
