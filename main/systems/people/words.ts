import { writtenDay } from '../../../contracts/domain/written-day.ts';

/** "14/12/2026 to 18/12/2026": the first and the last of them. */
export const daysInWords = (days: readonly { readonly day: string }[]): string => {
  const all = days.map(({ day }) => day).toSorted();
  const [first = '', last = ''] = [all[0], all.at(-1)];
  return first === last ? writtenDay(first) : `${writtenDay(first)} to ${writtenDay(last)}`;
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

/** "£12.40 on 18/05/2021": what was laid out, and when. */
export const spentInWords = ({ pence, day }: { readonly pence: number; readonly day: string }): string =>
  `£${(pence / 100).toFixed(2)} on ${writtenDay(day)}`;

/** Which of an officer's details: never what they are, since a summary is read over a shoulder. */
export const detailsInWords = (details: {
  readonly telephone?: string | undefined;
  readonly nextOfKin?: object | undefined;
  readonly address?: string | undefined;
}): string =>
  [
    details.telephone !== undefined && 'telephone',
    details.nextOfKin !== undefined && 'next of kin',
    details.address !== undefined && 'address',
  ]
    .filter(Boolean)
    .join(', ');
