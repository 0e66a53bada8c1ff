import { z } from 'zod';
import { instant } from './common.ts';
import { officer } from './officer.ts';

/** A laptop's name, as ICT prints it on the lid: LAP-0417. */
export const deviceName = z.string().regex(/^[A-Z]{2,6}-\d{1,8}$/);

/**
 * What HQ lends a laptop for one officer: half of the store key, and until when it may be used without asking again.
 * The share is base64 of 32 bytes.
 */
export const lease = z.object({
  id: z.string().max(64),
  device: deviceName,
  officer,
  deviceShare: z.base64().length(44),
  issuedAt: instant,
  notAfter: instant,
});
export type Lease = z.infer<typeof lease>;
