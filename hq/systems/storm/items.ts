import { randomUUID } from 'node:crypto';
import { type Incident, type IncidentLine, incident, type Unit, unit } from '../../../contracts/domain/incident.ts';
import type { NewLine } from '../../../contracts/domain/log-line.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import type { Transaction } from '../../database/database.ts';
import type { CommandCall } from '../command.ts';
import { type Found, findVisible } from '../find.ts';

/** The incident, for an officer who may see it; undefined when there is none for them. */
export const findIncident = async (transaction: Transaction, id: string, officer?: Officer): Promise<Found<Incident> | undefined> =>
  findVisible(transaction, { system: 'storm', kind: 'incident', id }, incident, officer);

export const findUnit = async (transaction: Transaction, callSign: string, officer: Officer): Promise<Found<Unit> | undefined> =>
  findVisible(transaction, { system: 'storm', kind: 'unit', id: callSign }, unit, officer);

/** How long a log may be as JSON, in bytes of UTF-8: laptops take records of a feed up to 4 MiB (contracts/hq/endpoints), and no longer ones. */
const MOST_LOG_BYTES = 3.75 * 1024 * 1024;
/** From here on it takes only what a crew's safety hangs on, and its end: however much is written in it, there is room for these. */
const MOST_ORDINARY_BYTES = 3 * 1024 * 1024;
/** The same of its lines, of which it holds 2,000 (contracts/domain/incident.ts). */
const MOST_ORDINARY_LINES = 1900;
const URGENT: ReadonlySet<string> = new Set(['officerSafety', 'status', 'result']);

/**
 * The log with more lines; undefined when it can hold no more. Nothing of it is ever edited. No two lines have one id: the keys of others'
 * commands can be read in their lines, and one who uses such a key again gets a line of another id.
 */
export const withLines = (log: Incident, ...lines: readonly IncidentLine[]): Incident | undefined => {
  const known = new Set(log.lines.map(({ id }) => id));
  const added = lines.map((line) => (known.has(line.id) ? { ...line, id: randomUUID() } : line));
  const longer = incident.safeParse({ ...log, lines: [...log.lines, ...added] });
  if (!longer.success) return undefined;
  const isUrgent = lines.every(({ kind }) => URGENT.has(kind));
  if (!isUrgent && longer.data.lines.length > MOST_ORDINARY_LINES) return undefined;
  const most = isUrgent ? MOST_LOG_BYTES : MOST_ORDINARY_BYTES;
  return Buffer.byteLength(JSON.stringify(longer.data)) <= most ? longer.data : undefined;
};

/** As the log names who wrote a line: "PC 2418" at "LD21", or at the laptop when the officer is with no unit. */
export const signatureOf = (officer: Officer, device: string): Pick<IncidentLine, 'operator' | 'terminal'> => ({
  operator: operatorOf(officer),
  terminal: officer.callSign ?? device,
});

/** A line that a command writes, under the command's own key: a laptop knows its own again by that. `part`: of a command that writes several. */
export const lineOf = (call: CommandCall<{ readonly at: string }>, line: NewLine, part?: string): IncidentLine => ({
  ...{ id: part === undefined ? call.key : `${call.key}/${part}`, at: call.at.toISOString(), writtenAt: call.payload.at },
  ...{ ...signatureOf(call.shift.officer, call.shift.device), ...line },
});

export const isCrew = (unit: Pick<Unit, 'callSign' | 'collarNumbers'>, officer: Officer): boolean =>
  officer.callSign === unit.callSign || unit.collarNumbers.includes(officer.collarNumber);
