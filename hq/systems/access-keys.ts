import type { Officer } from '../../contracts/domain/officer.ts';

/**
 * Who may see what, as sets of keys: an officer holds some, an item names some, and the officer sees the items with which
 * a key is shared. Everyone; an area's officers, a team's, a team's supervisors, one officer by staff id or by collar number.
 */
export const keys = {
  everyone: 'all',
  area: (area: string): string => `area:${area}`,
  team: (team: string): string => `team:${team}`,
  supervisors: (team: string): string => `supervisors:${team}`,
  staff: (staffId: string): string => `staff:${staffId}`,
  collar: (collarNumber: string): string => `collar:${collarNumber}`,
} as const;

export const accessKeysOfOfficer = (officer: Officer): readonly string[] => [
  keys.everyone,
  keys.area(officer.area),
  keys.team(officer.team),
  ...(officer.roles.includes('supervisor') ? [keys.supervisors(officer.team)] : []),
  keys.staff(officer.staffId),
  keys.collar(officer.collarNumber),
];
