// No schemas here, since the window reads it too.

/** Grades of risk (College of Policing, Missing persons), the gravest first. */
export const riskGrades = ['high', 'medium', 'low', 'veryLow'] as const;
export type RiskGrade = (typeof riskGrades)[number];

/** Answers to a first question (missing-questions.ts) that is not answered in words alone. */
export const missingChoices = ['yes', 'no', 'notKnown'] as const;
export type MissingChoice = (typeof missingChoices)[number];

/** How sure somebody is of a sighting. */
export const sureness = ['certain', 'probable', 'possible'] as const;
export type Sureness = (typeof sureness)[number];

/** Lists of reports: the officer's own, those of the officer's area, all that are on the laptop. */
export const missingScopes = ['mine', 'near', 'all'] as const;
export type MissingScope = (typeof missingScopes)[number];

/** missing: not found. found: somebody has found them, and nobody has seen yet that they are well. closed: found and well-being confirmed. */
export const missingStates = ['missing', 'found', 'closed'] as const;
export type MissingState = (typeof missingStates)[number];

/** Circulations of a report that were over before the last one: of more, the oldest are forgotten. */
export const MOST_CIRCULATIONS = 100;
