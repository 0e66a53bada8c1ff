import { PbfReader } from 'pbf';

/** What one tile may hold: a tile of a city's centre has a tenth of it. */
const MAX_LAYERS = 32;
const MAX_FEATURES = 50_000;
const EXTENTS = { from: 256, to: 65_536 } as const;

/** Fields of a vector tile (Mapbox Vector Tile 2.1 §4) and kinds of a field of Protocol Buffers. */
const LAYER = 3;
const FEATURE = 2;
const EXTENT = 5;
const GEOMETRY = 4;
const VARINT = 0;
const BYTES = 2;
const CLOSE_PATH = 7;

/**
 * Whether a vector tile can be read without end or excess: every field lies within what holds it, and each command of a geometry (§4.3.1)
 * has its coordinates. A decoder that trusts the counts would go on for minutes over a few bytes that claim millions of closed rings.
 */
export const isSoundTile = (data: Uint8Array): boolean => {
  let layers = 0;
  let features = 0;
  const isLayer = (pbf: PbfReader, end: number): boolean =>
    everyField(pbf, end, (field, kind, until) => {
      if (field === EXTENT && kind === VARINT) {
        const extent = pbf.readVarint();
        return extent >= EXTENTS.from && extent <= EXTENTS.to;
      }
      if (field !== FEATURE) return true;
      features += 1;
      return kind === BYTES && features <= MAX_FEATURES && isFeature(pbf, until);
    });
  try {
    const pbf = new PbfReader(data);
    return everyField(pbf, data.byteLength, (field, kind, until) => {
      if (field !== LAYER) return true;
      layers += 1;
      return kind === BYTES && layers <= MAX_LAYERS && isLayer(pbf, until);
    });
  } catch {
    return false; // A number that does not end.
  }
};

const isFeature = (pbf: PbfReader, end: number): boolean =>
  everyField(pbf, end, (field, kind, until) => field !== GEOMETRY || (kind === BYTES && isGeometry(pbf, until)));

const isGeometry = (pbf: PbfReader, end: number): boolean => {
  while (pbf.pos < end) {
    const command = pbf.readVarint();
    const count = command >>> 3;
    const numbers = (command & 7) === CLOSE_PATH ? 0 : 2 * count;
    // A number takes a byte at least.
    if (count === 0 || (numbers === 0 && count !== 1) || numbers > end - pbf.pos) return false;
    for (let read = 0; read < numbers; read += 1) pbf.readVarint();
  }
  return pbf.pos === end;
};

/** Goes through the fields up to `end`, each by `isSound`, which may read it: its number, its kind, and where it ends if it is of bytes. */
const everyField = (pbf: PbfReader, end: number, isSound: (field: number, kind: number, until: number) => boolean): boolean => {
  while (pbf.pos < end) {
    const tag = pbf.readVarint();
    const kind = tag & 7;
    const begin = pbf.pos;
    const until = kind === BYTES ? pbf.readVarint() + pbf.pos : begin;
    if (until > end || (kind === BYTES && until < pbf.pos)) return false;
    if (!isSound(tag >>> 3, kind, until)) return false;
    if (kind === BYTES) pbf.pos = until;
    else {
      pbf.pos = begin;
      pbf.skip(tag);
    }
  }
  return pbf.pos === end;
};
