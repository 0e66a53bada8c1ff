import { keys } from '../access-keys.ts';
import { defineSystem } from '../define.ts';
import { checkCaseFile } from './check.ts';
import { createCaseFile } from './create.ts';
import { handOverCaseFile } from './hand-over.ts';
import { updateCaseFile } from './update.ts';

/** Stand-in for the system that keeps digital case files: a file and its hand-overs are seen by those who see its crime. */
export const caseFiles = defineSystem('caseFiles', {
  kinds: {
    caseFile: {
      accessKeys: ({ openedByCollar }) => [keys.collar(openedByCollar)],
      tellsOf: ({ crimeId }) => [{ kind: 'crime', id: crimeId }],
      belongsTo: ({ crimeId }) => ({ kind: 'crime', id: crimeId }),
    },
    handOver: {
      accessKeys: ({ signedByCollar }) => [keys.collar(signedByCollar)],
      tellsOf: ({ crimeId }) => [{ kind: 'crime', id: crimeId }],
      belongsTo: ({ crimeId }) => ({ kind: 'crime', id: crimeId }),
    },
  },
  commands: {
    'caseFile.create': createCaseFile,
    'caseFile.update': updateCaseFile,
    'caseFile.check': checkCaseFile,
    'caseFile.handOver': handOverCaseFile,
  },
});
