import type { z } from 'zod';
import { type Commands, commands } from '../../../contracts/systems/index.ts';

/** The one command of mail that goes through the outbox so far. */
export const SET_SEEN = 'mail.setSeen' satisfies keyof Commands['mail'];
export const setSeen = commands.mail[SET_SEEN];
export type SetSeen = z.infer<typeof setSeen>;
