/**
 * What a search finds, in the order of its groups. Each is declared by its system (main/systems/define.ts, `finds`), vehicles and places, which
 * logs and crimes tell of, beside the search. No schemas here, since the window reads it too.
 */
export const foundKinds = ['person', 'officer', 'incident', 'crime', 'vehicle', 'place', 'task', 'missing', 'mail'] as const;
export type FoundKind = (typeof foundKinds)[number];
