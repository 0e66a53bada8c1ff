import { PbfWriter } from 'pbf';
import type { Feature, Position } from './features.ts';

/** Units along a tile's edge (Mapbox Vector Tile 2.1 §4.1). */
const EXTENT = 4096;
/** Features reach over a tile's edge by this share of it, so that no label is cut. */
const BUFFER = 0.1;
const TYPES = { point: 1, line: 2, polygon: 3 } as const;
const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE_PATH = 7;

/** A position in tiles of a zoom, from the north-west corner of the world (Web Mercator). */
export const inTiles = ([longitude, latitude]: Position, zoom: number): readonly [x: number, y: number] => {
  const sine = Math.sin((latitude * Math.PI) / 180);
  const size = 2 ** zoom;
  return [size * (longitude / 360 + 0.5), size * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI))];
};

/** The tiles of a zoom that a feature touches. */
export const tilesOf = (feature: Feature, zoom: number): readonly (readonly [x: number, y: number])[] => {
  const points = feature.positions.map((position) => inTiles(position, zoom));
  const edge = (axis: 0 | 1) => {
    const along = points.map((at) => at[axis]);
    return [Math.floor(Math.min(...along) - BUFFER), Math.floor(Math.max(...along) + BUFFER)] as const;
  };
  const [west, east] = edge(0);
  const [north, south] = edge(1);
  const tiles: [number, number][] = [];
  for (let x = west; x <= east; x += 1) for (let y = north; y <= south; y += 1) tiles.push([x, y]);
  return tiles;
};

/** A vector tile (Mapbox Vector Tile 2.1) of these features. What a polygon or line has beyond the tile stays in it: it is cut when drawn. */
export const encodeTile = (features: readonly Feature[], zoom: number, x: number, y: number): Uint8Array => {
  const tile = new PbfWriter();
  for (const [name, own] of Map.groupBy(features, ({ layer }) => layer)) {
    tile.writeMessage(
      3,
      (_, pbf) =>
        writeLayer(pbf, name, own, ([longitude, latitude]) => {
          const [east, south] = inTiles([longitude, latitude], zoom);
          return [Math.round((east - x) * EXTENT), Math.round((south - y) * EXTENT)];
        }),
      undefined,
    );
  }
  return tile.finish();
};

type InTile = (position: Position) => readonly [x: number, y: number];

const writeLayer = (pbf: PbfWriter, name: string, features: readonly Feature[], at: InTile): void => {
  const keys: string[] = [];
  const values: (string | number)[] = [];
  const numberOf = <Value>(list: Value[], value: Value): number => {
    const known = list.indexOf(value);
    return known >= 0 ? known : list.push(value) - 1;
  };
  pbf.writeVarintField(15, 2);
  pbf.writeStringField(1, name);
  pbf.writeVarintField(5, EXTENT);
  for (const { type, positions, properties } of features) {
    const tags = Object.entries(properties).flatMap(([key, value]) => [numberOf(keys, key), numberOf(values, value)]);
    pbf.writeMessage(
      2,
      (_, feature) => {
        feature.writePackedVarint(2, tags);
        feature.writeVarintField(3, TYPES[type]);
        feature.writePackedVarint(4, geometry(type, positions.map(at)));
      },
      undefined,
    );
  }
  for (const key of keys) pbf.writeStringField(3, key);
  for (const value of values) {
    pbf.writeMessage(
      4,
      (_, message) => (typeof value === 'string' ? message.writeStringField(1, value) : message.writeVarintField(5, value)),
      undefined,
    );
  }
};

/** §4.3: commands and zigzag differences. A ring is turned so that its area is positive on a screen, as an outer ring's must be. */
const geometry = (type: Feature['type'], points: readonly (readonly [number, number])[]): number[] => {
  const path = type === 'polygon' && areaOf(points) < 0 ? points.toReversed() : points;
  const out: number[] = [];
  let before: readonly [number, number] = [0, 0];
  for (const [index, point] of path.entries()) {
    if (index === 0) out.push(command(MOVE_TO, 1));
    if (index === 1) out.push(command(LINE_TO, path.length - 1));
    out.push(zigzag(point[0] - before[0]), zigzag(point[1] - before[1]));
    before = point;
  }
  if (type === 'polygon') out.push(command(CLOSE_PATH, 1));
  return out;
};

const command = (id: number, count: number): number => (count << 3) | id;
const zigzag = (value: number): number => (value << 1) ^ (value >> 31);
const areaOf = (points: readonly (readonly [number, number])[]): number =>
  points.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
