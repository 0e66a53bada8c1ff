import { keys } from '../access-keys.ts';
import { defineSystem } from '../define.ts';
import { addDetail } from './add-detail.ts';
import { createPerson } from './create-person.ts';
import { decide } from './decide.ts';
import { createLink, withdrawLink } from './links.ts';

/** Stand-in for the records management system. Persons and their links are seen by the officers of their area. */
export const records = defineSystem('records', {
  kinds: {
    person: { accessKeys: ({ area }) => [keys.area(area)] },
    link: { accessKeys: ({ area }) => [keys.area(area)] },
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
