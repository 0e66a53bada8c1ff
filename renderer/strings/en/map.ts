import { count } from '../count.ts';

/** "0.4 km", "12 km". */
const distance = (metres: number): string => (metres < 9950 ? `${(metres / 1000).toFixed(1)} km` : `${Math.round(metres / 1000)} km`);

const compass = {
  north: 'north',
  northEast: 'north-east',
  east: 'east',
  southEast: 'south-east',
  south: 'south',
  southWest: 'south-west',
  west: 'west',
  northWest: 'north-west',
} as const;

/** The map of a log. */
export const map = {
  view: 'Map',
  label: (place: string) => `Map around ${place}`,
  keys: 'Arrow keys move the map. Plus and minus bring it closer or further away. Home goes back to the log.',
  loading: 'Opening the map from this laptop',
  closer: 'Closer',
  further: 'Further away',
  home: 'Back to the log',
  scale: (metres: number) => (metres < 1000 ? `${metres} m` : `${metres / 1000} km`),
  ring: (minutes: number) => `Ring: ${minutes} minutes on foot`,
  crews: 'Crews, nearest first',
  /** Where no distance is known. */
  crewsUnordered: 'Crews',
  crewsAsOf: (at: string) => `Crews as they were at ${at}`,
  noCrews: 'No crews are on duty.',
  states: { scene: 'At scene', route: 'En route', committed: 'Committed', patrol: 'On patrol', other: 'Not free' },
  letters: { scene: 'S', route: 'E', committed: 'D', patrol: 'P', other: 'N' },
  marks: 'Marks on the map',
  you: 'you',
  distance,
  here: 'here',
  seen: (ago: string) => `${ago} ago`,
  seenNow: 'now',
  seenAt: (at: string) => `at ${at}`,
  unknown: 'Position not known',
  /** After its call sign, for those who hear it. */
  crew: (state: string, where: string, when: string) => `, ${state}, ${where}, position ${when}`,
  /** After the place. */
  theLog: ', this log',
  outside: (callSign: string, metres: number | undefined) => (metres === undefined ? callSign : `${callSign}, ${distance(metres)}`),
  compass,
  offMap: (way: keyof typeof compass) => `${compass[way]} of the map`,
  more: (number: number) => `${number} more in the list`,
  noPlace: 'This log has no position, so there is no ring and no distance.',
  notYet: 'The map is not on this laptop yet. Crews stand where they are, on bare ground.',
  coming: (parts: number, of: number) => `${parts} of ${of} parts are here.`,
  comes: 'It comes with good signal.',
  unreadable: 'Part of the map cannot be read. Crews and distances are right. Tell ICT: MapUnreadable.',
  crimes: 'Recorded crimes',
  crimesNone: 'Not shown',
  crimesAll: 'All kinds',
  month: 'Month',
  crimesIn: (number: number, month: string) => `${count(number, 'recorded crime')} within the ring, ${month}`,
  crimesAt: (street: string | undefined, number: number) => `${street ?? 'Street not recorded'}, ${number}`,
} as const;
