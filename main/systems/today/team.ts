import type { Cover } from '../../../contracts/domain/cover.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { taskLiesWith } from '../../../contracts/domain/open-task.ts';
import type { ShownTask } from '../../../contracts/ipc/crime.ts';
import type { IncidentRow, MyUnit } from '../../../contracts/ipc/storm.ts';
import type { TeamView, UnreadCirculation, WaitingReport } from '../../../contracts/ipc/today.ts';
import type { ReadableDb } from '../../store/db.ts';
import { syncedAt } from '../../store/items.ts';
import { reportsToReview } from '../crime/reviews.ts';
import { tasksOf } from '../crime/tasks.ts';
import { unreadCirculations } from '../missing/unread.ts';
import { coverToday } from '../people/colleague.ts';
import { officerByCollar } from '../people/repository.ts';
import { teamOf } from '../storm/list-source.ts';
import { createLists } from '../storm/lists.ts';
import { myUnit } from '../storm/rows.ts';
import { unitOfSign } from '../storm/unit.ts';

/** As many as one answer carries. */
const MOST_LOGS = 100;
const MOST_UNITS = 100;
const MOST_TASKS = 500;
const MOST_CIRCULATIONS = 100;

type TeamUnit = Extract<TeamView['units'], { readonly known: true }>['value'][number];

/** What this laptop has of the team, whether or not it is all that there is. */
export interface TeamFacts {
  readonly team: string;
  readonly members: number;
  readonly cover: Cover | undefined;
  readonly logs: { readonly rows: IncidentRow[]; readonly total: number };
  readonly units: TeamUnit[];
  readonly tasks: ShownTask[];
  readonly reports: WaitingReport[];
  readonly circulations: UnreadCirculation[];
  readonly asOf: TeamView['asOf'];
}

export const teamFacts = (db: ReadableDb, officer: Officer, now: string): TeamFacts => {
  const { collarNumbers, callSigns } = teamOf(db, officer.team);
  const people = collarNumbers.flatMap((number) => officerByCollar(db, number) ?? []);
  const lists = createLists(db, officer);
  const own = myUnit(db, officer);
  return {
    team: officer.team,
    members: collarNumbers.length,
    cover: coverToday(db, officer.team, new Date(now)),
    logs: { rows: lists.rows({ scope: 'team', offset: 0, limit: MOST_LOGS }), total: lists.count('team') },
    units: callSigns
      .toSorted()
      .slice(0, MOST_UNITS)
      .flatMap((callSign) => unitOf(db, own, callSign) ?? []),
    tasks: tasksOf(db, officer)
      .filter((task) => taskLiesWith(task) !== 'nobody')
      .slice(0, MOST_TASKS),
    reports: reportsToReview(db, officer),
    circulations: unreadCirculations(db, people, officer).slice(0, MOST_CIRCULATIONS),
    asOf: {
      storm: syncedAt(db, 'storm'),
      crime: syncedAt(db, 'crime'),
      people: syncedAt(db, 'people'),
      missing: syncedAt(db, 'missing'),
    },
  };
};

/** With its crew by name. `own`: the officer's unit as it will be once what was decided about it is in force. */
const unitOf = (db: ReadableDb, own: MyUnit | undefined, callSign: string): TeamUnit | undefined => {
  const unit = unitOfSign(db, callSign, own);
  if (unit === undefined) return undefined;
  const { status, since, collarNumbers, incidentId } = unit;
  const crew = collarNumbers.map((number) => {
    const known = officerByCollar(db, number);
    return known === undefined ? number : formalName(known);
  });
  return { callSign, status, since, collarNumbers, crew, ...(incidentId === undefined ? {} : { incidentId }) };
};
