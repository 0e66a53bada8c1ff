/** Lists of logs: the officer's own open ones, the area's, those of the officer's team, those of the area that a unit attends now, closed ones. */
export const incidentScopes = ['mine', 'area', 'team', 'live', 'closed'] as const;
export type IncidentScope = (typeof incidentScopes)[number];

/** By what a list is sorted: what is gravest, what changed last, what was opened last or first. */
export const incidentSorts = ['grade', 'changed', 'newest', 'oldest'] as const;
export type IncidentSort = (typeof incidentSorts)[number];

/** When a log was opened: within the last hour, within the last day, before that. */
export const incidentAges = ['hour', 'day', 'older'] as const;
export type IncidentAge = (typeof incidentAges)[number];
