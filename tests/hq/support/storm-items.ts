import type { SeedItem } from '../../../hq/systems/seed.ts';
import { incident, rahman } from './force.ts';

const list = (id: string, ...codes: readonly (readonly [string, string])[]): SeedItem => ({
  ...{ system: 'storm', kind: 'codeList', id },
  body: { id, entries: codes.map(([code, label]) => ({ code, label })) },
});
/** The force's lists of codes, and the ones that the force next door has of its own. */
export const codeLists: readonly SeedItem[] = [
  list('grade', ['1', 'Emergency'], ['2', 'Priority'], ['3', 'Scheduled']),
  list('grade:CB', ['1', 'Immediate'], ['5', 'By telephone']),
  list('status', ['2', 'On patrol'], ['5', 'En route'], ['6', 'At scene'], ['7', 'Committed']),
  list('status:CB', ['2', 'Available'], ['5', 'Proceeding']),
  list('regradeReason', ['LEFT', 'Suspect has left'], ['SAFE', 'Nobody in danger']),
  list('openingCode', ['C04', 'Crime: burglary dwelling']),
  list('closingCode', ['C04', 'Crime: burglary dwelling']),
  list('closingCode:CB', ['V20', 'Violence']),
  list('qualifier', ['ALC', 'Alcohol'], ['RPT', 'Repeat victim']),
  list('resourceKind', ['DOG', 'Dog unit']),
];

/** The log of that number, of rahman's area. */
export const log = (n: number): string => `LC-20260111-${String(1600 + n)}`;
/** Of the force next door, in the same area. */
export const THEIRS = 'CB-20260111-0007';

export const logWith = (n: number, ...resources: readonly unknown[]): SeedItem => incident(log(n), rahman.area, resources);
