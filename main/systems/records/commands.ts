import { newPerson } from '../../../contracts/domain/new-person.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import type { Person } from '../../../contracts/domain/person.ts';
import type { RecordLink } from '../../../contracts/domain/record-link.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem } from '../../store/items.ts';
import { pendingOf } from '../../sync/outbox.ts';
import type { CommandDefinitions } from '../define.ts';
import { shownLink } from './overlay.ts';

/** What officers may ask of the records system. What is not of one record alone is laid over the records in overlay.ts. */
export const recordsCommands: CommandDefinitions<'records'> = {
  'person.create': {
    summary: (_, { payload }) => `New person: ${payload.name}`,
    provisional: (payload, { id, at, author }) => ({
      ...newPerson(payload, { madeAs: id, at, by: operatorOf(author), area: author.area ?? '' }),
      ...{ id, version: 0 },
    }),
  },
  'person.add': {
    summary: (db, { itemId, payload }) => `${nameOf(db, itemId)}: ${payload.text}`,
  },
  'person.merge': {
    refuses: (db, { payload }) => refusesPair(db, payload.otherId),
    summary: (db, { itemId, payload }) => `One person: ${nameOf(db, itemId)} and ${nameOf(db, payload.otherId)}`,
  },
  'person.keepApart': {
    refuses: (db, { payload }) => refusesPair(db, payload.otherId),
    summary: (db, { itemId, payload }) => `Two people: ${nameOf(db, itemId)} and ${nameOf(db, payload.otherId)}`,
  },
  'person.unmerge': {
    refuses: (db, { payload }) => refusesPair(db, payload.otherId),
    summary: (db, { itemId, payload }) => `Open again whether one person: ${nameOf(db, itemId)} and ${nameOf(db, payload.otherId)}`,
  },
  'link.create': {
    summary: (db, { payload }) => `Link of ${nameOf(db, payload.personId)}`,
    provisional: ({ at: _, ...link }, { id, at, author }) => ({
      ...link,
      ...{ id, version: 0, area: author.area ?? '', createdAt: at, createdBy: operatorOf(author) },
    }),
  },
  'link.withdraw': {
    refuses: (db, { itemId, officer }) => {
      const link = readItem<RecordLink>(db, { system: 'records', kind: 'link', id: itemId })?.body;
      if (link === undefined) return 'NotFound';
      return shownLink(link, pendingOf(db, 'records'), officer).withdrawn === undefined ? undefined : 'NotAllowed';
    },
    summary: (db, { itemId }) => {
      const link = readItem<RecordLink>(db, { system: 'records', kind: 'link', id: itemId })?.body;
      return `Withdrawn: link of ${link === undefined ? itemId : nameOf(db, link.personId)}`;
    },
  },
};

const nameOf = (db: ReadableDb, id: string): string => readItem<Person>(db, { system: 'records', kind: 'person', id })?.body.name ?? id;

/** Nobody decides about a record that is not on this laptop. */
const refusesPair = (db: ReadableDb, otherId: string): 'NotFound' | undefined =>
  readItem(db, { system: 'records', kind: 'person', id: otherId }) === undefined ? 'NotFound' : undefined;
