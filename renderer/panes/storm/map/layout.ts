/** Something to be drawn at a point of the map, in pixels from its top left. */
export interface Point {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  /** With its name under it, in rem. */
  readonly wide: number;
}

/** A mark with its name under it, in rem. */
const HIGH = 3.3;
/** How far a mark's name reaches under its point, in rem. */
const NAME = 2;
/** How far a mark goes to a side, in rem: about a crew's. */
const STEP = 3.6;
/** How a mark gives way, in steps: to a side first, then up and down. */
const WAYS: readonly (readonly [right: number, down: number])[] = [
  ...[[0, 0] as const, [1, 0] as const, [-1, 0] as const, [1.7, 0] as const, [-1.7, 0] as const],
  ...[[0, -1] as const, [0, 1] as const, [1, -1] as const, [-1, -1] as const, [1, 1] as const, [-1, 1] as const],
  ...[[2.7, 0] as const, [-2.7, 0] as const, [0, -2] as const, [0, 2] as const],
];

/**
 * Where each mark is drawn so that none lies on another: the first has its own place, each that follows gives way to those before it. Marks
 * that are off the map (`size`), or whose name is, are not among the answers. `rem`: in pixels.
 */
export const layOut = (
  points: readonly Point[],
  size: { readonly width: number; readonly height: number },
  rem: number,
): readonly Point[] => {
  const placed: Point[] = [];
  const isFree = (spot: Point): boolean =>
    spot.y >= 0 &&
    spot.y <= size.height - NAME * rem &&
    spot.x >= 0 &&
    spot.x <= size.width &&
    placed.every((other) => Math.abs(other.x - spot.x) >= ((other.wide + spot.wide) / 2) * rem || Math.abs(other.y - spot.y) >= HIGH * rem);
  for (const point of points) {
    const { x, y } = point;
    if (x < 0 || y < 0 || x > size.width || y > size.height - NAME * rem) continue;
    const spots = WAYS.map(([right, down]) => ({ ...point, x: x + right * STEP * rem, y: y + down * HIGH * rem }));
    placed.push(spots.find(isFree) ?? point);
  }
  return placed;
};

const LENGTHS = [50, 100, 250, 500, 1000, 2500, 5000, 10_000, 25_000] as const;

/** The longest round length, in metres, that a scale bar of at most `pixels` can tell. */
export const scaleLength = (metresAPixel: number, pixels: number): number =>
  LENGTHS.findLast((metres) => metres <= metresAPixel * pixels) ?? LENGTHS[0];
