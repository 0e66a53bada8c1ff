import type { Officer } from '../../../contracts/domain/officer.ts';
import type { MissingRow } from '../../../contracts/ipc/missing.ts';
import type { ReadableDb } from '../../store/db.ts';
import { byUrgency, isLate, listedRows } from './rows.ts';

/** As many as Today carries. */
const MOST = 50;

export interface MissingNear {
  readonly near: MissingRow[];
  readonly toCheck: MissingRow[];
  readonly late: MissingRow[];
  readonly asked: MissingRow[];
}

/**
 * Who is missing near the officer: circulated in the officer's area, or the officer's own report; apart from them who of these is found and
 * waits for the check; and for a supervisor the team's reports whose review is late, or else was asked for. `now`: ISO 8601.
 */
export const missingNear = (db: ReadableDb, officer: Officer, now: string): MissingNear => {
  const open = listedRows(db, officer, new Date(now))
    .filter(({ row }) => row.state !== 'closed')
    .toSorted(byUrgency(now));
  const here = open.flatMap(({ row, areas }) => (row.mine || (row.running && areas.includes(officer.area)) ? [row] : []));
  const reviewed = officer.roles.includes('supervisor') ? open.flatMap(({ row }) => (row.seen === 'whole' ? [row] : [])) : [];
  const first = (rows: readonly MissingRow[], which: (row: MissingRow) => boolean): MissingRow[] => rows.filter(which).slice(0, MOST);
  return {
    near: first(here, ({ state }) => state !== 'found'),
    toCheck: first(here, ({ state }) => state === 'found'),
    late: first(reviewed, (row) => isLate(row, now)),
    asked: first(reviewed, (row) => row.reviewAsked === true && !isLate(row, now)),
  };
};
