import type { Crime } from '../../../../contracts/domain/crime.ts';
import type { Incident } from '../../../../contracts/domain/incident.ts';
import type { Person } from '../../../../contracts/domain/person.ts';
import type { Thing } from '../../../../contracts/domain/thing.ts';
import { type ThingType, thingTypes } from '../../../../contracts/domain/thing-type.ts';
import type { ReadableDb } from '../../../store/db.ts';
import type { FoundDefinition, Shown } from '../../found.ts';
import { thingKey } from '../../told.ts';

/** Vehicles, places, telephone numbers and objects: as their record has them, else the newest of what tells of them. */
export const thingFinds: Readonly<Record<ThingType, FoundDefinition>> = Object.fromEntries(
  thingTypes.map((type): [ThingType, FoundDefinition] => [
    type,
    { show: (db, id) => shownThing(db, type, id), named: (db, typed) => keysNamed(db, type, typed) },
  ]),
) as Record<ThingType, FoundDefinition>;

const keysNamed = (db: ReadableDb, type: ThingType, typed: string): string[] => {
  const key = thingKey(type, typed);
  const isTold = db.prepare<[string, string], object>('SELECT 1 FROM item_link WHERE role = ? AND value = ? LIMIT 1').get(type, key);
  return key === '' || isTold === undefined ? [] : [key];
};

/** The records of a thing, by its key or the number of one, the oldest first. */
export const recordsOf = (
  db: ReadableDb,
  type: ThingType,
  key: string,
): { readonly id: string; readonly version: number; readonly body: Thing }[] =>
  db
    .prepare<[string, string], { id: string; version: number; body: string }>(
      `SELECT item.id, item.version, item.body FROM item_link AS link CROSS JOIN item USING (system, kind, id)
       WHERE link.role = ? AND link.value = ? AND link.system = 'records' AND link.kind = 'thing'
       ORDER BY item.version = 0, length(item.id), item.id`,
    )
    .all(type, key)
    .map((row) => ({ ...row, body: JSON.parse(row.body) as Thing }));

interface Teller {
  readonly kind: string;
  readonly body: string;
  readonly at: string;
}

export const shownThing = (db: ReadableDb, type: ThingType, key: string): Shown | undefined => {
  const told = countsOf(db, type, key);
  const [record] = recordsOf(db, type, key);
  if (record !== undefined) {
    const { name, details, createdAt } = record.body;
    const detail = details.findLast(({ kind }) => kind !== 'note')?.text ?? '';
    return { title: name, detail, at: details.at(-1)?.at ?? createdAt, told, lines: [record.id, ...details.map(({ text }) => text)] };
  }
  // CROSS JOIN: from the few links to their items; a place of many logs is read by its index entries first.
  const newest = db
    .prepare<[string, string], Teller>(
      `SELECT newest.kind, newest.at, item.body FROM (
         SELECT link.system, link.kind, link.id, entry.at FROM item_link AS link
         CROSS JOIN search_entry AS entry USING (system, id, kind) WHERE link.role = ? AND link.value = ? ORDER BY entry.at DESC LIMIT 1
       ) AS newest CROSS JOIN item USING (system, kind, id)`,
    )
    .get(type, key);
  if (newest === undefined) return undefined;
  return { ...calledBy(newest, type, key), told, ...(newest.at === '' ? {} : { at: newest.at }) };
};

export const countsOf = (db: ReadableDb, type: ThingType, key: string): { readonly incidents: number; readonly crimes: number } =>
  db
    .prepare<[string, string], { incidents: number; crimes: number }>(
      `SELECT count(*) FILTER (WHERE kind = 'incident') AS incidents, count(*) FILTER (WHERE kind = 'crime') AS crimes
       FROM item_link WHERE role = ? AND value = ?`,
    )
    .get(type, key) ?? { incidents: 0, crimes: 0 };

/** How a log, a crime or a person calls a thing of which it tells. */
const calledBy = ({ kind, body }: Teller, type: ThingType, key: string): Pick<Shown, 'title' | 'detail' | 'lines'> => {
  const is = (text: string | undefined): boolean => text !== undefined && thingKey(type, text) === key;
  if (kind === 'person') {
    const { name, details } = JSON.parse(body) as Person;
    return { title: details.find(({ text }) => is(text))?.text ?? key, detail: name, lines: [] };
  }
  const { place, vehicles, ...told } = JSON.parse(body) as Pick<Incident, 'place' | 'vehicles' | 'caller'> &
    Partial<Pick<Crime, 'people' | 'property'>>;
  switch (type) {
    case 'vehicle': {
      const vehicle = vehicles.find(({ plate }) => is(plate));
      return { title: vehicle?.plate ?? key, detail: vehicle?.description ?? place.text, lines: [place.text] };
    }
    case 'place':
      return { title: place.text, detail: place.postcode ?? place.area, lines: [] };
    case 'telephone': {
      const person = told.people?.find(({ contact }) => is(contact));
      return { title: person?.contact ?? told.caller?.telephone ?? key, detail: person?.name ?? told.caller?.name ?? '', lines: [] };
    }
    case 'object': {
      const thing = told.property?.find(({ marks }) => is(marks));
      return { title: thing?.marks ?? key, detail: thing?.text ?? '', lines: [] };
    }
  }
};
