import { keys } from '../access-keys.ts';
import { defineSystem } from '../define.ts';
import { addDetail } from './add-detail.ts';
import { createPerson } from './create-person.ts';
import { decide } from './decide.ts';
import { createLink, withdrawLink } from './links.ts';

/** Stand-in for the records management system. Persons are seen by the officers of their area, links by those who see both of their ends. */
export const records = defineSystem('records', {
  kinds: {
    person: { accessKeys: ({ area }) => [keys.area(area)] },
    link: {
      accessKeys: ({ area }) => [keys.area(area)],
      tellsOf: ({ personId, otherId, incidentId, crimeId, taskId }) =>
        (
          [
            ['person', personId],
            ['person', otherId],
            ['incident', incidentId],
            ['crime', crimeId],
            ['task', taskId],
          ] as const
        ).flatMap(([kind, id]) => (id === undefined ? [] : [{ kind, id }])),
    },
  },
  commands: {
    'person.create': createPerson,
    'person.add': addDetail,
    'person.merge': decide('same'),
    'person.keepApart': decide('apart'),
    'person.unmerge': decide('undone'),
    'link.create': createLink,
    'link.withdraw': withdrawLink,
  },
});
