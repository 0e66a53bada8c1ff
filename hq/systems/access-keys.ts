import type { Officer } from '../../contracts/domain/officer.ts';
import type { System } from '../../contracts/hq/feeds.ts';
import { assertNever } from '../../contracts/result.ts';
import type { Body } from './kinds.ts';

/**
 * Who may see what, as sets of keys: an officer holds some, an item names some, and the officer sees the items with which
 * a key is shared. Everyone: "all". An area's officers, a team's, one officer by staff id or by collar number.
 */
export const audienceOfOfficer = (officer: Officer): readonly string[] => [
  EVERYONE,
  `area:${officer.area}`,
  `team:${officer.team}`,
  `staff:${officer.staffId}`,
  `collar:${officer.collarNumber}`,
];

const EVERYONE = 'all';

/** Incidents and crimes: their area, and whoever has a part. Own tasks, duties, balance. Units of the area. Officers of the team. Lists: all. */
export const audienceOfItem = (item: AudienceInput): readonly string[] => [...new Set(keysOf(item))].sort();

/** `area` and `owner` as the item's row holds them, for kinds whose body says neither. */
export type AudienceInput = { readonly area: string | null; readonly owner: string } & Body;

const keysOf = (item: AudienceInput): readonly string[] => {
  switch (item.kind) {
    case 'incident':
      return [`area:${item.body.place.area}`, ...collars(item.body.resources.flatMap((resource) => resource.collarNumbers))];
    case 'unit':
      return [...(item.area === null ? [] : [`area:${item.area}`]), ...collars(item.body.collarNumbers)];
    case 'crime':
      return [`area:${item.body.place.area}`, ...(item.body.officerInCase === undefined ? [] : collars([item.body.officerInCase]))];
    case 'task':
      return collars([item.body.owner]);
    case 'officer':
      return [`team:${item.body.team}`, `staff:${item.body.staffId}`];
    case 'duty':
    case 'balance':
      return item.owner === '' ? [] : [`staff:${item.owner}`];
    case 'codeList':
    case 'offence':
      return [EVERYONE];
    default:
      return assertNever(item);
  }
};

const collars = (numbers: readonly string[]): readonly string[] => numbers.map((number) => `collar:${number}`);

/** Kinds whose ids are unique only per officer, and which are nobody's without one. */
export const isOwned = (system: System, kind: string): boolean => system === 'people' && (kind === 'duty' || kind === 'balance');
