import type { SeedItem } from '../../../hq/systems/seed.ts';
import { clarke, hargreaves, incident, resourceOf, statusList, task, unit } from '../../hq/support/force.ts';
import { crime } from '../../main/support/items.ts';

/** An area whose logs the soak's officer does not see. */
export const OTHER_AREA = clarke.area;
/** The log that the officer's unit is on. */
const ATTENDED = 'LC-20260601-0001';
/** One that moves to the other area and back. */
export const MOVING = 'LC-20260601-0002';
/** One that holds all the lines it may but one. */
const FULL = 'LC-20260601-0003';
export const logs = [ATTENDED, MOVING, FULL] as const;
export const UNIT = hargreaves.callSign ?? '';
/** A report that HQ had from the beginning. */
export const KNOWN_CRIME = '04/26/00001';
const MOST_LINES = 2000;

const full = (item: SeedItem): SeedItem => {
  const [opened] = item.body.lines as readonly object[];
  return { ...item, body: { ...item.body, lines: Array.from({ length: MOST_LINES - 1 }, (_, n) => ({ ...opened, id: `l${n}` })) } };
};
const { version: _, ...report } = crime({ id: KNOWN_CRIME, officerInCase: '4127' });

/** What HQ has when a story begins. */
export const seedItems: readonly SeedItem[] = [
  incident(ATTENDED, hargreaves.area, [resourceOf(hargreaves, 6)]),
  incident(MOVING, hargreaves.area),
  full(incident(FULL, hargreaves.area)),
  incident('LC-20260601-0004', OTHER_AREA),
  unit(hargreaves, 6, ATTENDED),
  statusList,
  { system: 'crime', kind: 'crime', id: KNOWN_CRIME, body: report },
  task('T-1', hargreaves),
];
