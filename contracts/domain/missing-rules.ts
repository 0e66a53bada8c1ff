import { MAX_WHOLE_BYTES } from './blob-limits.ts';
import type { Code } from './code-list.ts';
import type { RiskGrade } from './missing-words.ts';

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
  ...broken('RiskNeedsReason', grade !== 'veryLow' && reasons.length === 0 && whyNotLower === ''),
  ...broken('VeryLowUnder18', grade === 'veryLow' && (ageOn(person, today) ?? ADULT_YEARS) < ADULT_YEARS),
];

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
