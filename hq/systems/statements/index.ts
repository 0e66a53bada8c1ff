import { keys } from '../access-keys.ts';
import { defineSystem } from '../define.ts';
import { createStatement } from './create.ts';

/**
 * Stand-in for the system that keeps witness statements. A statement is seen by those who see its crime; the back of its form by who took it
 * and their team; both, while the crime is restricted, by those alone who are named there.
 */
export const statements = defineSystem('statements', {
  kinds: {
    statement: {
      accessKeys: ({ statement }) => [keys.collar(statement.officer.collarNumber)],
      tellsOf: ({ crimeId }) => [{ kind: 'crime', id: crimeId }],
      belongsTo: ({ crimeId }) => ({ kind: 'crime', id: crimeId }),
    },
    statementBack: {
      accessKeys: ({ takenBy, team }) => [keys.collar(takenBy), keys.team(team)],
      restrictedWith: 'statement',
      belongsTo: ({ crimeId }) => (crimeId === undefined ? undefined : { kind: 'crime', id: crimeId }),
    },
  },
  commands: { 'statement.create': createStatement },
});
