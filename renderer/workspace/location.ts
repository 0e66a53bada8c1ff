import type { Officer } from '../../contracts/domain/officer.ts';
import type { WorkPlace } from '../../contracts/ipc/session.ts';

export const paneNames = ['today', 'mail', 'storm', 'crime', 'people', 'fleet'] as const;
export type PaneName = (typeof paneNames)[number];

/**
 * Where in the window the officer is: a pane and what is open in it. `write` puts the cursor in the box for an update; `draft` is the key
 * of the draft that stands in it, where that is another than the log's own.
 */
export type Place =
  | { readonly pane: 'today' }
  | { readonly pane: 'mail'; readonly id?: string | undefined; readonly folder?: string | undefined }
  | {
      readonly pane: 'storm';
      readonly id?: string | undefined;
      readonly scope?: 'mine' | 'area' | 'closed' | undefined;
      readonly write?: boolean | undefined;
      readonly draft?: string | undefined;
    }
  | { readonly pane: 'crime'; readonly id?: string | undefined; readonly scope?: 'mine' | 'area' | 'tasks' | undefined }
  | { readonly pane: 'people' }
  /** `open` and not `id`: what is open in the fleet is not remembered in the officer's store, where nothing of the fleet is kept. */
  | { readonly pane: 'fleet'; readonly view?: 'laptops' | 'sign' | 'officers' | undefined; readonly open?: string | undefined };

export type PlaceOf<Name extends PaneName> = Extract<Place, { readonly pane: Name }>;

/** The panes of an officer with these roles. HQ refuses the fleet to all but ICT; nobody else is shown a door to it. */
export const panesOf = (roles: Officer['roles']): readonly PaneName[] =>
  paneNames.filter((pane) => pane !== 'fleet' || roles.includes('ict'));

/** The last place of every pane, so that a pane opens where it was left. */
export interface Places {
  readonly at: PaneName;
  readonly last: { readonly [Name in PaneName]: PlaceOf<Name> };
}

export const firstPlaces: Places = {
  at: 'today',
  last: {
    today: { pane: 'today' },
    mail: { pane: 'mail' },
    storm: { pane: 'storm' },
    crime: { pane: 'crime' },
    people: { pane: 'people' },
    fleet: { pane: 'fleet' },
  },
};

/** Goes to a pane as it was left (a name) or to a place in it. */
export const goTo = (places: Places, to: PaneName | Place): Places =>
  typeof to === 'string' ? { ...places, at: to } : { at: to.pane, last: { ...places.last, [to.pane]: to } };

/** The place of an item that was open in a pane; a pane that has no items opens as it is. */
export const placeOfItem = (pane: PaneName, id: string | undefined): Place => {
  switch (pane) {
    case 'mail':
    case 'storm':
      return { pane, id };
    case 'crime':
      // A task's number, not a report's.
      return { pane, id, scope: id?.startsWith('T-') === true ? 'tasks' : undefined };
    default:
      return { pane };
  }
};

/** Longer than any duty: what was open before is of another one, and that begins at Today. */
const SAME_DUTY_MS = 12 * 60 * 60 * 1000;

/** Where the officer was, as places to begin with; the first ones when it is unknown, of another duty or in none of the officer's panes. */
export const resumed = (place: WorkPlace | null, now: number, panes: readonly PaneName[]): Places => {
  const pane = panes.find((name) => name === place?.pane);
  if (place === null || pane === undefined || now - Date.parse(place.at) > SAME_DUTY_MS) return firstPlaces;
  return goTo(firstPlaces, placeOfItem(pane, place.item));
};
