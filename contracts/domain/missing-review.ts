import type { Missing } from './missing.ts';
import type { RiskGrade } from './missing-words.ts';

const HOUR_MS = 3_600_000;

/**
 * How long a risk stands until a supervisor looks at it again. National guidance (College of Policing, Missing persons) asks for reviews in
 * keeping with the risk and leaves the hours to the force: at high risk a search is running and its lines change within hours; medium is
 * looked at twice in a tour of duty; low once in each; very low once a day.
 */
const REVIEW_HOURS: Readonly<Record<RiskGrade, number>> = { high: 2, medium: 4, low: 12, veryLow: 24 };
/** Of a grade that only a newer HQ knows: as often as the gravest. */
const UNKNOWN_GRADE_HOURS = REVIEW_HOURS.high;
/** So long before it is due, a review or a need is said to be near. */
const NEAR_MS = HOUR_MS / 2;
/** Statutory guidance on children who run away or go missing (2014): a return interview within 72 hours of being found. */
const RETURN_INTERVIEW_HOURS = 72;

/** Until when a risk that was set or reviewed at that instant is to be looked at. Both ISO 8601 in UTC. */
export const reviewDueAfter = (grade: Missing['risks'][number]['grade'], at: string): string =>
  hoursAfter(at, Object.hasOwn(REVIEW_HOURS, grade) ? REVIEW_HOURS[grade as RiskGrade] : UNKNOWN_GRADE_HOURS);

export const returnInterviewDue = (foundAt: string): string => hoursAfter(foundAt, RETURN_INTERVIEW_HOURS);

/** From when on it is said that what somebody needs by a time is near: time to go there with it. ISO 8601 in UTC. */
export const medicalWarningAt = (by: string): string => new Date(Date.parse(by) - NEAR_MS).toISOString();
/** Whether it is said that what somebody needs by then is near, or was due. */
export const isMedicalNear = (by: string, now: string): boolean => Date.parse(now) >= Date.parse(by) - NEAR_MS;

/** none: it is closed. near: due within half an hour. `now`: ISO 8601 in UTC. */
export type ReviewState = 'none' | 'due' | 'near' | 'late';
export const reviewState = ({ reviewDue }: Pick<Missing, 'reviewDue'>, now: string): ReviewState => {
  if (reviewDue === undefined) return 'none';
  const leftMs = Date.parse(reviewDue) - Date.parse(now);
  return leftMs < 0 ? 'late' : leftMs <= NEAR_MS ? 'near' : 'due';
};

const hoursAfter = (at: string, hours: number): string => new Date(Date.parse(at) + hours * HOUR_MS).toISOString();
