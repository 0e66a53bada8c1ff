import { DEMO_AREA } from '../officers.ts';
import { towns } from '../places.ts';
import { readForceCrimes, type StreetCrime } from '../streets.ts';
import { cellsOf, type Metres } from './cells.ts';

/** A longitude and a latitude, in degrees. */
export type Position = readonly [longitude: number, latitude: number];

export interface Feature {
  readonly layer: 'land' | 'boundary' | 'street' | 'town' | 'crime';
  readonly type: 'point' | 'line' | 'polygon';
  readonly positions: readonly Position[];
  readonly properties: Readonly<Record<string, string | number>>;
  /** From this zoom on it is in the tiles. */
  readonly from: number;
}

/** Beyond the district's own points, in degrees: what an officer who looks over its edge sees. */
const MARGIN = { longitude: 0.05, latitude: 0.03 } as const;
/** Land further than this from any published point, in metres, is not told of: the file names streets where people live. */
const LIVED_IN = 340;
const METRES_A_DEGREE = 111_320;
const DETAIL_ZOOM = 12;

/**
 * What the public file tells of the ground: its street points, the lived-in land around them, the lines half-way between points of two
 * neighbourhoods, and crimes by kind and month. It has no roads, so none are drawn.
 */
export const mapFeatures = (): readonly Feature[] => {
  const rows = rowsOnMap();
  const sites = [...Map.groupBy(rows, ({ longitude, latitude }) => `${longitude} ${latitude}`).values()]
    .map(([row]) => row)
    .filter((row) => row !== undefined);
  return [...ground(sites), ...sites.flatMap(street), ...towns.map(town), ...crimes(rows)];
};

const rowsOnMap = (): readonly StreetCrime[] => {
  const all = readForceCrimes();
  const own = all.filter(({ area }) => area === DEMO_AREA);
  const edge = (of: (row: StreetCrime) => number, margin: number) =>
    [Math.min(...own.map(of)) - margin, Math.max(...own.map(of)) + margin] as const;
  const [west, east] = edge(({ longitude }) => longitude, MARGIN.longitude);
  const [south, north] = edge(({ latitude }) => latitude, MARGIN.latitude);
  return all.filter(({ longitude, latitude }) => longitude >= west && longitude <= east && latitude >= south && latitude <= north);
};

/** Lived-in land, a polygon a street point, and the lines between neighbourhoods. */
const ground = (sites: readonly StreetCrime[]): readonly Feature[] => {
  const [first] = sites;
  if (first === undefined) return [];
  const shrink = Math.cos((first.latitude * Math.PI) / 180) * METRES_A_DEGREE;
  const position = ([east, north]: Metres): Position => [first.longitude + east / shrink, first.latitude + north / METRES_A_DEGREE];
  const cells = cellsOf(
    sites.map(({ longitude, latitude }): Metres => [(longitude - first.longitude) * shrink, (latitude - first.latitude) * METRES_A_DEGREE]),
    LIVED_IN,
  );
  return cells.flatMap(({ ring, beyond }, index): Feature[] => {
    const site = sites[index];
    if (site === undefined || ring.length < 3) return [];
    const land: Feature = {
      layer: 'land',
      type: 'polygon',
      positions: ring.map(position),
      properties: { own: site.area === DEMO_AREA ? 1 : 0 },
      from: 0,
    };
    const lines = ring.flatMap((corner, edge): Feature[] => {
      const over = beyond[edge];
      const other = over === undefined || over < index ? undefined : sites[over];
      const kind = other && boundaryBetween(site, other);
      const next = ring[(edge + 1) % ring.length];
      if (kind === undefined || next === undefined) return [];
      return [
        {
          layer: 'boundary',
          type: 'line',
          positions: [position(corner), position(next)],
          properties: { kind },
          from: kind === 'district' ? 0 : DETAIL_ZOOM,
        },
      ];
    });
    return [land, ...lines];
  });
};

const boundaryBetween = (one: StreetCrime, other: StreetCrime): 'district' | 'neighbourhood' | undefined => {
  if (one.area !== other.area) return 'district';
  // "South Ribble 005B": B is a part of neighbourhood 005.
  return one.neighbourhood.slice(0, -1) === other.neighbourhood.slice(0, -1) ? undefined : 'neighbourhood';
};

const point = ({ longitude, latitude }: { readonly longitude: number; readonly latitude: number }): readonly Position[] => [
  [longitude, latitude],
];

const street = (row: StreetCrime): Feature[] =>
  row.street === undefined
    ? []
    : [{ layer: 'street', type: 'point', positions: point(row), properties: { name: row.street }, from: DETAIL_ZOOM }];

const town = (of: (typeof towns)[number]): Feature => ({
  layer: 'town',
  type: 'point',
  positions: point(of),
  properties: { name: of.name },
  from: 0,
});

/** One feature a point, kind and month. */
const crimes = (rows: readonly StreetCrime[]): readonly Feature[] =>
  [...Map.groupBy(rows, ({ longitude, latitude, type, month }) => JSON.stringify([longitude, latitude, type, month])).values()].flatMap(
    (same) => {
      const [row] = same;
      if (row === undefined) return [];
      return [
        {
          layer: 'crime' as const,
          type: 'point' as const,
          positions: point(row),
          properties: { kind: row.type, month: row.month, count: same.length, ...(row.street === undefined ? {} : { street: row.street }) },
          from: DETAIL_ZOOM,
        },
      ];
    },
  );
