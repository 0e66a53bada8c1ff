/** No schemas here, since the window reads it too. As many days as one swap has: a set of tours. */
export const MOST_SWAP_DAYS = 7;
/** Of one sickness: a year of fit notes, a fortnight each. */
export const MOST_CERTIFICATES = 26;
