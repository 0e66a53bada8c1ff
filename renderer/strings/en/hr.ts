import type { Leave, Overtime } from '../../../contracts/domain/hr-request.ts';
import type { DayPart, LeaveKind } from '../../../contracts/domain/leave-cost.ts';
import type { LeaveRefusal } from '../../../contracts/domain/leave-rules.ts';
import type { ClaimRefusal } from '../../../contracts/domain/overtime-rules.ts';
import type { Occasion, Rate } from '../../../contracts/domain/regulation.ts';
import { count } from '../count.ts';

const hm = (minutes: number): string => `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
/** "half a day", "1 day", "1½ days" */
const days = (number: number): string => {
  if (number === 0.5) return 'half a day';
  const whole = `${Math.floor(number)}${number % 1 === 0 ? '' : '½'}`;
  return `${whole} ${number === 1 ? 'day' : 'days'}`;
};
const amount = (kind: string, cost: number): string => (kind === 'toil' ? hm(cost) : days(cost));

const kinds: Readonly<Record<LeaveKind, string>> = {
  annualLeave: 'Annual leave',
  toil: 'Time off in lieu',
  restDayInLieu: 'Rest day in lieu',
};

/** Leave and overtime: what is asked for, and what the sergeant decides. */
export const hr = {
  badge: (requests: number) => `${count(requests, 'request')} to decide`,
  hm,
  amount,
  kinds: kinds as Readonly<Record<string, string>>,
  states: { asked: 'Waiting for an answer', approved: 'Approved', returned: 'Sent back', withdrawn: 'Withdrawn' } satisfies Readonly<
    Record<Leave['state'], string>
  >,
  leave: {
    ask: 'Ask for leave',
    title: 'Ask for leave',
    lead: 'A supervisor of your team decides. You can withdraw it until then.',
    leads: (name: string) => `${name} decides. You can withdraw it until then.`,
    kind: 'Out of what',
    kinds,
    first: 'First day',
    firstHint: 'Day, month and year: 14/12/2026.',
    last: 'Last day',
    lastHint: 'The same for one day.',
    wrongDay: 'Write the day like 14/12/2026.',
    lastBefore: 'The last day is before the first.',
    tooMany: 'That is more than 62 days. Ask for the rest in a second request.',
    days: 'Day by day',
    noDays: 'Write the first and the last day: each is shown here with its cost.',
    unpublished: 'Not published',
    free: 'Costs nothing',
    part: (day: string, part: string) => `${part}, how much of ${day}`,
    parts: { full: 'Whole tour', firstHalf: 'First half', secondHalf: 'Second half' } satisfies Readonly<
      Record<Exclude<DayPart, 'hours'>, string>
    > as Readonly<Record<string, string>>,
    hours: (minutes: number) => `Last ${hm(minutes)}`,
    text: 'Anything your sergeant should know',
    textHint: 'You need not say why.',
    send: (what: string) => `Ask for ${what}`,
    keep: (what: string) => `Keep, ask for ${what}`,
    nothing: 'Ask for leave',
    left: 'What it leaves',
    leavesOf: { annualLeave: 'days, to 31 March', toil: 'in time off', restDayInLieu: 'rest days owed' } satisfies Readonly<
      Record<LeaveKind, string>
    >,
    nextYear: 'From 1 April',
    now: 'Now',
    asks: 'This asks for',
    waiting: 'Waiting already',
    none: 'None',
    after: 'Left',
    unknown: 'Not known',
    tight: (day: string) => `${day} is tight`,
    tightWhy: (team: string, away: number, short: number) =>
      `${count(away, 'officer')} of ${team} ${away === 1 ? 'is' : 'are'} off already. Without you the team is ${short} short. You can still ask.`,
    refusals: {
      DayNotPublished: 'The roster of one of these days is not published. Ask for it once it is.',
      PartNotTaken: 'This leave is not taken in such parts of a day. Choose whole tours.',
      RosterChanged: 'The roster has changed. Look at the days again.',
      BalanceMissing: 'HQ has not told your balances to this laptop. Ask again with signal.',
      NotEnoughLeft: 'There is not enough left for it, with what waits already. Ask for fewer days.',
      LeaveYearNotOpened: 'HQ has not opened the leave year from 1 April. Ask for those days once it has.',
      CostsNothing: 'You are off on all these days already.',
      DayAskedFor: 'One of these days is in another request of yours. Withdraw that one first.',
      DayPassed: 'One of these days has passed.',
    } satisfies Readonly<Record<LeaveRefusal, string>>,
  },
  overtime: {
    claim: 'Claim overtime',
    title: 'Claim overtime',
    lead: 'Goes to your supervisor with the log or the task, and with these times.',
    record: 'What it was for',
    noRecord: 'Choose the log or the task that it was for.',
    noRecords: 'No log or task of yours is on this laptop. A claim names one.',
    log: (serial: string, title: string) => `Log ${serial}: ${title}`,
    task: (title: string) => `Task: ${title}`,
    from: 'From',
    to: 'Off duty at',
    told: 'Were you told before your tour began?',
    toldChoices: { no: 'No', yes: 'Yes' },
    toldAt: 'Told at',
    travel: 'Travelling time in minutes',
    travelHint: 'Only where you were called back: to the place of duty and home.',
    wrongTravel: 'Write minutes, 360 at most.',
    text: 'Why',
    noText: 'why',
    as: 'As what',
    asChoices: { pay: 'Pay', timeOff: 'Time off in lieu' } satisfies Readonly<Record<string, string>>,
    send: (minutes: number) => `Claim ${hm(minutes)}`,
    keep: (minutes: number) => `Keep, claim ${hm(minutes)}`,
    nothing: 'Claim overtime',
    sum: 'How it is worked out',
    noSum: 'Write from when to when: the sum is shown here.',
    worked: 'Worked',
    first: 'First minutes that do not count',
    counted: 'Whole quarter hours',
    rate: 'Rate',
    timeOff: 'In time off',
    another: 'Owed besides',
    anotherDay: { restDay: 'Another rest day', publicHoliday: 'Another day off' } as Readonly<Record<string, string>>,
    occasions: {
      afterTour: 'Kept on after the tour',
      earlyStart: 'Tour begun early',
      recall: 'Called back',
      restDay: 'Duty on a rest day',
      publicHoliday: 'Duty on a public holiday',
    } satisfies Readonly<Record<Occasion['kind'], string>> as Readonly<Record<string, string>>,
    rates: { timeAndThird: 'Time and a third', timeAndHalf: 'Time and a half', double: 'Double time' } satisfies Readonly<
      Record<Rate, string>
    > as Readonly<Record<string, string>>,
    rules: 'By Police Regulations 2003, regulations 25 and 26. Ask the roster desk if the sum looks wrong to you.',
    refusals: {
      NoOvertimeRank: 'Constables and sergeants claim overtime. Ask the roster desk what there is instead.',
      ClaimNamesNothing: 'Choose the log or the task that it was for.',
      NothingToClaim:
        'By the regulations it comes to nothing: under 15 minutes, under 30 beyond a tour without being told, or within what another claim has of that day.',
      TimeClaimed: 'This time is in another claim of yours.',
      NotWorkedYet: 'It ends after now. Claim it once it is worked.',
      EndsBeforeItBegins: 'It ends before it begins.',
      LongerThanADay: 'It is longer than a day, with the travelling time of a recall. Correct the times.',
      DayNotPublished: 'This laptop has no roster of that day. Ask the roster desk.',
      WithinTheTour: 'A part of it is within your rostered tour.',
      NotOvertime: 'A tour that begins early on its own day is no overtime. Ask the roster desk if it was moved.',
      NoRuleForDay: 'You were on leave or sick by the roster. The roster desk decides about duty on such a day.',
    } satisfies Readonly<Record<ClaimRefusal, string>>,
    facts: { for: 'For', why: 'Why', as: 'As' },
  },
  requests: {
    title: 'Requests',
    titleTeam: 'To approve',
    loading: 'Opening requests from this laptop',
    filter: 'Show requests',
    filters: { open: 'Open', team: 'Decided', own: 'Own' },
    leave: 'Leave',
    overtime: 'Overtime',
    none: 'Nothing asked for',
    noneLead: 'What you ask for stands here with what became of it.',
    noneOpen: 'Nothing waits for you',
    noneOpenLead: 'What your team asks for comes here.',
    choose: 'Choose a request',
    chooseLead: 'It opens here.',
    asked: (when: string) => `Asked ${when}`,
    leaveOf: (what: string, kind: string) => `${what} of ${kind.toLowerCase()}`,
    days: 'Days',
    cover: 'Cover of the days',
    coverOf: (team: string) => team,
    noCover: 'HQ has not told who works on these days.',
    least: (least: number) => `Crew left, ${least} least`,
    short: (left: number, short: number) => `${left}, ${short} short`,
    nobody: 'None on duty',
    away: 'A',
    awayWord: 'away',
    rest: 'R',
    restWord: 'rest day',
    askedMark: (letter: string) => `${letter}?`,
    askedWord: 'asked for',
    changed: (on: string) => `The roster has changed under this request: ${on}.`,
    changedOwn: 'It can no longer be approved as it is. Withdraw it, and ask again.',
    changedTeam: 'It can no longer be approved as it is. Send it back.',
    answer: 'Your answer in words',
    answerHint: (name: string) => `${name} reads it. Needed when you send it back.`,
    approve: (what: string) => `Approve ${what}`,
    back: 'Send back',
    noReason: 'Say why it comes back, then send it back again.',
    tooLong: 'That is longer than 500 characters. Shorten it.',
    effect: 'Approved it is taken off the balance, and the roster changes with it.',
    effectPay: 'Approved it goes to pay.',
    effectTimeOff: 'Approved it is added to the officer’s time off.',
    decided: (state: string, by: string, when: string) => `${state} by ${by}, ${when}`,
    withdraw: 'Withdraw',
    withdrawAsk: 'Withdraw this request? You can ask again.',
    withdrawYes: 'Withdraw it',
    withdrawNo: 'Leave it',
  },
} as const satisfies { readonly states: Readonly<Record<Overtime['state'], string>> } & Readonly<Record<string, unknown>>;
