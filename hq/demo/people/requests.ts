import type { Cover } from '../../../contracts/domain/cover.ts';
import { coverOf } from '../../../contracts/domain/cover-left.ts';
import type { Duty } from '../../../contracts/domain/duty.ts';
import { addDays, forceDay } from '../../../contracts/domain/force-calendar.ts';
import type { Leave, Overtime } from '../../../contracts/domain/hr-request.ts';
import { formalName, type Officer } from '../../../contracts/domain/officer.ts';
import { claimSum } from '../../../contracts/domain/overtime-rules.ts';
import { coverId } from '../../systems/people/cover-id.ts';
import { responseOfficers } from '../officers.ts';
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

/** What waits for the sergeant: two days' leave of one officer, and another's overtime on a log. */
export const demoRequests = (
  now: Date,
  rosters: readonly OwnedDuty[],
  logs: ReadonlyMap<string, readonly string[]>,
): { readonly leave: readonly Leave[]; readonly overtime: readonly Overtime[] } => {
  const [, asks, claims] = responseOfficers;
  const asked = { version: 1, askedAt: new Date(now.getTime() - 26 * HOUR_MS).toISOString(), state: 'asked' } as const;
  const by = (officer: Officer) => ({ officer: officer.collarNumber, name: formalName(officer), team: officer.team });
  const days =
    asks === undefined
      ? []
      : of(asks, rosters)
          .filter(({ day, kind }) => kind === 'duty' && day >= addDays(forceDay(now), 9))
          .slice(0, 2);
  return {
    leave:
      asks === undefined
        ? []
        : [
            {
              ...{ id: 'LV-201', ...by(asks), ...asked, kind: 'annualLeave' },
              days: days.map(({ day, label }) => ({ day, part: 'full', cost: 1, label })),
            },
          ],
    overtime:
      claims === undefined
        ? []
        : keptOn(now, of(claims, rosters), { ...by(claims), ...asked }, claims.rank, logs.get(claims.collarNumber)?.[0]),
  };
};

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
