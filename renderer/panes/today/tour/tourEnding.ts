import type { Duty } from '../../../../contracts/domain/duty.ts';
import type { TodayView } from '../../../../contracts/ipc/today.ts';

/** So long before the end of a tour its end is offered. */
const SOON_MS = 30 * 60 * 1000;

/** A tour with its end. `leftMs`: until then; below 0 since then. */
export interface TourEnd {
  readonly duty: Duty;
  readonly end: string;
  readonly leftMs: number;
}

/** The tour that is on, or else ended in the last hours; undefined when there is none, and while that is not known. */
export const tourEnd = (shift: TodayView['shift'], now: Date): TourEnd | undefined => {
  if (!shift.known) return undefined;
  const { duty, endedDuty } = shift.value;
  const tour = [endedDuty, duty].find((one) => one?.start !== undefined && Date.parse(one.start) <= now.getTime());
  return tour?.end === undefined ? undefined : { duty: tour, end: tour.end, leftMs: Date.parse(tour.end) - now.getTime() };
};

/** The same once it is about to end. */
export const tourEnding = (shift: TodayView['shift'], now: Date): TourEnd | undefined => {
  const tour = tourEnd(shift, now);
  return tour !== undefined && tour.leftMs <= SOON_MS ? tour : undefined;
};
