import { keys } from '../access-keys.ts';
import { defineSystem } from '../define.ts';
import { addDetail } from './add-detail.ts';
import { createPerson, createThing } from './create.ts';
import { decide } from './decide.ts';
import { createLink, withdrawLink } from './links.ts';

/** Stand-in for the records management system. Persons and things are seen by the officers of their area, links by those who see both of their ends. */
export const records = defineSystem('records', {
  kinds: {
    person: { accessKeys: ({ area }) => [keys.area(area)] },
    thing: { accessKeys: ({ area }) => [keys.area(area)] },
    link: {
      accessKeys: ({ area }) => [keys.area(area)],
      tellsOf: ({ personId, thingId, otherId, incidentId, crimeId, taskId }) =>
        (
          [
            ['person', personId],
            ['thing', thingId],
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
    'person.add': addDetail('person'),
    'person.merge': decide('person', 'same'),
    'person.keepApart': decide('person', 'apart'),
    'person.unmerge': decide('person', 'undone'),
    'thing.create': createThing,
    'thing.add': addDetail('thing'),
    'thing.merge': decide('thing', 'same'),
    'thing.keepApart': decide('thing', 'apart'),
    'thing.unmerge': decide('thing', 'undone'),
    'link.create': createLink,
    'link.withdraw': withdrawLink,
  },
});
