import { z } from 'zod';
import { shortText } from './common.ts';
import { codeList } from './incident.ts';

/**
 * A list of codes as the force signs it: the content of a CMS SignedData by the policy certificate. Where the policy asks for it, laptops
 * take no other, and none of an older issue than they have.
 */
export const signedCodeList = z.object({
  force: shortText,
  id: codeList.shape.id,
  /** Counted by whoever signs. */
  issue: z.number().int().min(1),
  entries: codeList.shape.entries,
});
export type SignedCodeList = z.infer<typeof signedCodeList>;
