/** A calendar day as officers write it: 14/12/2026. */
const dayInWords = (day: string): string => day.split('-').reverse().join('/');

/** "14/12/2026 to 18/12/2026": the first and the last of them. */
export const daysInWords = (days: readonly { readonly day: string }[]): string => {
  const all = days.map(({ day }) => day).toSorted();
  const [first = '', last = ''] = [all[0], all.at(-1)];
  return first === last ? dayInWords(first) : `${dayInWords(first)} to ${dayInWords(last)}`;
};

/** "1 h 30 min" */
const minutesInWords = (minutes: number): string => `${Math.floor(minutes / 60)} h ${minutes % 60} min`;

/** What a claim comes to: what is paid, or the time off that is asked for in its place. */
export const claimedInWords = ({
  as,
  counted,
  timeOff,
}: {
  readonly as: string;
  readonly counted: number;
  readonly timeOff: number;
}): string => (as === 'timeOff' ? `${minutesInWords(timeOff)} of time off` : minutesInWords(counted));
