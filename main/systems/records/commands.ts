import { newPerson } from '../../../contracts/domain/new-person.ts';
import { newThing } from '../../../contracts/domain/new-thing.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import type { Person } from '../../../contracts/domain/person.ts';
import type { RecordKind } from '../../../contracts/domain/record-decision.ts';
import type { RecordLink } from '../../../contracts/domain/record-link.ts';
import type { Thing } from '../../../contracts/domain/thing.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem } from '../../store/items.ts';
import { pendingOf } from '../../sync/outbox.ts';
import type { CommandDefinitions } from '../define.ts';
import { shownLink } from './overlay.ts';

interface Pair {
  readonly itemId: string;
  readonly payload: { readonly otherId: string };
}
/** A decision about two records of a kind. Nobody decides about a record that is not on this laptop. */
const onPair = (kind: RecordKind, words: string) => ({
  refuses: (db: ReadableDb, { payload }: Pair): 'NotFound' | undefined =>
    readItem(db, { system: 'records', kind, id: payload.otherId }) === undefined ? 'NotFound' : undefined,
  summary: (db: ReadableDb, { itemId, payload }: Pair): string => `${words}: ${nameOf(db, itemId)} and ${nameOf(db, payload.otherId)}`,
});

/** What officers may ask of the records system. What is not of one record alone is laid over the records in overlay.ts. */
export const recordsCommands: CommandDefinitions<'records'> = {
  'person.create': {
    summary: (_, { payload }) => `New person: ${payload.name}`,
    provisional: (payload, { id, at, author }) => ({
      ...newPerson(payload, { madeAs: id, at, by: operatorOf(author), area: author.area ?? '' }),
      ...{ id, version: 0 },
    }),
  },
  'thing.create': {
    summary: (_, { payload }) => `New record: ${payload.name}`,
    provisional: (payload, { id, at, author }) => ({
      ...newThing(payload, { madeAs: id, at, by: operatorOf(author), area: author.area ?? '' }),
      ...{ id, version: 0 },
    }),
  },
  'person.add': {
    summary: (db, { itemId, payload }) => `${nameOf(db, itemId)}: ${payload.text}`,
  },
  'thing.add': {
    summary: (db, { itemId, payload }) => `${nameOf(db, itemId)}: ${payload.text}`,
  },
  'person.merge': onPair('person', 'One person'),
  'person.keepApart': onPair('person', 'Two people'),
  'person.unmerge': onPair('person', 'Open again whether one person'),
  'thing.merge': onPair('thing', 'One and the same'),
  'thing.keepApart': onPair('thing', 'Two, not one'),
  'thing.unmerge': onPair('thing', 'Open again whether one and the same'),
  'link.create': {
    summary: (db, { payload }) => `Link of ${nameOf(db, subjectOf(payload))}`,
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
      return `Withdrawn: link of ${link === undefined ? itemId : nameOf(db, subjectOf(link))}`;
    },
  },
};

/** Whose part a link says; of a person and a thing, the person's. */
const subjectOf = ({ personId, thingId }: Pick<RecordLink, 'personId' | 'thingId'>): string => personId ?? thingId ?? '';

const nameOf = (db: ReadableDb, id: string): string =>
  (readItem<Person>(db, { system: 'records', kind: 'person', id }) ?? readItem<Thing>(db, { system: 'records', kind: 'thing', id }))?.body
    .name ?? id;
