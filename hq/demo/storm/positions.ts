import type { Incident, Unit, UnitPosition } from '../../../contracts/domain/incident.ts';
import type { Random } from '../random.ts';
import { readStreetCrimes } from '../streets.ts';

/** The dog van's radio tells no position: every district has one such. */
const SILENT: readonly string[] = ['BD31'];
const EN_ROUTE = 5;
const AT_SCENE = 6;
/** How near to its log a unit on the way to it may be, in degrees of latitude: two kilometres. */
const ON_THE_WAY = 0.02;
/** So far from the house a car stands, in degrees: some tens of metres. */
const PARKED = 0.0003;

/** Where a unit was last heard from: at its log, on a street about it, or on any street of the district; undefined for one that tells none. */
export const positionOf = (unit: Unit, log: Incident | undefined, random: Random, now: Date): UnitPosition | undefined => {
  if (SILENT.includes(unit.callSign)) return undefined;
  const at = new Date(now.getTime() - random.between(0, 4) * 60_000).toISOString();
  const { longitude, latitude } = log?.place ?? {};
  if (longitude === undefined || latitude === undefined) return { ...onAStreet(random, () => true), at };
  if (unit.status === EN_ROUTE) {
    return {
      ...onAStreet(random, (of) => Math.abs(of.latitude - latitude) < ON_THE_WAY && Math.abs(of.longitude - longitude) < ON_THE_WAY),
      at,
    };
  }
  const reach = unit.status === AT_SCENE ? PARKED : 10 * PARKED;
  const off = (): number => (random.between(-100, 100) / 100) * reach;
  return { longitude: longitude + off(), latitude: latitude + off(), at };
};

interface OnGround {
  readonly longitude: number;
  readonly latitude: number;
}

const onAStreet = (random: Random, isWanted: (of: OnGround) => boolean): OnGround => {
  const { longitude, latitude } = random.pick(readStreetCrimes().filter(isWanted));
  return { longitude, latitude };
};
