import type { Officer } from '../../../contracts/domain/officer.ts';
import type { MissingRow } from '../../../contracts/ipc/missing.ts';
import type { ReadableDb } from '../../store/db.ts';
import { byUrgency, isLate, listedRows } from './rows.ts';

/** As many as Today carries. */
const MOST = 50;

/**
 * Who is missing near the officer: circulated in the officer's area, or the officer's own report; and for a supervisor the team's reports
 * whose review is late. Neither has what is closed. `now`: ISO 8601.
 */
export const missingNear = (
  db: ReadableDb,
  officer: Officer,
  now: string,
): { readonly near: MissingRow[]; readonly late: MissingRow[] } => {
  const open = listedRows(db, officer, new Date(now))
    .filter(({ row }) => row.state !== 'closed')
    .toSorted(byUrgency(now));
  return {
    near: open.flatMap(({ row, areas }) => (row.mine || (row.running && areas.includes(officer.area)) ? [row] : [])).slice(0, MOST),
    late: officer.roles.includes('supervisor')
      ? open.flatMap(({ row }) => (row.seen === 'whole' && isLate(row, now) ? [row] : [])).slice(0, MOST)
      : [],
  };
};
