// No schemas here, since the window reads it too.

/** Tours for which an item is briefed, as the roster calls them. */
export const briefedTours = ['early', 'late', 'night'] as const;
export type BriefedTour = (typeof briefedTours)[number];

/** What an officer says of an item at the end of a tour: seen, spoken to, nothing seen, or only in words. */
export const briefingFindings = ['seen', 'spokenTo', 'nothingSeen', 'note'] as const;
export type BriefingFinding = (typeof briefingFindings)[number];

/** Why an item is briefed, and a result in words, in UTF-16 code units. */
export const BRIEFING_TEXT_LENGTH = 1000;

/** Items that run at one time for one area and tour: what an officer remembers in a car. */
export const MOST_BRIEFED = 5;
