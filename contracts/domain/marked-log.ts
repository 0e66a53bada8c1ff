import type { Incident } from './incident.ts';
import type { NewLine } from './log-line.ts';
import type { LogMark } from './log-mark.ts';

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
