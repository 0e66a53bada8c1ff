import { addDays, daysBetween, forceDay } from './force-calendar.ts';
import { MOST_CERTIFICATES } from './hr-limits.ts';
import type { Sickness } from './sickness.ts';

/**
 * So many calendar days are certified by the officer; from the next on a doctor's statement (fit note) is needed: Statutory Sick Pay (Medical
 * Evidence) Regulations 1985 (SI 1985/1604), reg. 2(2).
 */
export const SELF_CERTIFIED_DAYS = 7;
/** A fit note of the first six months is of three months at most (the same regulations, schedule 1). */
export const LONGEST_FIT_NOTE_DAYS = 92;
/** What is reported later than this, or further ahead, goes to the sergeant by word of mouth. */
const LATEST_REPORT_DAYS = 14;
const FURTHEST_AHEAD_DAYS = 1;
/** Duty is planned a roster ahead. */
const FURTHEST_BACK_ON_DAYS = 62;

export type SicknessRefusal =
  | 'SickAlready'
  | 'FirstDayTooFar'
  | 'NotSick'
  | 'BackTooEarly'
  | 'BackTooFar'
  | 'EndsBeforeItBegins'
  | 'OutsideTheSickness'
  | 'SelfCertificateTooLong'
  | 'FitNoteTooLong'
  | 'CertificatesFull';

type Known = Pick<Sickness, 'state' | 'firstDay' | 'backOn' | 'certificates'>;
type Certificate = Pick<Sickness['certificates'][number], 'kind' | 'from' | 'to'>;

/** Why sickness cannot be reported from that day; undefined where it can. `earlier`: the officer's others. `at`: now. */
export const whyNotReport = (firstDay: string, earlier: readonly Known[], at: Date): SicknessRefusal | undefined => {
  const ahead = daysBetween(forceDay(at), firstDay);
  if (ahead > FURTHEST_AHEAD_DAYS || ahead < -LATEST_REPORT_DAYS) return 'FirstDayTooFar';
  const stands = earlier.filter(({ state }) => state !== 'withdrawn');
  return stands.some(({ state, backOn }) => state === 'sick' || (backOn !== undefined && firstDay < backOn)) ? 'SickAlready' : undefined;
};

/** Why the officer cannot be back on that day. */
export const whyNotBack = ({ state, firstDay }: Known, backOn: string, at: Date): SicknessRefusal | undefined => {
  if (state !== 'sick') return 'NotSick';
  if (backOn <= firstDay) return 'BackTooEarly';
  return daysBetween(forceDay(at), backOn) > FURTHEST_BACK_ON_DAYS ? 'BackTooFar' : undefined;
};

/** Why it is no certificate of this sickness. A certificate may also come once the officer is back. */
export const whyNotCertificate = (
  { state, firstDay, backOn, certificates }: Known,
  { kind, from, to }: Certificate,
): SicknessRefusal | undefined => {
  if (state === 'withdrawn') return 'NotSick';
  if (certificates.length >= MOST_CERTIFICATES) return 'CertificatesFull';
  if (to < from) return 'EndsBeforeItBegins';
  if (from < firstDay || (backOn !== undefined && from >= backOn)) return 'OutsideTheSickness';
  if (kind === 'self') return to > addDays(firstDay, SELF_CERTIFIED_DAYS - 1) ? 'SelfCertificateTooLong' : undefined;
  return daysBetween(from, to) >= LONGEST_FIT_NOTE_DAYS ? 'FitNoteTooLong' : undefined;
};

/** The last day that the roster has as sick: until the officer says when they are back, what they may certify themselves and what fit notes say. */
export const sickThrough = ({ firstDay, backOn, certificates }: Known): string => {
  if (backOn !== undefined) return addDays(backOn, -1);
  const certified = addDays(firstDay, SELF_CERTIFIED_DAYS - 1);
  return [certified, ...certificates.map(({ to }) => to)].toSorted().at(-1) ?? certified;
};

/** Which certificate is still to come, of the days until `day`; undefined for none. */
export const certificateMissing = ({ state, firstDay, backOn, certificates }: Known, day: string): 'self' | 'fitNote' | undefined => {
  if (state === 'withdrawn') return undefined;
  const last = backOn === undefined ? day : addDays(backOn, -1);
  const covered = (one: string): boolean => certificates.some(({ from, to }) => from <= one && one <= to);
  for (let one = firstDay; one <= last; one = addDays(one, 1))
    if (!covered(one)) return daysBetween(firstDay, one) < SELF_CERTIFIED_DAYS ? 'self' : 'fitNote';
  return undefined;
};
