import { PbfWriter } from 'pbf';
import { writeArchive } from '../../../hq/demo/map/archive.ts';
import { demoMap } from '../../../hq/demo/map/map.ts';
import { inTiles } from '../../../hq/demo/map/tile.ts';
import { logPosition, versions } from '../fixture/map.ts';

const bounds = [-2.9, 53.6, -2.5, 53.8] as const;

/** A tile of one feature whose geometry is these numbers. */
export const tileOf = (geometry: readonly number[], extent = 4096): Uint8Array => {
  const tile = new PbfWriter();
  tile.writeMessage(
    3,
    (_, layer) => {
      layer.writeVarintField(15, 2);
      layer.writeStringField(1, 'land');
      layer.writeMessage(
        2,
        (__, feature) => {
          feature.writeVarintField(3, 3);
          feature.writePackedVarint(4, [...geometry]);
        },
        undefined,
      );
      layer.writeVarintField(5, extent);
    },
    undefined,
  );
  return tile.finish();
};

/** A few bytes that claim half a thousand million closed rings, with more to read after them: the map library closes rings until its memory is full. */
export const endlessRings = tileOf([9, 0, 0, 10, 2, 2, (2 ** 29 - 1) * 8 + 7, 0]);
/** Half a megabyte of nothing, many times over: it packs to little. */
export const bomb = new Uint8Array(64 * 1024 * 1024);

/** Tiles of one zoom about the fixture's log, each of these bytes. */
const hostile = (): Uint8Array => {
  const [x, y] = inTiles([logPosition.longitude, logPosition.latitude], 14).map(Math.floor) as [number, number];
  const tiles = [-1, 0, 1].flatMap((right) =>
    [-1, 0, 1].map((down) => ({
      zoom: 14,
      x: x + right,
      y: y + down,
      data: right === 0 ? endlessRings : right < 0 ? bomb : tileOf([9, 0, 0], 0),
    })),
  );
  return writeArchive(tiles, { metadata: {}, bounds, zooms: [14, 14] });
};

const made = new Map<string, Uint8Array>();
const makers: Readonly<Record<string, () => Uint8Array>> = {
  [versions.demo]: () => demoMap(new Date('2021-05-01T03:00:00.000Z')).file,
  [versions.hostile]: hostile,
  [versions.broken]: () => new Uint8Array(64 * 1024).fill(0x50),
};

/** The map of a version, as the laptop's route would serve it; undefined for one that it has not. */
export const mapOf = (version: string): Uint8Array | undefined => {
  const known = made.get(version) ?? makers[version]?.();
  if (known !== undefined) made.set(version, known);
  return known;
};
