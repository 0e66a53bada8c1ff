import type { Crime } from '../../../../contracts/domain/crime.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import type { ThingType } from '../../../../contracts/domain/thing-type.ts';
import type { RecordPart, ShownThingRecord } from '../../../../contracts/ipc/records.ts';
import { assertNever } from '../../../../contracts/result.ts';
import type { ReadableDb } from '../../../store/db.ts';
import { readItem } from '../../../store/items.ts';
import type { PendingCommand } from '../../../sync/outbox.ts';
import { thingKey } from '../../told.ts';
import { type End, linkedParts, namedParts, shownEnd } from '../parts.ts';
import { homeLinks } from './describe.ts';

/** As many of what tells of a thing as a page shows; a place may have thousands of logs. */
const MOST_TOLD = 200;

interface Thing {
  readonly type: ThingType;
  readonly key: string;
  readonly name: string;
}

/** The parts of a thing in what is on this laptop: what links say, then what tells of it, then texts in which it stands. */
export const partsOfThing = (
  db: ReadableDb,
  thing: Thing & { readonly record: Pick<ShownThingRecord, 'id'> | undefined },
  pending: readonly PendingCommand[],
  officer: Officer,
): RecordPart[] => {
  const recordId = thing.record?.id ?? thing.key;
  return [
    ...(thing.record === undefined ? [] : linkedParts(db, 'thing', thing.record.id, pending, officer)),
    ...toldParts(db, thing, recordId),
    ...namedParts(db, recordId, thing.name),
  ];
};

const toldParts = (db: ReadableDb, { type, key, name }: Thing, recordId: string): RecordPart[] => {
  const homes = type === 'place' ? homeLinks(name) : [];
  const told = db.prepare<[string, string, number], End>(
    `SELECT link.kind, link.id FROM item_link AS link CROSS JOIN search_entry AS entry USING (system, kind, id)
     WHERE link.role = ? AND link.value = ? AND link.kind IN ('incident', 'crime', 'person') ORDER BY entry.at DESC LIMIT ?`,
  );
  return [{ role: type, value: key }, ...homes].flatMap(({ role, value }) =>
    told.all(role, value, MOST_TOLD).map((end) => ({ ...end, recordId, role: roleOf(db, end, type, key), ...shownEnd(db, end) })),
  );
};

/** The part of a thing in what tells of it, as contracts/domain/record-link.ts has them. */
const roleOf = (db: ReadableDb, { kind, id }: End, type: ThingType, key: string): string => {
  const report = kind === 'crime' ? readItem<Pick<Crime, 'vehicles' | 'property'>>(db, { system: 'crime', kind, id })?.body : undefined;
  const is = (text: string | undefined): boolean => text !== undefined && thingKey(type, text) === key;
  switch (type) {
    case 'vehicle':
      return report?.vehicles.find(({ plate }) => is(plate))?.role ?? 'involved';
    case 'place':
      return kind === 'person' ? 'livesAt' : 'scene';
    case 'telephone':
      return kind === 'person' ? 'uses' : kind === 'incident' ? 'rang' : 'contact';
    case 'object':
      return report?.property.find(({ marks }) => is(marks))?.kind ?? 'involved';
    default:
      return assertNever(type);
  }
};
