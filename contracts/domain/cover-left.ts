import type { Cover, CoverMember } from './cover.ts';
import type { Duty } from './duty.ts';
import { isWorkday } from './leave-cost.ts';

/** How many of a team are on duty on a day, without the officers named. undefined: nobody is, as on the whole team's rest day. */
export const crewLeft = ({ members }: Pick<Cover, 'members'>, without: readonly string[] = []): number | undefined => {
  const onDuty = members.filter(({ state }) => state === 'duty');
  return onDuty.length === 0 ? undefined : onDuty.filter(({ officer }) => !without.includes(officer)).length;
};

/** How many are missing then; 0 where there are enough. */
export const crewShort = (cover: Pick<Cover, 'members' | 'least'>, without: readonly string[] = []): number => {
  const left = crewLeft(cover, without);
  return left === undefined ? 0 : Math.max(0, cover.least - left);
};

/** What a day's cover says of a member whose roster says this: of a day off that is no rest day only that they are away. */
export const coverOf = ({
  kind,
  label,
  start,
  end,
}: Pick<Duty, 'kind' | 'label' | 'start' | 'end'>): Pick<CoverMember, 'state' | 'label' | 'start' | 'end'> =>
  isWorkday({ kind })
    ? { state: 'duty', label, ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) }
    : { state: kind === 'restDay' ? 'rest' : 'away' };
