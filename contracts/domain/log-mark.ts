import { z } from 'zod';
import type { Incident } from './incident.ts';
import type { NewLine } from './log-line.ts';
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

/** What a mark changes of a log, and its line. `words`: the force's for a qualifier's code. What is there already is not there twice. */
export const markedLog = (log: Incident, mark: LogMark, words: string): { readonly log: Incident; readonly line: NewLine } => {
  switch (mark.kind) {
    case 'qualifier':
      return {
        log: { ...log, qualifiers: [...new Set([...log.qualifiers, words])] },
        line: { kind: 'tag', text: `Qualifier: ${words}` },
      };
    case 'vehicle': {
      const { plate, description } = mark;
      const vehicles = log.vehicles.some((vehicle) => vehicle.plate === plate) ? log.vehicles : [...log.vehicles, { plate, description }];
      return { log: { ...log, vehicles }, line: { kind: 'tag', text: `Vehicle: ${[plate, description].filter(Boolean).join(', ')}` } };
    }
    default:
      return { log, line: { kind: mark.kind, text: mark.text } };
  }
};
