import { Compression, PMTiles, type Source, TileType } from 'pmtiles';
import { z } from 'zod';
import { type AboutMap, aboutMap, MAX_MAP_BYTES } from '../../contracts/domain/map.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';

/** TooLarge: longer than MAX_MAP_BYTES. NotAnArchive: no PMTiles 3. NoVectorTiles: pictures, or packed as no laptop unpacks. NotTold: its metadata name no origin. */
export type ArchiveFault = 'TooLarge' | 'NotAnArchive' | 'NoVectorTiles' | 'NotTold';

const metadata = z.object({ attribution: z.string(), crimes: z.unknown().optional() });

/** What a PMTiles archive of vector tiles tells of itself. */
export const readArchive = async (
  file: Uint8Array,
  { area, madeAt }: { readonly area: string; readonly madeAt: Date },
): Promise<Result<AboutMap, ArchiveFault>> => {
  if (file.byteLength > MAX_MAP_BYTES) return fail('TooLarge');
  const source: Source = {
    getKey: () => 'file',
    getBytes: async (offset, length) => ({ data: new Uint8Array(file.subarray(offset, offset + length)).buffer }),
  };
  const archive = new PMTiles(source);
  try {
    const { specVersion, tileType, tileCompression, internalCompression } = await archive.getHeader();
    if (specVersion !== 3) return fail('NotAnArchive');
    const packings: readonly Compression[] = [Compression.None, Compression.Gzip];
    if (tileType !== TileType.Mvt || !packings.includes(tileCompression) || !packings.includes(internalCompression))
      return fail('NoVectorTiles');
    const told = metadata.safeParse(await archive.getMetadata());
    const about = aboutMap.safeParse({ area, madeAt: madeAt.toISOString(), ...told.data });
    return about.success ? ok(about.data) : fail('NotTold');
  } catch {
    return fail('NotAnArchive');
  }
};
