import type { Duty } from '../../../contracts/domain/duty.ts';
import type { MailSummary } from '../../../contracts/domain/mail.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { isOpenTask, taskLiesWith } from '../../../contracts/domain/open-task.ts';
import { isReviewer } from '../../../contracts/domain/task-steps.ts';
import type { ShownTask } from '../../../contracts/ipc/crime.ts';
import type { IncidentRow, MyUnit } from '../../../contracts/ipc/storm.ts';
import type { BriefedRow, FoundGroup, ToldItem, WaitingReport } from '../../../contracts/ipc/today.ts';
import type { FoundKind } from '../../../contracts/systems/found.ts';
import type { ReadableDb, Reads } from '../../store/db.ts';
import { syncedAt } from '../../store/items.ts';
import { briefedRows } from '../briefing/repository.ts';
import { reportsToReview, returnedReports } from '../crime/reviews.ts';
import { tasksOf } from '../crime/tasks.ts';
import { mailReads } from '../mail/repository.ts';
import { type MissingNear, missingNear } from '../missing/near.ts';
import { dutiesAround, officerByCollar, officerByStaffId } from '../people/repository.ts';
import { requestsToDecide } from '../people/requests.ts';
import { toldTo } from '../people/told.ts';
import { createLists } from '../storm/lists.ts';
import { myUnit } from '../storm/rows.ts';
import { findAnywhere, isHere, type SearchQuery } from './search.ts';
import { type TeamFacts, teamFacts } from './team.ts';

/** More open logs than a unit is ever on. */
const MOST_LOGS = 500;
/** Mails that the pane has room for. */
const NEWEST_MAILS = 5;

/** What this laptop has for the Today pane, whether or not it is all that there is. */
export interface TodayFacts {
  readonly duty: Duty | undefined;
  readonly nextDuty: Duty | undefined;
  readonly endedDuty: Duty | undefined;
  readonly supervisor: Officer | undefined;
  readonly unit: MyUnit | undefined;
  readonly crew: Officer[];
  readonly hand: IncidentRow | undefined;
  readonly logs: IncidentRow[];
  readonly tasks: ShownTask[];
  readonly returned: WaitingReport[];
  readonly review: { readonly reports: WaitingReport[]; readonly tasks: number };
  readonly briefing: BriefedRow[];
  readonly missing: MissingNear;
  readonly requests: number;
  readonly told: ToldItem[];
  readonly unread: { readonly count: number; readonly newest: MailSummary[] };
  readonly asOf: string | undefined;
}

export const todayReads = {
  /** Everything on the Today pane, of one moment. `now`: ISO 8601. */
  'today.view': (db: ReadableDb, { officer, now }: { readonly officer: Officer; readonly now: string }): TodayFacts => {
    const logs = createLists(db, officer).rows({ scope: 'mine', offset: 0, limit: MOST_LOGS });
    const unit = myUnit(db, officer);
    const { count, newest } = mailReads['mail.unread'](db, { limit: NEWEST_MAILS });
    const tasks = tasksOf(db, officer);
    return {
      ...dutiesAround(db, new Date(now)),
      unit,
      crew: crewOf(db, officer, unit?.collarNumbers ?? []),
      supervisor: officer.supervisor === undefined ? undefined : officerByStaffId(db, officer.supervisor),
      hand: logInHand(logs, unit?.incidentId),
      logs,
      tasks: tasks.filter((task) => task.mine === 'own' && isOpenTask(task)),
      returned: returnedReports(db, officer),
      review: {
        reports: reportsToReview(db, officer),
        tasks: tasks.filter((task) => taskLiesWith(task) === 'reviewer' && isReviewer(task, officer)).length,
      },
      briefing: briefedRows(db, { officer, now }),
      missing: missingNear(db, officer, now),
      requests: requestsToDecide(db, officer),
      told: toldTo(db, officer, new Date(now)),
      unread: { count, newest: [...newest] },
      asOf: syncedAt(db, 'storm'),
    };
  },

  /** What a supervisor sees of the team. */
  'today.team': (db: ReadableDb, { officer, now }: { readonly officer: Officer; readonly now: string }): TeamFacts =>
    teamFacts(db, officer, now),

  /** Whether an item that a search would find by its kind and number is on this laptop. */
  'search.isHere': (db: ReadableDb, { kind, id }: { readonly kind: FoundKind; readonly id: string }): boolean => isHere(db, kind, id),

  'today.search': (db: ReadableDb, query: SearchQuery): FoundGroup[] => findAnywhere(db, query),
} as const satisfies Reads;

/** The log that the unit is on, else the gravest of the officer's own (the list is in that order). */
const logInHand = (logs: readonly IncidentRow[], unitIncidentId: string | undefined): IncidentRow | undefined =>
  logs.find((log) => log.id === unitIncidentId) ?? logs[0];

/** Who else is on the unit. */
const crewOf = (db: ReadableDb, officer: Officer, collarNumbers: readonly string[]): Officer[] =>
  collarNumbers
    .filter((collarNumber) => collarNumber !== officer.collarNumber)
    .flatMap((collarNumber) => officerByCollar(db, collarNumber) ?? []);

type OwnReads = typeof todayReads;
declare module '../../store/store.ts' {
  interface StoreReads extends OwnReads {}
}
