import { z } from 'zod';
import { maybeText, writtenText } from './text.ts';

/** The longest warning: read at a glance, by a crew that is driving there. */
const MOST_OF_A_WARNING = 500;
/** A registration as it is written in a log, also in part: PK09. */
const registration = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{1,8}(?: [A-Z0-9]{1,4})?$/);

/** What an officer puts on a log besides lines: a qualifier (its code), a vehicle, or a warning, which alerts the crews of the log. */
export const logMark = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('qualifier'), code: writtenText(20) }),
  z.object({ kind: z.literal('vehicle'), plate: registration, description: maybeText(200) }),
  z.object({ kind: z.enum(['hazard', 'officerSafety']), text: writtenText(MOST_OF_A_WARNING) }),
]);
export type LogMark = z.infer<typeof logMark>;
