export const paneNames = ['today', 'mail', 'storm', 'crime', 'people'] as const;
export type PaneName = (typeof paneNames)[number];

/** Where in the window the officer is: a pane and what is open in it. `write` puts the cursor in the box for an update. */
export type Place =
  | { readonly pane: 'today' }
  | { readonly pane: 'mail'; readonly id?: string | undefined; readonly folder?: string | undefined }
  | {
      readonly pane: 'storm';
      readonly id?: string | undefined;
      readonly scope?: 'mine' | 'area' | 'closed' | undefined;
      readonly write?: boolean | undefined;
    }
  | { readonly pane: 'crime'; readonly id?: string | undefined; readonly scope?: 'mine' | 'area' | 'tasks' | undefined }
  | { readonly pane: 'people' };

export type PlaceOf<Name extends PaneName> = Extract<Place, { readonly pane: Name }>;

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
  },
};

/** Goes to a pane as it was left (a name) or to a place in it. */
export const goTo = (places: Places, to: PaneName | Place): Places =>
  typeof to === 'string' ? { ...places, at: to } : { at: to.pane, last: { ...places.last, [to.pane]: to } };
