import { z } from 'zod';
import { isRegistration } from './registration.ts';
import { maybeText, writtenText } from './text.ts';

/** The longest warning: read at a glance, by a crew that is driving there. */
const MOST_OF_A_WARNING = 500;
const registration = z.string().trim().toUpperCase().refine(isRegistration);

/** What an officer puts on a log besides lines: a qualifier (its code), a vehicle, or a warning, which alerts the crews of the log. */
export const logMark = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('qualifier'), code: writtenText(20) }),
  z.object({ kind: z.literal('vehicle'), plate: registration, description: maybeText(200) }),
  z.object({ kind: z.enum(['hazard', 'officerSafety']), text: writtenText(MOST_OF_A_WARNING) }),
]);
export type LogMark = z.infer<typeof logMark>;
