import { defineSystem } from '../define.ts';
import { videoCommands } from './commands.ts';
import { videoKinds } from './describe.ts';
import { videoReads, videoWrites } from './repository.ts';

export const video = defineSystem('video', {
  kinds: videoKinds,
  finds: {},
  commands: videoCommands,
  reads: videoReads,
  writes: videoWrites,
});
