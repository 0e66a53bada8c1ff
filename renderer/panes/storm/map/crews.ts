import { statusKind } from '../../../../contracts/domain/deployment.ts';
import type { MapUnit } from '../../../../contracts/ipc/storm.ts';
import { metresBetween, type Place } from './geometry.ts';

/** What a crew is doing, as its mark tells it by shape and letter. */
export type CrewState = 'scene' | 'route' | 'committed' | 'patrol' | 'other';

export interface Crew extends MapUnit {
  readonly state: CrewState;
  /** From the log as the crow flies; undefined where either place is not known. */
  readonly metres: number | undefined;
}

const EN_ROUTE = 5;
const AT_SCENE = 6;
const OFF_DUTY = 11;
/** In metres; further than any crew of the force. */
const FARTHEST = 1e9;

export const crewStateOf = (status: number): CrewState => {
  if (status === AT_SCENE) return 'scene';
  if (status === EN_ROUTE) return 'route';
  switch (statusKind(status)) {
    case 'committed':
      return 'committed';
    case 'available':
      return 'patrol';
    default:
      return 'other';
  }
};

/** The crews on duty, nearest first; those whose distance is not known at the end, by call sign. */
export const crewsNear = (units: readonly MapUnit[], place: Place | undefined): readonly Crew[] =>
  units
    .filter(({ status }) => status !== OFF_DUTY)
    .map((unit) => ({
      ...unit,
      state: crewStateOf(unit.status),
      metres: place === undefined || unit.position === undefined ? undefined : metresBetween(place, unit.position),
    }))
    .sort((one, other) => (one.metres ?? FARTHEST) - (other.metres ?? FARTHEST) || one.callSign.localeCompare(other.callSign));
