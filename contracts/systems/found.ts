/**
 * What a search finds, in the order of its groups. Each is declared by its system (main/systems/define.ts, `finds`), vehicles, places,
 * telephone numbers and objects, which logs and crimes tell of too, by the records. No schemas here, since the window reads it too.
 */
export const foundKinds = [
  'person',
  'officer',
  'incident',
  'crime',
  'vehicle',
  'place',
  'telephone',
  'object',
  'task',
  'missing',
  'circulation',
  'statement',
  'exhibit',
  'mail',
] as const;
export type FoundKind = (typeof foundKinds)[number];
