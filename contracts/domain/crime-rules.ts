import { assertNever } from '../result.ts';
import type { Code } from './code-list.ts';

/** What no report may be kept with: HQ refuses it with the same word. */
export const brokenRules = ['CodeUnknown', 'EndsBeforeItBegins', 'StillToCome', 'BeforeRecords', 'OwnerUnknown'] as const;
/** What a report should not lack, and may: whoever writes it is told. */
export const doubts = ['noOffence', 'outsideForce', 'longAgo', 'longRange', 'noVictim', 'noOwner', 'noValue'] as const;
export type BrokenRule = (typeof brokenRules)[number];
export type Doubt = (typeof doubts)[number];

/** `at`: which of the property, from 0. */
interface Broken {
  readonly rule: BrokenRule;
  readonly must: true;
  readonly at?: number;
}
export type CrimeFinding = Broken | { readonly rule: Doubt; readonly must: false; readonly at?: number };

/** Of a report what the rules look at. Times: ISO 8601 in UTC; `committedFrom` is undefined while it is no moment yet. */
interface CheckedCrime {
  readonly offenceCode?: string | undefined;
  readonly committedFrom?: string | undefined;
  readonly committedTo?: string | undefined;
  readonly lateReason?: string | undefined;
  readonly place: { readonly area: string; readonly postcode?: string | undefined };
  readonly people?: readonly { readonly roles: readonly unknown[] }[] | undefined;
  readonly property?:
    | readonly { readonly kind: unknown; readonly value?: string | undefined; readonly owner?: number | undefined }[]
    | undefined;
}

interface JudgedBy {
  readonly now: string;
  readonly areas?: readonly Code[] | undefined;
  readonly postcodeAreas?: readonly Code[] | undefined;
}

const DAY_MS = 86_400_000;
/** Later a victim is asked why. */
const LONG_AGO_MS = 366 * DAY_MS;
/** A longer range is most often a mistyped month. */
const LONG_RANGE_MS = 31 * DAY_MS;
/** Nobody alive reports anything earlier: it is a mistyped year. */
const FIRST_YEAR = '1900';

/**
 * What of a report breaks the rules of crime recording that a computer can check, in the order of the report; the same in the form, on
 * the laptop and at HQ. `now`: ISO 8601. `areas`, `postcodeAreas`: the force's lists; undefined where they are not known.
 */
export const crimeFindings = (
  { offenceCode, committedFrom: from, committedTo: to, lateReason, place, people = [], property = [] }: CheckedCrime,
  { now, areas, postcodeAreas }: JudgedBy,
): readonly CrimeFinding[] => {
  const times = (from ?? '') > now || (to ?? '') > now;
  const span = from === undefined || to === undefined ? 0 : Date.parse(to) - Date.parse(from);
  const isPast = from !== undefined && !times && span >= 0;
  return [
    ...doubt('noOffence', offenceCode === undefined),
    ...broken('CodeUnknown', areas !== undefined && !areas.some(({ label }) => label === place.area)),
    ...doubt('outsideForce', isOutside(place.postcode, postcodeAreas)),
    ...broken('EndsBeforeItBegins', span < 0),
    ...broken('StillToCome', times),
    ...broken('BeforeRecords', from !== undefined && from < FIRST_YEAR),
    ...doubt('longAgo', isPast && from >= FIRST_YEAR && Date.parse(now) - Date.parse(from) > LONG_AGO_MS && !lateReason),
    ...doubt('longRange', isPast && span > LONG_RANGE_MS),
    ...doubt('noVictim', !people.some(({ roles }) => roles.includes('victim'))),
    ...property.flatMap(({ kind, value, owner }, at) => [
      ...broken('OwnerUnknown', owner !== undefined && owner >= people.length, at),
      ...doubt('noOwner', owner === undefined && kind !== 'found', at),
      ...doubt('noValue', kind !== 'found' && !value, at),
    ]),
  ];
};

/** The rules that a changed report breaks and that it did not break before: what is old and wrong stands in the way of no change. */
export const newlyBroken = (before: CheckedCrime, after: CheckedCrime, by: JudgedBy): readonly Broken[] => {
  const was = crimeFindings(before, by);
  return crimeFindings(after, by).filter(
    (found): found is Broken => found.must && !was.some(({ rule, at }) => rule === found.rule && at === found.at),
  );
};

/** The field of a report that breaks a rule, after the names of what it is in. */
export const brokenAt = (
  { rule, at = 0 }: Broken,
  { committedFrom = '' }: CheckedCrime,
  { now }: JudgedBy,
): readonly (string | number)[] => {
  switch (rule) {
    case 'CodeUnknown':
      return ['place', 'area'];
    case 'EndsBeforeItBegins':
      return ['committedTo'];
    case 'StillToCome':
      return [committedFrom > now ? 'committedFrom' : 'committedTo'];
    case 'BeforeRecords':
      return ['committedFrom'];
    case 'OwnerUnknown':
      return ['property', at, 'owner'];
    default:
      return assertNever(rule);
  }
};

const placed = (at: number | undefined) => (at === undefined ? {} : { at });
const broken = (rule: BrokenRule, isSo: boolean, at?: number): readonly CrimeFinding[] =>
  isSo ? [{ rule, must: true, ...placed(at) }] : [];
const doubt = (rule: Doubt, isSo: boolean, at?: number): readonly CrimeFinding[] => (isSo ? [{ rule, must: false, ...placed(at) }] : []);

/** By the letters with which its postcode begins. */
const isOutside = (postcode: string | undefined, areas: readonly Code[] | undefined): boolean => {
  const letters = /^\s*([A-Z]{1,2})(?=\d)/i.exec(postcode ?? '')?.[1]?.toUpperCase();
  return letters !== undefined && areas !== undefined && !areas.some(({ code }) => code === letters);
};
