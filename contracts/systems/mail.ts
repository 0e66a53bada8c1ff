import { z } from 'zod';
import type { SystemContract } from './contract.ts';

/** The force's mail. Its items come by IMAP; its commands go there too, through the same outbox. */
export const mail = {
  items: {},
  commands: { 'mail.setSeen': { effect: 'change', item: 'message', payload: z.object({ seen: z.boolean() }) } },
} as const satisfies SystemContract;
