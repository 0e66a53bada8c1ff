import { z } from 'zod';

/** How far a piece of the officer's work is that HQ has not done. conflict, refused: HQ has answered, and the officer decides. */
export const sending = z.enum(['waiting', 'sending', 'conflict', 'refused']);
export type Sending = z.infer<typeof sending>;
