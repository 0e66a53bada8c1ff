import { gzipSync } from 'node:zlib';
import { PbfWriter } from 'pbf';
import { zxyToTileId } from 'pmtiles';

export interface Tile {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
  readonly data: Uint8Array;
}

const HEADER_BYTES = 127;
/** A reader's first request: header and root directory must lie within it (PMTiles 3 §2). */
const FIRST_BYTES = 16_384;
const GZIP = 2;
const VECTOR_TILES = 1;

/** A PMTiles archive, version 3, clustered, all of it gzip. `bounds`: west, south, east, north, in degrees. */
export const writeArchive = (
  tiles: readonly Tile[],
  {
    metadata,
    bounds,
    zooms,
  }: { readonly metadata: object; readonly bounds: readonly [number, number, number, number]; readonly zooms: readonly [number, number] },
): Uint8Array => {
  const entries = tiles
    .map(({ zoom, x, y, data }) => ({ id: zxyToTileId(zoom, x, y), data: gzipSync(data, { level: 9 }) }))
    .sort((one, other) => one.id - other.id);
  const directory = gzipSync(directoryOf(entries.map(({ id, data }) => ({ id, bytes: data.byteLength }))), { level: 9 });
  if (HEADER_BYTES + directory.byteLength > FIRST_BYTES) throw new RangeError('too many tiles for one directory');
  const about = gzipSync(JSON.stringify(metadata), { level: 9 });
  const data = Buffer.concat(entries.map((entry) => entry.data));
  return Buffer.concat([headerOf({ directory, about, data, count: entries.length, bounds, zooms }), directory, about, data]);
};

/** PMTiles 3 §4: numbers as varints, column by column; each tile follows the one before it. */
const directoryOf = (entries: readonly { readonly id: number; readonly bytes: number }[]): Uint8Array => {
  const pbf = new PbfWriter();
  pbf.writeVarint(entries.length);
  for (const [index, { id }] of entries.entries()) pbf.writeVarint(id - (entries[index - 1]?.id ?? 0));
  for (const _ of entries) pbf.writeVarint(1);
  for (const { bytes } of entries) pbf.writeVarint(bytes);
  for (const [index] of entries.entries()) pbf.writeVarint(index === 0 ? 1 : 0);
  return pbf.finish();
};

const headerOf = (of: {
  readonly directory: Uint8Array;
  readonly about: Uint8Array;
  readonly data: Uint8Array;
  readonly count: number;
  readonly bounds: readonly [number, number, number, number];
  readonly zooms: readonly [number, number];
}): Uint8Array => {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('PMTiles', 'latin1');
  header[7] = 3;
  const aboutAt = HEADER_BYTES + of.directory.byteLength;
  const dataAt = aboutAt + of.about.byteLength;
  const lengths = [
    HEADER_BYTES,
    of.directory.byteLength,
    aboutAt,
    of.about.byteLength,
    dataAt,
    0,
    dataAt,
    of.data.byteLength,
    of.count,
    of.count,
    of.count,
  ];
  for (const [index, value] of lengths.entries()) header.writeBigUInt64LE(BigInt(value), 8 + 8 * index);
  header[96] = 1;
  header[97] = GZIP;
  header[98] = GZIP;
  header[99] = VECTOR_TILES;
  [header[100], header[101]] = of.zooms;
  for (const [index, degrees] of of.bounds.entries()) header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * index);
  header[118] = of.zooms[0];
  header.writeInt32LE(Math.round(((of.bounds[0] + of.bounds[2]) / 2) * 1e7), 119);
  header.writeInt32LE(Math.round(((of.bounds[1] + of.bounds[3]) / 2) * 1e7), 123);
  return header;
};
