import { z } from 'zod';

/** The one command of mail that goes through the outbox so far. */
export const SET_SEEN = 'mail.setSeen';
export const setSeen = z.object({ seen: z.boolean() });
export type SetSeen = z.infer<typeof setSeen>;
