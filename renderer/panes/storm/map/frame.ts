import type { CrimesNear } from './CrimePicker.tsx';
import type { Crew } from './crews.ts';
import { type Compass, compassOf, type Place } from './geometry.ts';
import type { CrimeAt, Ground } from './ground.ts';
import { layOut, scaleLength } from './layout.ts';

/** How far somebody walks in a minute, in metres: 4.8 km/h. As the crow flies: the map has no roads. */
const WALK_METRES = 80;
export const RING_MINUTES = 5;
export const RING_METRES = RING_MINUTES * WALK_METRES;
const SCALE_PIXELS = 120;
/** Streets that are named under the number of crimes. */
const MAX_STREETS = 5;
/** The log among the marks; no call sign is written so. */
export const LOG = 'log';
/** Marks with their names, in rem. */
const LOG_WIDE = 8.5;
const CREW_WIDE = 3.6;

/** What of a frame React draws; marks are moved by hand, so that moving the map draws nothing else. */
export interface Frame {
  readonly scale: number;
  readonly scaleShare: number;
  readonly tags: readonly { readonly callSign: string; readonly way: Compass }[];
}

/** Moves the marks and the ring to where they are now; what of it is to be said in words. */
export const drawFrame = (
  ground: Ground,
  on: {
    readonly place: Place | undefined;
    readonly crews: readonly Crew[];
    readonly marks: HTMLElement | null;
    readonly ring: HTMLElement | null;
    /** From each mark that gave way to where it belongs. */
    readonly leaders: SVGPathElement | null;
    /** What lies over the map's lower edge: a mark under it is off the map. */
    readonly foot: HTMLElement | null;
  },
): Frame => {
  const size = ground.size();
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const pointOf = (key: string, at: Place) => {
    const [x, y] = ground.pixelOf(at);
    return { key, x, y, wide: key === LOG ? LOG_WIDE : CREW_WIDE };
  };
  const log = on.place && pointOf(LOG, on.place);
  const points = [
    ...(log === undefined ? [] : [log]),
    ...on.crews.flatMap(({ callSign, position }) => (position === undefined ? [] : [pointOf(callSign, position)])),
  ];
  const placed = new Map(
    layOut(points, { ...size, height: size.height - (on.foot?.offsetHeight ?? 0) }, rem).map((point) => [point.key, point]),
  );
  for (const mark of on.marks?.querySelectorAll<HTMLElement>('[data-mark]') ?? []) {
    const point = placed.get(mark.dataset['mark'] ?? '');
    mark.hidden = point === undefined;
    if (point !== undefined) mark.style.translate = `${Math.round(point.x)}px ${Math.round(point.y)}px`;
  }
  const lines = points.flatMap(({ key, x, y }) => {
    const to = placed.get(key);
    return to === undefined || (to.x === x && to.y === y)
      ? []
      : [`M${Math.round(x)} ${Math.round(y)}L${Math.round(to.x)} ${Math.round(to.y)}`];
  });
  on.leaders?.setAttribute('d', lines.join(''));
  const metresAPixel = ground.metresAPixel();
  if (log !== undefined && on.ring !== null) {
    const radius = Math.round(RING_METRES / metresAPixel);
    on.ring.style.width = `${2 * radius}px`;
    on.ring.style.translate = `${Math.round(log.x) - radius}px ${Math.round(log.y) - radius}px`;
  }
  const scale = scaleLength(metresAPixel, SCALE_PIXELS);
  return {
    scale,
    scaleShare: Math.round(scale / metresAPixel),
    tags: points
      .filter(({ key }) => key !== LOG && !placed.has(key))
      .map(({ key, x, y }) => ({ callSign: key, way: compassOf(x - size.width / 2, y - size.height / 2) })),
  };
};

/** Crimes of one street together, the streets with most of them first. */
export const crimesNear = (crimes: readonly CrimeAt[]): CrimesNear => {
  const streets = [...Map.groupBy(crimes, ({ street }) => street)].map(([street, same]) => ({
    street,
    count: same.reduce((sum, { count }) => sum + count, 0),
  }));
  return {
    total: streets.reduce((sum, { count }) => sum + count, 0),
    streets: streets.sort((one, other) => other.count - one.count).slice(0, MAX_STREETS),
  };
};
