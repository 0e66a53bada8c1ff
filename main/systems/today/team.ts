import type { Unit } from '../../../contracts/domain/incident.ts';
import { formalName, type Officer } from '../../../contracts/domain/officer.ts';
import { isOpenTask } from '../../../contracts/domain/open-task.ts';
import type { ShownTask } from '../../../contracts/ipc/crime.ts';
import type { IncidentRow } from '../../../contracts/ipc/storm.ts';
import type { TeamView } from '../../../contracts/ipc/today.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem, syncedAt } from '../../store/items.ts';
import { tasksOfTeam } from '../crime/tasks.ts';
import { officerByCollar } from '../people/repository.ts';
import { teamOf } from '../storm/list-source.ts';
import { createLists } from '../storm/lists.ts';
import { myUnit } from '../storm/rows.ts';

/** As many as one answer carries. */
const MOST_LOGS = 100;
const MOST_UNITS = 100;
const MOST_TASKS = 500;

type TeamUnit = Extract<TeamView['units'], { readonly known: true }>['value'][number];

/** What this laptop has of the team, whether or not it is all that there is. */
export interface TeamFacts {
  readonly team: string;
  readonly members: number;
  readonly logs: { readonly rows: IncidentRow[]; readonly total: number };
  readonly units: TeamUnit[];
  readonly tasks: ShownTask[];
  readonly asOf: TeamView['asOf'];
}

export const teamFacts = (db: ReadableDb, officer: Officer): TeamFacts => {
  const { collarNumbers, callSigns } = teamOf(db, officer.team);
  const lists = createLists(db, officer);
  return {
    team: officer.team,
    members: collarNumbers.length,
    logs: { rows: lists.rows({ scope: 'team', offset: 0, limit: MOST_LOGS }), total: lists.count('team') },
    units: callSigns
      .toSorted()
      .slice(0, MOST_UNITS)
      .flatMap((callSign) => unitOf(db, officer, callSign) ?? []),
    tasks: tasksOfTeam(db, officer, collarNumbers).filter(isOpenTask).slice(0, MOST_TASKS),
    asOf: { storm: syncedAt(db, 'storm'), crime: syncedAt(db, 'crime'), people: syncedAt(db, 'people') },
  };
};

/** The unit as it will be once what the officer decided about it is in force, if it is the officer's own. */
const unitOf = (db: ReadableDb, officer: Officer, callSign: string): TeamUnit | undefined => {
  const own = myUnit(db, officer);
  const unit = own?.callSign === callSign ? own : readItem<Unit>(db, { system: 'storm', kind: 'unit', id: callSign })?.body;
  if (unit === undefined) return undefined;
  const { status, since, collarNumbers, incidentId } = unit;
  const crew = collarNumbers.map((number) => {
    const known = officerByCollar(db, number);
    return known === undefined ? number : formalName(known);
  });
  return { callSign, status, since, collarNumbers, crew, ...(incidentId === undefined ? {} : { incidentId }) };
};
