import { z } from 'zod';
import { releaseStage } from '../domain/release.ts';

/** How this HQ and its laptops speak: grows by one when a laptop of the version before could no longer work with it. */
export const PROTOCOL = 1;

/** A manifest with its certificate is 2 KiB. */
export const MAX_SIGNED_RELEASE_BYTES = 32 * 1024;
/** So that others' requests have their turn between two parts, also on a weak link. */
export const RELEASE_PART_BYTES = 256 * 1024;

/** CMS SignedData over contracts/domain/release.ts, base64 of DER: at most one a stage. */
export const offeredReleases = z.object({
  protocol: z.number().int().min(1).max(10_000),
  signed: z.array(z.base64().max(Math.ceil(MAX_SIGNED_RELEASE_BYTES / 3) * 4)).max(releaseStage.options.length),
});
