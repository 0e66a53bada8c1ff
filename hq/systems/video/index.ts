import { keys } from '../access-keys.ts';
import { defineSystem } from '../define.ts';
import { addMark } from './add-mark.ts';

/** Stand-in for the force's store of body-worn video. A clip is seen by those who see its crime, and by nobody else; its wearer sees it where the crime is not here. */
export const video = defineSystem('video', {
  kinds: {
    clip: {
      accessKeys: ({ takenBy }) => [keys.collar(takenBy)],
      tellsOf: ({ crimeId }) => [{ kind: 'crime', id: crimeId }],
      belongsTo: ({ crimeId }) => ({ kind: 'crime', id: crimeId }),
    },
  },
  commands: { 'clip.addMark': addMark },
});
