import type { CommandHandlers } from './command.ts';
import { addLine } from './storm/add-line.ts';
import { setStatus } from './storm/set-status.ts';

/** Stand-in for Storm (command and control): what officers may do to logs and units. */
export const storm: CommandHandlers<'storm'> = {
  'incident.addLine': addLine,
  'unit.setStatus': setStatus,
};
