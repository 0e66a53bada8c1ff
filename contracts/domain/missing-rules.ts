import { MAX_WHOLE_BYTES } from './blob-limits.ts';
import type { Code } from './code-list.ts';
import { fold } from './fold.ts';
import type { RiskGrade } from './missing-words.ts';
import { isBlank } from './text.ts';

/** What no report, risk or sighting may be kept with: HQ refuses it with the same word. */
export const brokenMissingRules = [
  'BornInFuture',
  'BornTooLongAgo',
  'StillToCome',
  'RiskNeedsReason',
  'VeryLowUnder18',
  'CodeUnknown',
  'PhotographTooLarge',
] as const;
export type BrokenMissingRule = (typeof brokenMissingRules)[number];

/** The field of a new report that each is about, by its names. */
export const fieldOf: Readonly<Record<BrokenMissingRule, readonly string[]>> = {
  BornInFuture: ['born'],
  BornTooLongAgo: ['born'],
  StillToCome: ['lastSeen', 'at'],
  RiskNeedsReason: ['risk', 'whyNotLower'],
  VeryLowUnder18: ['risk', 'grade'],
  CodeUnknown: ['lastSeen', 'place', 'area'],
  PhotographTooLarge: ['attachments'],
};

/** Who is younger is a child (Children Act 1989, s. 105), for whom harm is always thought possible. */
const ADULT_YEARS = 18;
/** Nobody has been known to be older (missing.ts). */
export const OLDEST_YEARS = 130;

interface AssessedRisk {
  readonly grade: RiskGrade;
  readonly reasons: readonly string[];
  readonly whyNotLower: string;
}
interface Aged {
  readonly born?: string | undefined;
  readonly age?: number | undefined;
}

/**
 * Years that somebody is old on the calendar day `today` (ISO 8601): by the date of birth, else as it was told; undefined where neither is
 * known, and where no living person could be of that age, as by a laptop's clock that is wrong.
 */
export const ageOn = ({ born, age }: Aged, today: string): number | undefined => {
  if (born === undefined) return age;
  const years = yearsBetween(born, today);
  return years < 0 || years > OLDEST_YEARS ? undefined : years;
};

const yearsBetween = (born: string, today: string): number =>
  Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (today.slice(5) < born.slice(5) ? 1 : 0);

/**
 * What of a risk breaks the rules: every grade above the lowest says why it is not one lower, and nobody under 18 is at very low risk.
 * `today`: a calendar day of the force.
 */
export const riskFindings = ({ grade, reasons, whyNotLower }: AssessedRisk, person: Aged, today: string): readonly BrokenMissingRule[] => [
  ...broken('RiskNeedsReason', grade !== 'veryLow' && reasons.length === 0 && isBlank(whyNotLower)),
  ...broken('VeryLowUnder18', grade === 'veryLow' && (ageOn(person, today) ?? ADULT_YEARS) < ADULT_YEARS),
];

/** Nobody is found before they were last seen, to the minute in which officers write times. */
export const isBeforeLastSeen = (when: string, lastSeen: { readonly at: string }): boolean =>
  Date.parse(when) <= Date.parse(lastSeen.at) - MINUTE_MS;
const MINUTE_MS = 60_000;

interface Named extends Aged {
  readonly name: string;
  readonly personId?: string | undefined;
}
/**
 * Whether two reports without one record of both are of one person: by name and date of birth; where neither date is known, by name and an
 * age that is the same within a year or not known.
 */
export const isSameMissing = (one: Named, other: Named): boolean => {
  const name = nameWords(one.name);
  if (name === '' || name !== nameWords(other.name) || one.born !== other.born) return false;
  if (one.born !== undefined) return true;
  const areTwo = one.personId !== undefined && other.personId !== undefined && one.personId !== other.personId;
  return !areTwo && Math.abs((one.age ?? other.age ?? 0) - (other.age ?? one.age ?? 0)) <= 1;
};

/** A name by its letters, without what is drawn as nothing, and one space between words. */
const nameWords = (name: string): string =>
  fold(name.replace(/\p{Default_Ignorable_Code_Point}/gu, ''))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * What of a new report breaks the rules, in the order of the report; the same in the form, on the laptop and at HQ. `now`: ISO 8601; `today`:
 * its calendar day on the force's clocks. `areas`: the force's list; undefined where it is not known.
 */
export const missingFindings = (
  report: Aged & {
    readonly lastSeen: { readonly at: string; readonly place: { readonly area: string } };
    readonly risk: AssessedRisk;
    readonly attachments?: readonly { readonly type: string; readonly bytes: number }[] | undefined;
  },
  { now, today, areas }: { readonly now: string; readonly today: string; readonly areas?: readonly Code[] | undefined },
): readonly BrokenMissingRule[] => [
  ...broken('BornInFuture', (report.born ?? '') > today),
  ...broken('BornTooLongAgo', yearsBetween(report.born ?? today, today) > OLDEST_YEARS),
  ...broken('StillToCome', report.lastSeen.at > now),
  ...broken('CodeUnknown', areas !== undefined && !areas.some(({ label }) => label === report.lastSeen.place.area)),
  ...riskFindings(report.risk, report, today),
  // What is longer no window shows whole, and no crew has on a weak link in time.
  ...broken(
    'PhotographTooLarge',
    (report.attachments ?? []).some(({ type, bytes }) => type.startsWith('image/') && bytes > MAX_WHOLE_BYTES),
  ),
];

const broken = (rule: BrokenMissingRule, isSo: boolean): readonly BrokenMissingRule[] => (isSo ? [rule] : []);
