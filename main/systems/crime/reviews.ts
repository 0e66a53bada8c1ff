import type { Crime } from '../../../contracts/domain/crime.ts';
import { mayApproveCrime, mayReviewCrime, outcomeToReview, returnOf } from '../../../contracts/domain/crime-steps.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { WaitingReport } from '../../../contracts/ipc/today.ts';
import type { ReadableDb } from '../../store/db.ts';
import { teamOf } from '../storm/list-source.ts';
import { crimeNow } from './change-commands.ts';

/** As many as one answer carries. */
const MOST_REPORTS = 100;

type Step = Pick<WaitingReport, 'at' | 'by'> & { readonly text?: string | undefined };

/** Reports of the team's officers whose outcome waits for this supervisor, oldest first; none for anybody else. */
export const reportsToReview = (db: ReadableDb, officer: Officer): WaitingReport[] => {
  if (!officer.roles.includes('supervisor')) return [];
  const { collarNumbers } = teamOf(db, officer.team);
  return waiting(db, officer, {
    of: collarNumbers,
    sql: FILED,
    step: (crime) => (mayReviewCrime(crime, officer) && mayApproveCrime(crime, officer) ? outcomeToReview(crime) : undefined),
  });
};

/** The officer's own reports that a supervisor has returned, oldest first. */
export const returnedReports = (db: ReadableDb, officer: Officer): WaitingReport[] =>
  waiting(db, officer, { of: [officer.collarNumber], sql: RETURNED, step: returnOf });

const FILED = `item.summary ->> 'status' = 'filed' AND item.body ->> '$.review' IS NULL AND item.body ->> '$.history' IS NOT NULL`;
const RETURNED = `item.body ->> '$.review.state' = 'returned'`;

/** Reports of these officers as they are once what was decided here is in force. CROSS JOIN: from the few links to their reports. */
const waiting = (
  db: ReadableDb,
  officer: Officer,
  { of, sql, step }: { readonly of: readonly string[]; readonly sql: string; readonly step: (crime: Crime) => Step | undefined },
): WaitingReport[] =>
  db
    .prepare<[string], { id: string }>(
      `SELECT DISTINCT item.id AS id FROM json_each(?) AS wanted CROSS JOIN item_link AS link
         ON link.role = 'officer' AND link.value = wanted.value AND link.system = 'crime' AND link.kind = 'crime'
       CROSS JOIN item ON item.system = 'crime' AND item.kind = 'crime' AND item.id = link.id WHERE ${sql}`,
    )
    .all(JSON.stringify(of))
    .flatMap(({ id }): WaitingReport[] => {
      const crime = crimeNow(db, id, officer);
      const taken = crime && step(crime);
      if (crime === undefined || taken === undefined) return [];
      return [{ id: crime.id, title: crime.title, at: taken.at, by: taken.by, ...(taken.text === undefined ? {} : { text: taken.text }) }];
    })
    .toSorted((one, other) => one.at.localeCompare(other.at))
    .slice(0, MOST_REPORTS);
