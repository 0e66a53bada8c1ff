import { calendarDay, timeOfDay } from '../../../contracts/domain/force-calendar.ts';
import type { Incident, Resource } from '../../../contracts/domain/incident.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import { demoOfficers } from '../officers.ts';
import type { Person } from '../persons.ts';

/** A log before it has its number: numbers are given in the order of opening, day by day, once all logs are there. */
export type UnnumberedLog = Omit<Incident, 'id' | 'version' | 'lines'> & { readonly lines: readonly LogLine[] };

/** A line before it has its id. */
export interface LogLine {
  readonly at: Date;
  readonly operator: string;
  readonly terminal: string;
  readonly kind: Incident['lines'][number]['kind'];
  readonly text: string;
}

/** Calls a day: about 2,400 over 24 hours, as a force of this size has. */
const LOGS_A_MINUTE = 1.7;

export const control = (terminal: string): Pick<LogLine, 'operator' | 'terminal'> => ({ operator: 'Control', terminal });
export const unitOf = ({
  callSign,
  collarNumbers,
}: Pick<Resource, 'callSign' | 'collarNumbers'>): Pick<LogLine, 'operator' | 'terminal'> => ({
  operator: collarNumbers[0] === undefined ? callSign : operatorOf({ rank: rankOf(collarNumbers[0]), collarNumber: collarNumbers[0] }),
  terminal: callSign,
});
/** An officer whom nobody has named is a constable. */
const rankOf = (collarNumber: string): string => demoOfficers.find((one) => one.collarNumber === collarNumber)?.rank ?? 'PC';

/** Who rang, where the opening line of a log says so. */
export const callerIn = (opening: string, { title, name, telephone }: Person): Pick<Incident, 'caller'> =>
  opening.includes(name) ? { caller: { name: `${title} ${name}`, telephone } } : {};

/** Gives every log its number, LC-YYYYMMDD-NNNN: the serial restarts each day and grows with the hour of opening. `force`: its two letters. */
export const numberLogs = <Log extends UnnumberedLog>(logs: readonly Log[], force = 'LC'): readonly (Log & { readonly id: string })[] => {
  const lastOfDay = new Map<string, number>();
  return [...logs]
    .sort((a, b) => a.openedAt.localeCompare(b.openedAt))
    .map((log) => {
      const opened = new Date(log.openedAt);
      const day = calendarDay(opened).replaceAll('-', '');
      const [hour = 0, minute = 0] = timeOfDay(opened).split(':').map(Number);
      const serial = Math.max((lastOfDay.get(day) ?? 0) + 1, Math.floor((hour * 60 + minute) * LOGS_A_MINUTE) + 1);
      lastOfDay.set(day, serial);
      return { ...log, id: `${force}-${day}-${String(serial).padStart(4, '0')}` };
    });
};

/** The log as the feed carries it. */
export const toIncident = ({ lines, ...log }: UnnumberedLog & { readonly id: string }): Incident => ({
  ...log,
  version: 1,
  lines: lines.map((line, index) => ({ ...line, at: line.at.toISOString(), id: `${log.id}/${index + 1}` })),
});
