import type { Expense } from '../../../contracts/domain/expense.ts';
import { addDays, forceDay } from '../../../contracts/domain/force-calendar.ts';
import type { Leave, Overtime } from '../../../contracts/domain/hr-request.ts';
import { isAnswerNew } from '../../../contracts/domain/hr-steps.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { OwnDetails } from '../../../contracts/domain/own-details.ts';
import type { Swap } from '../../../contracts/domain/swap.ts';
import { MOST_TOLD, type ToldItem } from '../../../contracts/ipc/today.ts';
import type { ReadableDb } from '../../store/db.ts';
import { decidedHere, requestsOf } from './commands.ts';
import { dutiesBetween, LONGEST_ROSTER_DAYS } from './repository.ts';

/**
 * What the officer has not looked at: answers to their requests, swaps that a colleague asks of them, and changes of their roster from today
 * on; the newest first.
 */
export const toldTo = (db: ReadableDb, officer: Officer, now: Date): ToldItem[] => {
  const leaves = requestsOf<Leave>(db, 'leave', officer);
  const answered = <Request extends Leave | Overtime | Expense | OwnDetails | Swap>(request: Request) =>
    request.decision !== undefined && isAnswerNew(request, officer) ? [{ at: request.decision.at, request }] : [];
  const today = forceDay(now);
  const changed = dutiesBetween(db, today, addDays(today, LONGEST_ROSTER_DAYS - 1)).flatMap((held): ToldItem[] => {
    const duty = decidedHere(db, held, officer);
    if (duty.changed === undefined || duty.changed.seenAt !== undefined) return [];
    const asked = leaves.filter(({ state, version, days }) => state === 'asked' && version > 0 && days.some(({ day }) => day === duty.day));
    return [{ kind: 'duty', at: duty.changed.at, duty, leaves: asked.map(({ id }) => id) }];
  });
  return [
    ...changed,
    ...leaves.flatMap(answered).map((one): ToldItem => ({ kind: 'leave', ...one })),
    ...requestsOf<Overtime>(db, 'overtime', officer)
      .flatMap(answered)
      .map((one): ToldItem => ({ kind: 'overtime', ...one })),
    ...requestsOf<Expense>(db, 'expense', officer)
      .flatMap(answered)
      .map((one): ToldItem => ({ kind: 'expense', ...one })),
    ...requestsOf<OwnDetails>(db, 'details', officer)
      .flatMap(answered)
      .map((one): ToldItem => ({ kind: 'details', ...one })),
    ...requestsOf<Swap>(db, 'swap', officer)
      .flatMap(answered)
      .map((one): ToldItem => ({ kind: 'swap', ...one })),
    ...requestsOf<Swap>(db, 'swap', officer, 'partner')
      .filter(({ state }) => state === 'asked')
      .map((request): ToldItem => ({ kind: 'swap', at: request.askedAt, request })),
  ]
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, MOST_TOLD);
};
