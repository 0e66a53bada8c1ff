import type { Overtime } from './hr-request.ts';
import { type DutyOn, isBefore, type OvertimeFault, type OvertimeSum, overtimeSum, overtimeWeek, type WorkedTime } from './overtime-sum.ts';
import { hasOvertime } from './regulation.ts';

export type ClaimRefusal = OvertimeFault | 'NoOvertimeRank' | 'ClaimNamesNothing' | 'NothingToClaim' | 'TimeClaimed' | 'NotWorkedYet';

/**
 * What HQ has, or this laptop has of HQ. claims: the officer's own, worked out, whatever became of them: asked or approved they stand, and
 * those worked before this one in its week count as its occasions.
 */
export interface ClaimFacts {
  readonly rank: string;
  readonly dutyOn: DutyOn;
  readonly claims: readonly Pick<Overtime, 'from' | 'to' | 'state' | 'casual' | 'parts'>[];
}
export type ClaimedTime = WorkedTime & { readonly incidentId?: string | undefined; readonly taskId?: string | undefined };

/** What a claim comes to, or why it cannot be made. The one rule, for HQ and for the form. */
export const claimSum = (claim: ClaimedTime, { rank, dutyOn, claims }: ClaimFacts, now: Date): OvertimeSum | ClaimRefusal => {
  if (!hasOvertime(rank)) return 'NoOvertimeRank';
  if (claim.incidentId === undefined && claim.taskId === undefined) return 'ClaimNamesNothing';
  if (Date.parse(claim.to) > now.getTime()) return 'NotWorkedYet';
  const standing = claims.filter(({ state }) => state === 'asked' || state === 'approved');
  if (standing.some(({ from, to }) => isBefore(claim.from, to) && isBefore(from, claim.to))) return 'TimeClaimed';
  const week = overtimeWeek(claim.from);
  const ofWeek = standing.filter(({ from, casual }) => casual && overtimeWeek(from) === week);
  // By when they were worked; where later ones were claimed first, those that have lost their half hour already.
  const before = ofWeek.filter(({ from }) => isBefore(from, claim.from));
  const lost = ofWeek.filter(({ parts }) => parts.some(({ kind, disregarded }) => kind === 'afterTour' && disregarded > 0));
  const sum = overtimeSum(
    claim,
    dutyOn,
    Math.max(before.length, lost.length),
    standing.flatMap(({ parts }) => parts),
  );
  if (typeof sum === 'string') return sum;
  return sum.counted === 0 && sum.parts.every(({ anotherDay }) => anotherDay === undefined) ? 'NothingToClaim' : sum;
};
