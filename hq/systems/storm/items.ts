import { wordsOfStatus } from '../../../contracts/domain/deployment.ts';
import { codeList, type Incident, type IncidentLine, incident, type Unit, unit } from '../../../contracts/domain/incident.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { Transaction } from '../../database/database.ts';
import type { CommandCall } from '../command.ts';
import { type Found, findVisible } from '../find.ts';

/** The incident, for an officer who may see it; undefined when there is none for them. */
export const findIncident = async (transaction: Transaction, id: string, officer?: Officer): Promise<Found<Incident> | undefined> =>
  findVisible(transaction, { system: 'storm', kind: 'incident', id }, incident, officer);

export const findUnit = async (transaction: Transaction, callSign: string, officer: Officer): Promise<Found<Unit> | undefined> =>
  findVisible(transaction, { system: 'storm', kind: 'unit', id: callSign }, unit, officer);

/** The log with one more line; undefined when it can hold no more. Nothing of it is ever edited. */
export const withLine = (log: Incident, line: IncidentLine): Incident | undefined => {
  const longer = incident.safeParse({ ...log, lines: [...log.lines, line] });
  return longer.success ? longer.data : undefined;
};

/** As the log names who wrote a line: "PC 2418" at "LD21", or at the laptop when the officer is with no unit. */
export const signatureOf = (officer: Officer, device: string): Pick<IncidentLine, 'operator' | 'terminal'> => ({
  operator: `${officer.rank} ${officer.collarNumber}`.trim(),
  terminal: officer.callSign ?? device,
});

/** "6 At scene", in the force's own words where its list has them. */
export const statusText = async (transaction: Transaction, status: number): Promise<string> => {
  const row = await transaction
    .selectFrom('item')
    .select('body')
    .where('system', '=', 'storm')
    .where('kind', '=', 'codeList')
    .where('id', '=', 'status')
    .executeTakeFirst();
  const list = codeList.safeParse(row?.body);
  return wordsOfStatus(list.success ? list.data.entries : undefined, status);
};

/** The line that a command writes, under the command's own key: a laptop knows its own again by that. */
export const lineOf = (call: CommandCall<{ readonly at: string }>, kind: string, text: string): IncidentLine => ({
  ...{ id: call.key, at: call.at.toISOString(), writtenAt: call.payload.at },
  ...{ ...signatureOf(call.shift.officer, call.shift.device), kind, text },
});

export const isCrew = (unit: Pick<Unit, 'callSign' | 'collarNumbers'>, officer: Officer): boolean =>
  officer.callSign === unit.callSign || unit.collarNumbers.includes(officer.collarNumber);
