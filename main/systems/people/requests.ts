import type { Cover } from '../../../contracts/domain/cover.ts';
import { coverOf } from '../../../contracts/domain/cover-left.ts';
import type { Expense } from '../../../contracts/domain/expense.ts';
import type { Leave, Overtime } from '../../../contracts/domain/hr-request.ts';
import { isForDecision, isOpenRequest, mayDecideRequest } from '../../../contracts/domain/hr-steps.ts';
import { dayCost, type LeaveKind } from '../../../contracts/domain/leave-cost.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { OwnDetails } from '../../../contracts/domain/own-details.ts';
import type { Sickness } from '../../../contracts/domain/sickness.ts';
import type { Swap } from '../../../contracts/domain/swap.ts';
import {
  MOST_REQUESTS,
  type ShownDetails,
  type ShownExpense,
  type ShownLeave,
  type ShownOvertime,
  type ShownSickness,
  type ShownSwap,
} from '../../../contracts/ipc/people.ts';
import { provisionalIds } from '../../store/alias.ts';
import type { ReadableDb, Reads } from '../../store/db.ts';
import { readItems } from '../../store/items.ts';
import { splitOthers } from '../../sync/other-fields.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { sendingByItem } from '../pending.ts';
import { claimsOf, decidedHere, nameOf, workedOut } from './commands.ts';
import { dutyOn } from './repository.ts';

export const requestReads = {
  /** What HQ lets the officer see of requests, what was decided here laid over it: the open ones first, then the newest. `now`: ISO 8601. */
  'people.requests': (db: ReadableDb, { officer, now }: { readonly officer: Officer; readonly now: string }) => {
    // That an answer was looked at changes nothing of the request.
    const sending = sendingByItem(pendingOf(db, 'people').filter(({ command }) => !command.endsWith('.seen')));
    const called = {
      leave: provisionalIds(db, { system: 'people', kind: 'leave' }),
      overtime: provisionalIds(db, { system: 'people', kind: 'overtime' }),
      expense: provisionalIds(db, { system: 'people', kind: 'expense' }),
      details: provisionalIds(db, { system: 'people', kind: 'details' }),
      swap: provisionalIds(db, { system: 'people', kind: 'swap' }),
      sickness: provisionalIds(db, { system: 'people', kind: 'sickness' }),
    };
    // Once, and not for each request: there are as many covers as days.
    const covers = readItems<Cover>(db, 'people', 'cover');
    const claims = claimsOf(db, officer, new Date(now));
    /** HQ has not made it, or did not take it. */
    const withSum = (claim: Overtime): Overtime =>
      claim.version > 0 ? claim : (claims.find(({ id }) => id === claim.id) ?? workedOut(db, claim, claims, officer, new Date(now)));
    const asSeen = <Body extends Leave | Overtime | Expense | OwnDetails | Swap | Sickness>(kind: keyof typeof called, body: Body) => {
      const { known, other } = splitOthers('people', kind, decidedHere(db, body, officer));
      const state = sending.get(body.id);
      const was = called[kind].get(body.id);
      return {
        ...{ ...(known as Body), other },
        ...(was === undefined ? {} : { was }),
        ...(state === undefined ? {} : { sending: state }),
      };
    };
    return {
      leave: readItems<Leave>(db, 'people', 'leave')
        .map((body): ShownLeave => {
          const seen = asSeen('leave', body);
          return { ...seen, changedDays: seen.state === 'asked' ? changedDays(db, seen, officer, covers) : [] };
        })
        .sort(openFirst)
        .slice(0, MOST_REQUESTS),
      overtime: readItems<Overtime>(db, 'people', 'overtime')
        .map((body): ShownOvertime => asSeen('overtime', withSum(body)))
        .sort(openFirst)
        .slice(0, MOST_REQUESTS),
      expense: readItems<Expense>(db, 'people', 'expense')
        .map((body): ShownExpense => asSeen('expense', body))
        .sort(openFirst)
        .slice(0, MOST_REQUESTS),
      details: readItems<OwnDetails>(db, 'people', 'details')
        .map((body): ShownDetails => asSeen('details', body))
        .sort(openFirst)
        .slice(0, MOST_REQUESTS),
      swap: readItems<Swap>(db, 'people', 'swap')
        .map((body): ShownSwap => asSeen('swap', body.version > 0 ? body : withPartner(db, body)))
        .sort(openFirst)
        .slice(0, MOST_REQUESTS),
      sickness: readItems<Sickness>(db, 'people', 'sickness')
        .map((body): ShownSickness => asSeen('sickness', body))
        .sort((a, b) => Number(b.state === 'sick') - Number(a.state === 'sick') || b.reportedAt.localeCompare(a.reportedAt))
        .slice(0, MOST_REQUESTS),
    };
  },

  /** The cover of the officer's team on the days from..to, both included, by day. */
  'people.cover': (db: ReadableDb, { from, to }: { readonly from: string; readonly to: string }): Cover[] =>
    readItems<Cover>(db, 'people', 'cover')
      .filter(({ day }) => from <= day && day <= to)
      .sort((a, b) => a.day.localeCompare(b.day))
      .slice(0, 62),
} as const satisfies Reads;

type Request = Leave | Overtime | Expense | OwnDetails | Swap;

/** How many requests of the team wait for this supervisor; none for anybody else. */
export const requestsToDecide = (db: ReadableDb, officer: Officer): number => {
  if (!officer.roles.includes('supervisor')) return 0;
  const all = (['leave', 'overtime', 'expense', 'details', 'swap'] as const).flatMap((kind) => readItems<Request>(db, 'people', kind));
  return all.filter((request) => mayDecideRequest(request, officer) && isForDecision(decidedHere(db, request, officer))).length;
};

/** What waits for a decision falls off the list last, however old; then the newest. */
const openFirst = (a: Pick<Leave, 'askedAt' | 'state'>, b: Pick<Leave, 'askedAt' | 'state'>): number =>
  Number(isOpenRequest(b)) - Number(isOpenRequest(a)) || b.askedAt.localeCompare(a.askedAt);

/** HQ names the colleague once it has made the swap. */
const withPartner = (db: ReadableDb, body: Swap): Swap => ({
  ...body,
  partner: { ...body.partner, name: nameOf(db, body.partner.officer) },
});

/** Days that cost something else by now: by the officer's own roster, of another officer by what the team's cover shows of it. */
const changedDays = (db: ReadableDb, { officer: whose, kind, days }: Leave, officer: Officer, covers: readonly Cover[]): string[] => {
  const isChanged =
    whose === officer.collarNumber
      ? (asked: Leave['days'][number]) => dayCost(kind as LeaveKind, asked as never, dutyOn(db)(asked.day)) !== asked.cost
      : coverDiffers(covers, whose);
  return days.filter(isChanged).map(({ day }) => day);
};

const coverDiffers =
  (covers: readonly Cover[], whose: string) =>
  ({ day, cost, label = '' }: Leave['days'][number]): boolean => {
    const member = covers.find((cover) => cover.day === day)?.members.find(({ officer }) => officer === whose);
    if (member === undefined) return false;
    const asked = coverOf({ kind: cost > 0 ? 'duty' : 'restDay', label });
    return (member.state === 'duty') !== (asked.state === 'duty') || (member.state === 'duty' && member.label !== asked.label);
  };
