import { z } from 'zod';
import { blobHash } from './blob.ts';
import { BLOB_PART_BYTES } from './blob-parts.ts';
import { instant, shortText } from './common.ts';

/** The longest map of a district: what a laptop fetches over a mobile network in a shift, part by part, and keeps an officer. */
export const MAX_MAP_BYTES = 64 * 1024 * 1024;
/** Half as many again as the longest map has where its parts are of 48 KiB, as they are on the average (hq/maps/cut.ts). */
export const MAX_MAP_PARTS = 2048;

/** A kind of recorded crime, and a month, as the tiles' layer "crime" names them. */
const crimeKind = z.string().min(1).max(60);
const crimeMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** What a map tells of itself. */
export const aboutMap = z.object({
  /** Whose map it is: "South Ribble". */
  area: shortText,
  madeAt: instant,
  /** Where it comes from, as its licence asks it to be said. */
  attribution: shortText,
  /** What the layer "crime" holds, if there is one. */
  crimes: z.object({ kinds: z.array(crimeKind).max(40), months: z.array(crimeMonth).max(60) }).optional(),
});
export type AboutMap = z.infer<typeof aboutMap>;

/**
 * A map of a district: a PMTiles 3 archive of vector tiles, told as its parts in order. A part is named by its SHA-256, so that a laptop
 * fetches only what it has not got, and no other bytes pass for it.
 */
export const mapManifest = aboutMap
  .extend({
    bytes: z.number().int().min(1).max(MAX_MAP_BYTES),
    parts: z
      .array(z.object({ hash: blobHash, bytes: z.number().int().min(1).max(BLOB_PART_BYTES) }))
      .min(1)
      .max(MAX_MAP_PARTS),
  })
  .refine(({ bytes, parts }) => parts.reduce((sum, part) => sum + part.bytes, 0) === bytes, {
    error: 'parts are not the whole',
    path: ['parts'],
  });
export type MapManifest = z.infer<typeof mapManifest>;
