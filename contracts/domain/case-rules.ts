// No schemas here, since the window reads it too.

/** What a file needs before it is handed over, in the order in which it is read. */
export const caseRules = [
  'summary',
  'victimStatement',
  'witnessStatements',
  'seals',
  'exhibits',
  'material',
  'reasons',
  'victimPersonal',
  'check',
] as const;
export type CaseRule = (typeof caseRules)[number];
