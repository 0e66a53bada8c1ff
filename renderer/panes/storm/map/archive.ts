import { Compression, type Header, PMTiles, type Source, TileType } from 'pmtiles';
import type { ShownMap } from '../../../../contracts/ipc/storm.ts';
import { isSoundTile } from './soundTile.ts';

/** The longest tile or directory as it is packed: one of a city's centre is a quarter of it. */
const MAX_PACKED_BYTES = 512 * 1024;
/** The same unpacked: a few hundred bytes of gzip can be made to unpack to gigabytes. */
const MAX_UNPACKED_BYTES = 4 * 1024 * 1024;

export interface Archive {
  /** West, south, east, north, in degrees. */
  readonly bounds: readonly [number, number, number, number];
  readonly zooms: readonly [number, number];
  /** A vector tile that is safe to read; undefined where the map has none. Rejects for one that is not, and when work closes. */
  tile(zoom: number, x: number, y: number): Promise<ArrayBuffer | undefined>;
}

/** Opens the laptop's map, asked for in ranges. Whatever it holds, what comes of it is bounded. Rejects when it is no map of vector tiles. */
export const openArchive = async ({ version }: Pick<ShownMap, 'version'>): Promise<Archive> => {
  const archive = new PMTiles(sourceOf(`/map/${version}`), undefined, unpack);
  const header = await archive.getHeader();
  const bounds = [header.minLon, header.minLat, header.maxLon, header.maxLat] as const;
  if (!isUsable(header, bounds)) throw new Error('no map of vector tiles');
  return {
    bounds,
    zooms: [header.minZoom, header.maxZoom],
    async tile(zoom, x, y) {
      const data = (await archive.getZxy(zoom, x, y))?.data;
      if (data !== undefined && !isSoundTile(new Uint8Array(data))) throw new Error('tile not sound');
      return data;
    },
  };
};

/** No map of a district needs more (a tile of zoom 16 is 600 m wide at the equator). */
const MAX_ZOOM = 16;
/** The limit of Web Mercator, in degrees. */
const MAX_LATITUDE = 85.06;

const isUsable = ({ tileType, minZoom, maxZoom }: Header, [west, south, east, north]: Archive['bounds']): boolean =>
  tileType === TileType.Mvt &&
  minZoom <= maxZoom &&
  maxZoom <= MAX_ZOOM &&
  west < east &&
  south < north &&
  Math.max(Math.abs(west), Math.abs(east)) <= 180 &&
  Math.max(Math.abs(south), Math.abs(north)) <= MAX_LATITUDE;

const sourceOf = (path: string): Source => ({
  getKey: () => path,
  async getBytes(offset, length, signal) {
    if (!(length > 0 && length <= MAX_PACKED_BYTES)) throw new Error('longer than a tile may be');
    const answer = await fetch(path, { headers: { range: `bytes=${offset}-${offset + length - 1}` }, signal: signal ?? null });
    if (answer.status !== 206) throw new Error('map not readable');
    return { data: await answer.arrayBuffer() };
  },
});

const unpack = async (packed: ArrayBuffer, compression: Compression): Promise<ArrayBuffer> => {
  if (compression === Compression.None) return packed;
  if (compression !== Compression.Gzip) throw new Error('packed in another way');
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    bytes += read.value.byteLength;
    if (bytes > MAX_UNPACKED_BYTES) {
      void reader.cancel();
      throw new Error('unpacks to too much');
    }
    pieces.push(read.value);
  }
  return new Blob(pieces).arrayBuffer();
};
