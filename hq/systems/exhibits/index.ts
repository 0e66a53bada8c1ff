import { keys } from '../access-keys.ts';
import { defineSystem, type ItemName } from '../define.ts';
import { continueExhibit } from './continue.ts';
import { createExhibit } from './create.ts';

/** Stand-in for the system that keeps exhibits and their continuity. One is seen by those who see its crime, or its log while there is no crime. */
export const exhibits = defineSystem('exhibits', {
  kinds: {
    exhibit: {
      accessKeys: ({ continuity: [taken] }) => (taken === undefined ? [] : [keys.collar(taken.collarNumber)]),
      tellsOf: (body) => [aboutOf(body)],
      belongsTo: (body) => aboutOf(body),
    },
  },
  commands: { 'exhibit.create': createExhibit, 'exhibit.continue': continueExhibit },
});

const aboutOf = ({
  crimeId,
  incidentId = '',
}: {
  readonly crimeId?: string | undefined;
  readonly incidentId?: string | undefined;
}): ItemName => (crimeId === undefined ? { kind: 'incident', id: incidentId } : { kind: 'crime', id: crimeId });
