import { existsSync } from 'node:fs';
import type { AboutMap } from '../../../contracts/domain/map.ts';
import { mapFolder } from '../../maps/folder.ts';
import { DEMO_AREA } from '../officers.ts';
import { writeArchive } from './archive.ts';
import { type Feature, mapFeatures } from './features.ts';
import { encodeTile, tilesOf } from './tile.ts';

/** A district whole on a screen; a street's points apart. The window enlarges the last. */
const ZOOMS = [10, 14] as const;

/** Of what the tiles are made, as their licence asks it to be said (Open Government Licence 3.0). */
const DEMO_MAP_ATTRIBUTION = 'Made from data.police.uk street points (OGL v3). It shows no roads.';

/** A folder of maps with the demonstration's in it, made the first time. */
export const demoMapFolder = (folder: string, now: Date): string => {
  if (!existsSync(folder)) {
    const { about, file } = demoMap(now);
    mapFolder(folder).put(about, file);
  }
  return folder;
};

/** The demonstration's map of its district: a PMTiles archive of vector tiles, made from the public street-level file alone. */
export const demoMap = (now: Date): { readonly about: AboutMap; readonly file: Uint8Array } => {
  const features = mapFeatures();
  const tiles = [];
  for (let zoom: number = ZOOMS[0]; zoom <= ZOOMS[1]; zoom += 1) {
    const byTile = new Map<string, { readonly x: number; readonly y: number; readonly features: Feature[] }>();
    for (const feature of features.filter(({ from }) => from <= zoom)) {
      for (const [x, y] of tilesOf(feature, zoom)) {
        const tile = byTile.get(`${x} ${y}`) ?? { x, y, features: [] };
        tile.features.push(feature);
        byTile.set(`${x} ${y}`, tile);
      }
    }
    for (const { x, y, features: own } of byTile.values()) tiles.push({ zoom, x, y, data: encodeTile(own, zoom, x, y) });
  }
  const along = (axis: 0 | 1) => features.flatMap(({ positions }) => positions.map((position) => position[axis]));
  const extreme = (of: (...values: number[]) => number, axis: 0 | 1) => along(axis).reduce((one, other) => of(one, other));
  const kinds = [...new Set(features.flatMap(({ layer, properties }) => (layer === 'crime' ? String(properties['kind']) : [])))].sort();
  const months = [...new Set(features.flatMap(({ layer, properties }) => (layer === 'crime' ? String(properties['month']) : [])))].sort();
  const crimes = { kinds, months };
  const file = writeArchive(tiles, {
    bounds: [extreme(Math.min, 0), extreme(Math.min, 1), extreme(Math.max, 0), extreme(Math.max, 1)],
    zooms: ZOOMS,
    metadata: { attribution: DEMO_MAP_ATTRIBUTION, crimes },
  });
  return { about: { area: DEMO_AREA, madeAt: now.toISOString(), attribution: DEMO_MAP_ATTRIBUTION, crimes }, file };
};
