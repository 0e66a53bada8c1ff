import { addDays, forceDay } from './force-calendar.ts';
// No schemas here, since the window reads it too.

export const expenseKinds = ['meal', 'travel', 'parking', 'accommodation', 'other'] as const;
export type ExpenseKind = (typeof expenseKinds)[number];
/** What one claim comes to at most, in pence: more is bought by the force itself. */
export const MOST_PENCE = 500_000;
/** A claim is made within three months of the day: then the month's books are closed. */
const CLAIM_DAYS = 92;

export type ExpenseRefusal = 'StillToCome' | 'TooLongAgo';
/** Why it cannot be claimed; undefined where it can. The one rule, for HQ, for what a laptop shows ahead of HQ, and for the form. */
export const whyNotExpense = ({ day: on }: { readonly day: string }, at: Date): ExpenseRefusal | undefined => {
  // Until 07:00 the day of the calendar is the one after the force's.
  if (on > addDays(forceDay(at), 1)) return 'StillToCome';
  return on < addDays(forceDay(at), -CLAIM_DAYS) ? 'TooLongAgo' : undefined;
};
