/** A place on the ground, in degrees (WGS 84). */
export interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

/** The mean radius of the earth, in metres (IUGG). */
const EARTH_METRES = 6_371_009;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two places as the crow flies (haversine). */
export const metresBetween = (one: Place, other: Place): number => {
  const north = Math.sin(radians(other.latitude - one.latitude) / 2);
  const east = Math.sin(radians(other.longitude - one.longitude) / 2);
  const share = north * north + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * east * east;
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(share)));
};

const compass = ['north', 'northEast', 'east', 'southEast', 'south', 'southWest', 'west', 'northWest'] as const;
export type Compass = (typeof compass)[number];

/** The point of the compass in which something lies that is `right` and `down` of here on a map with north at its top. */
export const compassOf = (right: number, down: number): Compass =>
  compass[(Math.round((Math.atan2(right, -down) / Math.PI) * 4) + 8) % 8] ?? 'north';
