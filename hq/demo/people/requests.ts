import type { Cover } from '../../../contracts/domain/cover.ts';
import { coverOf } from '../../../contracts/domain/cover-left.ts';
import type { Duty } from '../../../contracts/domain/duty.ts';
import { addDays, forceDay, instantAt } from '../../../contracts/domain/force-calendar.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Leave, Overtime } from '../../../contracts/domain/hr-request.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { claimSum } from '../../../contracts/domain/overtime-rules.ts';
import type { Sickness } from '../../../contracts/domain/sickness.ts';
import type { Swap } from '../../../contracts/domain/swap.ts';
import { rosteredOf, swapDayOf, whyNotSwap } from '../../../contracts/domain/swap-rules.ts';
import { coverId } from '../../systems/people/cover-id.ts';
import { demoOfficers, responseOfficers } from '../officers.ts';
import type { OwnedDuty } from './rosters.ts';

/** How many of the response team must be on duty. */
const LEAST = 3;
const HOUR_MS = 3_600_000;
/** How long the colleague was kept on. */
const KEPT_ON_MS = 100 * 60_000;

const of = ({ staffId }: Officer, rosters: readonly OwnedDuty[]): readonly Duty[] =>
  rosters.filter(({ owner }) => owner === staffId).map(({ duty }) => duty);

/** Who of the response team works when, on each day of its roster. */
export const demoCover = (rosters: readonly OwnedDuty[]): readonly Cover[] => {
  const [first] = responseOfficers;
  if (first === undefined) return [];
  return of(first, rosters).map(({ day }) => ({
    ...{ id: coverId(day, first.team), version: 1, day, team: first.team, least: LEAST },
    members: responseOfficers.flatMap((officer) => {
      const duty = of(officer, rosters).find((one) => one.day === day);
      const surname = officer.name.split(' ').at(-1) ?? officer.name;
      return duty === undefined ? [] : [{ officer: officer.collarNumber, name: `${officer.collarNumber} ${surname}`, ...coverOf(duty) }];
    }),
  }));
};

/** What waits for the sergeant: two days' leave of one officer, and another's overtime on a log; and leave of the first that was sent back. */
export const demoRequests = (
  now: Date,
  rosters: readonly OwnedDuty[],
  logs: ReadonlyMap<string, readonly string[]>,
): { readonly leave: readonly Leave[]; readonly overtime: readonly Overtime[] } => {
  const [sentBack, asks, claims] = responseOfficers;
  const sergeant = demoOfficers.find(({ staffId }) => staffId === sentBack?.supervisor);
  const asked = { version: 1, askedAt: new Date(now.getTime() - 26 * HOUR_MS).toISOString(), state: 'asked' } as const;
  const by = (officer: Officer) => ({ officer: officer.collarNumber, name: formalName(officer), team: officer.team });
  const leaveOf = (officer: Officer | undefined, id: string, ahead: number, number: number): readonly Leave[] => {
    if (officer === undefined) return [];
    const days = of(officer, rosters).filter(({ day, kind }) => kind === 'duty' && day >= addDays(forceDay(now), ahead));
    return [
      {
        ...{ id, ...by(officer), ...asked, kind: 'annualLeave' },
        days: days.slice(0, number).map(({ day, label }) => ({ day, part: 'full', cost: 1, label })),
      },
    ];
  };
  const returned = leaveOf(sentBack, 'LV-195', 16, 1).map(
    (leave): Leave => ({
      ...leave,
      state: 'returned',
      ...(sergeant === undefined
        ? {}
        : {
            decision: {
              ...{ at: new Date(now.getTime() - HOUR_MS).toISOString(), by: formalName(sergeant), collarNumber: sergeant.collarNumber },
              text: 'Two are off that day already. The day after would do.',
            },
          }),
    }),
  );
  return {
    leave: [...leaveOf(asks, 'LV-201', 9, 2), ...returned],
    overtime:
      claims === undefined
        ? []
        : keptOn(now, of(claims, rosters), { ...by(claims), ...asked }, claims.rank, logs.get(claims.collarNumber)?.[0]),
  };
};

/** What a colleague asks the first officer to swap: the day on which their tours differ. None where there is no such day. */
export const demoSwaps = (now: Date, rosters: readonly OwnedDuty[]): readonly Swap[] => {
  const [partner, asks] = responseOfficers;
  if (partner === undefined || asks === undefined) return [];
  const [own, theirs] = [asks, partner].map((officer) => new Map(of(officer, rosters).map((duty) => [duty.day, rosteredOf(duty)])));
  const on = (roster: typeof own) => (day: string) => roster?.get(day);
  const days = [...(own?.keys() ?? [])].flatMap((day) => swapDayOf(day, on(own), on(theirs)) ?? []);
  const day = days.find(
    (one) =>
      whyNotSwap([one], { own: on(own), theirs: on(theirs), openDays: [], ofOneRank: true }, now) === undefined && one.own && one.theirs,
  );
  if (day === undefined) return [];
  const request = { officer: asks.collarNumber, name: formalName(asks), team: asks.team, text: 'My daughter’s school play.' };
  const askedAt = new Date(now.getTime() - 3 * HOUR_MS).toISOString();
  return [
    {
      ...{ id: 'SW-4', version: 1, ...request, askedAt, state: 'asked' },
      ...{ partner: { officer: partner.collarNumber, name: formalName(partner) }, days: [day] },
    },
  ];
};

/** A day's sickness last week of the third officer, whose certificate is still to come. */
export const demoSickness = (now: Date): readonly Sickness[] =>
  responseOfficers.slice(2, 3).map((officer) => {
    const firstDay = addDays(forceDay(now), -6);
    return {
      ...{ id: 'SK-2', version: 1, officer: officer.collarNumber, name: formalName(officer), team: officer.team, state: 'fit' },
      ...{ firstDay, backOn: addDays(firstDay, 1), reportedAt: instantAt(firstDay, '05:40').toISOString(), certificates: [] },
    };
  });

/** Of the last tour that ended long enough ago and was followed by no other. */
const keptOn = (
  now: Date,
  roster: readonly Duty[],
  asked: Pick<Overtime, 'officer' | 'name' | 'team' | 'version' | 'askedAt' | 'state'>,
  rank: string,
  incidentId: string | undefined,
): readonly Overtime[] => {
  const latest = new Date(now.getTime() - KEPT_ON_MS).toISOString();
  const claims = roster
    .flatMap(({ kind, end }) => (kind === 'duty' && end !== undefined && end < latest ? [end] : []))
    .toReversed()
    .flatMap((from): Overtime[] => {
      const claim = {
        ...(incidentId === undefined ? {} : { incidentId }),
        from,
        to: new Date(Date.parse(from) + KEPT_ON_MS).toISOString(),
      };
      const sum = claimSum(claim, { rank, dutyOn: (day) => roster.find((duty) => duty.day === day), claims: [] }, now);
      return typeof sum === 'string'
        ? []
        : [{ id: 'OT-77', ...asked, ...claim, ...sum, parts: [...sum.parts], text: 'Scene guard until CSI came.', as: 'timeOff' }];
    });
  return claims.slice(0, 1);
};
