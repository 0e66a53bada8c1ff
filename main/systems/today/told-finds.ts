import type { Incident } from '../../../contracts/domain/incident.ts';
import type { FoundKind } from '../../../contracts/systems/found.ts';
import type { ReadableDb } from '../../store/db.ts';
import type { FoundDefinition, Shown } from '../found.ts';
import { placeKey, vehicleKey } from '../told.ts';

interface Teller {
  readonly kind: string;
  readonly id: string;
  readonly body: string;
}
type Told = Pick<Incident, 'vehicles' | 'place'>;

/** Vehicles and places, of which logs and crimes tell: as the newest of these has them. */
export const toldFinds: { readonly [K in FoundKind]?: FoundDefinition } = {
  vehicle: {
    show: (db, id) =>
      shownOf(db, 'vehicle', id, ({ vehicles, place }) => {
        const vehicle = vehicles.find(({ plate }) => plate !== undefined && vehicleKey(plate) === id);
        return { title: vehicle?.plate ?? id, detail: vehicle?.description ?? place.text, lines: [place.text] };
      }),
    named: (db, typed) => idsTold(db, 'vehicle', vehicleKey(typed)),
  },
  place: {
    show: (db, id) => shownOf(db, 'place', id, ({ place }) => ({ title: place.text, detail: place.postcode ?? place.area, lines: [] })),
    named: (db, typed) => idsTold(db, 'place', placeKey(typed)),
  },
};

const idsTold = (db: ReadableDb, kind: string, id: string): string[] =>
  db.prepare<[string, string], object>('SELECT 1 FROM item_link WHERE role = ? AND value = ? LIMIT 1').get(kind, id) === undefined
    ? []
    : [id];

const shownOf = (db: ReadableDb, kind: string, id: string, show: (body: Told) => Omit<Shown, 'told'>): Shown | undefined => {
  const counted = db
    .prepare<[string, string], { incidents: number; crimes: number }>(
      `SELECT count(*) FILTER (WHERE kind = 'incident') AS incidents, count(*) FILTER (WHERE kind = 'crime') AS crimes
       FROM item_link WHERE role = ? AND value = ?`,
    )
    .get(kind, id);
  // CROSS JOIN: from the few links to their items; a place of many logs is read by its index entries first.
  const newest = db
    .prepare<[string, string], Teller & { at: string }>(
      `SELECT newest.kind, newest.id, newest.at, item.body FROM (
         SELECT link.system, link.kind, link.id, entry.at FROM item_link AS link
         CROSS JOIN search_entry AS entry USING (system, id, kind) WHERE link.role = ? AND link.value = ? ORDER BY entry.at DESC LIMIT 1
       ) AS newest CROSS JOIN item USING (system, kind, id)`,
    )
    .get(kind, id);
  if (counted === undefined || newest === undefined) return undefined;
  const told = { ...counted, newest: { kind: newest.kind as FoundKind, id: newest.id } };
  return { ...show(JSON.parse(newest.body) as Told), told, ...(newest.at === '' ? {} : { at: newest.at }) };
};
