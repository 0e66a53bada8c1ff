import type { Briefing, BriefingResult } from './briefing.ts';
import { type BriefedTour, briefedTours, MOST_BRIEFED } from './briefing-words.ts';
import type { Officer } from './officer.ts';

type Span = Pick<Briefing, 'tours' | 'from' | 'until' | 'ended'>;
type Author = Pick<Officer, 'roles'>;

export type BriefingRefusal = 'OnlySupervisorsBrief' | 'EndsBeforeItBegins' | 'OverAlready' | 'FiveItemsRunThen';

/** Why an officer cannot set this item beside the area's `others`; undefined where they can. `now`: ISO 8601. */
export const whyNotBriefed = (item: Span, others: readonly Span[], officer: Author, now: string): BriefingRefusal | undefined => {
  if (!officer.roles.includes('supervisor')) return 'OnlySupervisorsBrief';
  if (item.until <= item.from) return 'EndsBeforeItBegins';
  if (item.until <= now) return 'OverAlready';
  const isFull = item.tours.some(
    (tour) => others.filter((other) => other.ended === undefined && other.tours.includes(tour) && meet(item, other)).length >= MOST_BRIEFED,
  );
  return isFull ? 'FiveItemsRunThen' : undefined;
};
const meet = (one: Span, other: Span): boolean => one.from < other.until && other.from < one.until;

/** Why an officer cannot take an item off; undefined where they can. */
export const whyNotTakenOff = (item: Span, officer: Author): 'OnlySupervisorsBrief' | 'OverAlready' | undefined =>
  !officer.roles.includes('supervisor') ? 'OnlySupervisorsBrief' : item.ended === undefined ? undefined : 'OverAlready';

/** Whether the item is briefed at that moment (ISO 8601), of whichever tour. */
export const runsAt = ({ from, until, ended }: Span, at: string): boolean => ended === undefined && from <= at && at < until;

/** The tour that a duty is, by its name in the roster; undefined for one of another name, and for none. */
export const tourOf = (label: string | undefined): BriefedTour | undefined =>
  briefedTours.find((tour) => label?.toLowerCase().startsWith(tour));

/** The results that an officer has told since the tour began (ISO 8601). */
export const resultsSince = (results: readonly BriefingResult[], collarNumber: string, since: string): readonly BriefingResult[] =>
  results.filter((result) => result.collarNumber === collarNumber && result.at >= since);
