import type { Place } from '../../contracts/domain/common.ts';
import { DEMO_AREA } from './officers.ts';
import type { Random } from './random.ts';
import type { StreetCrime } from './streets.ts';

/** Towns and villages of the district: roughly their middles, and the postcode district. */
export const towns = [
  { name: 'Leyland', longitude: -2.697, latitude: 53.692, postcode: 'PR25' },
  { name: 'Farington', longitude: -2.695, latitude: 53.712, postcode: 'PR25' },
  { name: 'Lostock Hall', longitude: -2.687, latitude: 53.724, postcode: 'PR5' },
  { name: 'Bamber Bridge', longitude: -2.661, latitude: 53.728, postcode: 'PR5' },
  { name: 'Walton-le-Dale', longitude: -2.672, latitude: 53.749, postcode: 'PR5' },
  { name: 'Higher Walton', longitude: -2.633, latitude: 53.744, postcode: 'PR5' },
  { name: 'Penwortham', longitude: -2.727, latitude: 53.745, postcode: 'PR1' },
  { name: 'New Longton', longitude: -2.748, latitude: 53.725, postcode: 'PR4' },
  { name: 'Longton', longitude: -2.795, latitude: 53.725, postcode: 'PR4' },
] as const;

/** A degree of longitude is that much shorter than one of latitude here (cosine of 53.7°). */
const LONGITUDE_SHRINK = 0.592;

/** Where a published row lies, in words: "Hough Lane, Leyland". The town is the nearest; the public file names none. */
export const streetPlace = (row: StreetCrime): Place => {
  const town = nearestTown(row);
  return {
    text: row.street === undefined ? `${town.name}, street not recorded` : `${row.street}, ${town.name}`,
    postcode: town.postcode,
    area: DEMO_AREA,
    longitude: row.longitude,
    latitude: row.latitude,
  };
};

/** The same place with a house number drawn by chance. */
export const houseAt = (row: StreetCrime, random: Random): Place => {
  const place = streetPlace(row);
  return row.street === undefined ? place : { ...place, text: `${random.between(2, 88)} ${place.text}` };
};

/** True for rows whose nearest town is `town`. */
export const liesIn = (town: (typeof towns)[number]['name']): ((row: StreetCrime) => boolean) => {
  return (row) => nearestTown(row).name === town;
};

const nearestTown = ({ longitude, latitude }: StreetCrime): (typeof towns)[number] => {
  const away = (town: (typeof towns)[number]): number =>
    Math.hypot((town.longitude - longitude) * LONGITUDE_SHRINK, town.latitude - latitude);
  return towns.reduce((nearest, town) => (away(town) < away(nearest) ? town : nearest));
};
