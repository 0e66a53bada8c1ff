import type { WorkPlace } from '../../contracts/ipc/session.ts';

/** What may be open in each pane: every pane declares its own (definePane). */
// biome-ignore lint/suspicious/noEmptyInterface: the panes fill it
export interface PaneLocations {}

export type PaneName = keyof PaneLocations;
export type LocationOf<Name extends PaneName> = { readonly pane: Name } & PaneLocations[Name];
/** Where in the window the officer is: a pane and what is open in it. */
export type Location = { [Name in PaneName]: LocationOf<Name> }[PaneName];

/** The last location of every pane that was open, so that it opens where it was left. */
export interface Locations {
  readonly at: PaneName;
  readonly last: { readonly [Name in PaneName]?: LocationOf<Name> };
}

/** What of a pane the way to it needs. */
export interface Destination {
  readonly name: PaneName;
  /** Where in it an item is. `kind`: what it is (a kind of item, as in contracts/systems), where that is known. */
  readonly locate: (id: string | undefined, kind?: string) => Location;
  /** What of a location is remembered in the officer's store; `locate` finds it again. */
  readonly remember: (location: Location) => string | undefined;
}

export const firstLocations: Locations = { at: 'today', last: {} };

/** Goes to a pane as it was left (a name) or to a location in it. */
export const goTo = (locations: Locations, to: PaneName | Location): Locations =>
  typeof to === 'string' ? { ...locations, at: to } : { at: to.pane, last: { ...locations.last, [to.pane]: to } };

/** Longer than any duty: what was open before is of another one, and that begins at Today. */
const SAME_DUTY_MS = 12 * 60 * 60 * 1000;

/** Where the officer was, to begin with; Today when it is unknown, of another duty or in none of the officer's panes. */
export const resumed = (stored: WorkPlace | null, now: number, panes: readonly Destination[]): Locations => {
  const pane = panes.find(({ name }) => name === stored?.pane);
  if (stored === null || pane === undefined || now - Date.parse(stored.at) > SAME_DUTY_MS) return firstLocations;
  return goTo(firstLocations, pane.locate(stored.item));
};
