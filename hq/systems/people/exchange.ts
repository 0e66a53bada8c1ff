import type { Duty } from '../../../contracts/domain/duty.ts';
import { addDays } from '../../../contracts/domain/force-calendar.ts';
import type { Swap } from '../../../contracts/domain/swap.ts';
import { areOfOneRank, rosteredOf, type SwapFacts, type SwapRefusal, whyNotSwap } from '../../../contracts/domain/swap-rules.ts';
import type { Transaction } from '../../database/database.ts';
import { findActive } from '../active-officer.ts';
import type { Publication } from '../command.ts';
import { coversOf } from './covers.ts';
import { dutiesOf, rosteredAs, staffIdOf } from './held.ts';

/** Both officers of a swap, and what they are rostered for on its days and those around. */
interface Both {
  readonly own: { readonly staffId: string; readonly duties: ReadonlyMap<string, Duty> };
  readonly theirs: { readonly staffId: string; readonly duties: ReadonlyMap<string, Duty> };
  readonly ofOneRank: boolean;
}

/** undefined where one of them is not at work in that team. */
export const bothRosters = async (
  transaction: Transaction,
  { officer, partner, team }: { readonly officer: string; readonly partner: string; readonly team: string | undefined },
  days: readonly string[],
): Promise<Both | undefined> => {
  const all = days.toSorted();
  const rosterOf = async (collarNumber: string) => {
    const staffId = await staffIdOf(transaction, collarNumber);
    const active = await findActive(transaction, collarNumber);
    if (staffId === undefined || active === undefined || active.team !== team) return undefined;
    return {
      roles: active.roles,
      staffId,
      duties: await dutiesOf(transaction, staffId, addDays(all[0] ?? '', -1), addDays(all.at(-1) ?? '', 1)),
    };
  };
  const [own, theirs] = [await rosterOf(officer), await rosterOf(partner)];
  return officer === partner || own === undefined || theirs === undefined
    ? undefined
    : { own, theirs, ofOneRank: areOfOneRank(own, theirs) };
};

/** What the rules of a swap are asked with. `openDays`: of the officer's other swaps that are open. */
export const factsOf = ({ own, theirs, ofOneRank }: Both, openDays: readonly string[]): SwapFacts => ({
  own: rosteredOn(own.duties),
  theirs: rosteredOn(theirs.duties),
  openDays,
  ofOneRank,
});
const rosteredOn = (duties: ReadonlyMap<string, Duty>) => (day: string) => {
  const duty = duties.get(day);
  return duty && rosteredOf(duty);
};

/**
 * A swap approved, by whom and when: each works what the other was rostered for, and the team's cover says so. Who asked has the answer; the colleague is told of
 * each day as of a change of the roster.
 */
export const exchange = async (
  transaction: Transaction,
  { officer, partner, team, days }: Swap,
  { at, by }: { readonly at: Date; readonly by: string },
): Promise<readonly Publication[] | SwapRefusal | 'PartnerUnknown'> => {
  const named = days.map(({ day }) => day);
  const both = await bothRosters(transaction, { officer, partner: partner.officer, team }, named);
  if (both === undefined) return 'PartnerUnknown';
  const refusal = whyNotSwap(days, factsOf(both, []), at);
  if (refusal !== undefined) return refusal;
  const { own, theirs } = both;
  const swapped = named.flatMap((day) => {
    const [mine, other] = [own.duties.get(day), theirs.duties.get(day)];
    if (mine === undefined || other === undefined) return [];
    const { changed: _, ...told } = withTour(mine, other);
    const changed = { at: at.toISOString(), by, was: rosteredAs(other) };
    return [
      { officer, owner: own.staffId, duty: told },
      { officer: partner.officer, owner: theirs.staffId, duty: { ...withTour(other, mine), changed } },
    ];
  });
  return [
    ...swapped.map(({ owner, duty }) => ({ kind: 'duty', id: duty.id, owner, body: duty })),
    ...(await coversOf(transaction, team ?? '', swapped)),
  ];
};

/** A day with what another is rostered for. */
const withTour = ({ id, version, day, publishedAt }: Duty, other: Duty): Duty => ({ id, version, day, publishedAt, ...rosteredAs(other) });
