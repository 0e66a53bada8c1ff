import { isSame } from '../json.ts';
import type { Crime } from './crime.ts';
import type { CrimeEntry } from './history.ts';
import type { Officer } from './officer.ts';

/** What of a report can be changed once it is made. */
export const changeableFields = [
  'title',
  'type',
  'offenceCode',
  'committedFrom',
  'committedTo',
  'lateReason',
  'place',
  'features',
  'method',
  'people',
  'property',
  'vehicles',
  'flags',
  'flagAnswers',
  'marking',
  'officerInCase',
] as const;
export type CrimeField = (typeof changeableFields)[number];

/** Some fields and their values; null: the report has none. */
export type FieldValues = { readonly [Field in CrimeField]?: NonNullable<Crime[Field]> | null | undefined };

/**
 * What an officer changes: the values that were seen when it was decided, and those that are to be. Where people or property are changed, the
 * values of both were seen: things name their owners by their places in the list of people.
 */
export interface CrimeChange {
  readonly before: FieldValues;
  readonly changes: FieldValues;
  /** What the officer had written, and left out for HQ's when both had changed it. */
  readonly leftOut?: FieldValues | undefined;
}
/** Who decides, as colleagues write them, and when. */
export interface DecidedBy {
  readonly at: string;
  readonly by: string;
  readonly collarNumber: string;
}

export const fieldsOf = (values: FieldValues): readonly CrimeField[] => changeableFields.filter((field) => values[field] !== undefined);

export const fieldValue = (crime: Partial<Pick<Crime, CrimeField>>, field: CrimeField): FieldValues[CrimeField] => crime[field] ?? null;

/** Whether the officer may change the report at all: as its officer in the case, or a supervisor who sees it. */
export const mayChangeCrime = (
  { officerInCase }: Pick<Crime, 'officerInCase'>,
  { collarNumber, roles }: Pick<Officer, 'collarNumber' | 'roles'>,
): boolean => officerInCase === collarNumber || roles.includes('supervisor');

/** A field that is nothing without another: where somebody has changed either, both conflict. */
const DEPENDS_ON: { readonly [Field in CrimeField]?: CrimeField } = {
  ...{ people: 'property', property: 'people' },
  ...{ type: 'offenceCode', offenceCode: 'type' },
};
/** The fields, and those of which each depends, each once. */
export const withDependent = (fields: readonly CrimeField[]): readonly CrimeField[] => [
  ...new Set(fields.flatMap((field) => [field, ...[DEPENDS_ON[field]].filter((other) => other !== undefined)])),
];

/** The fields that somebody else has changed since to something else, or what they depend on: the officer decides about each. */
export const conflictingFields = (crime: Partial<Pick<Crime, CrimeField>>, { before, changes }: CrimeChange): readonly CrimeField[] =>
  fieldsOf(changes).filter(
    (field) =>
      !isSame(fieldValue(crime, field), changes[field]) &&
      withDependent([field]).some(
        (one) => (one === field || before[one] !== undefined) && !isSame(fieldValue(crime, one), before[one] ?? null),
      ),
  );

/** Changes none of what happened: a review of the report stands. */
const NO_FACT: CrimeField = 'officerInCase';

/**
 * The report with its changed fields, but those that conflict, and the entries of its history that say what they were and are, and what the
 * officer left out; the same report where it changes nothing. The one rule for HQ and for what a laptop shows ahead of HQ.
 */
export const changedCrime = (crime: Crime, change: CrimeChange, { at, by, collarNumber }: DecidedBy): Crime => {
  const conflicting = conflictingFields(crime, change);
  const changed = fieldsOf(change.changes).filter(
    (field) => !conflicting.includes(field) && !isSame(fieldValue(crime, field), change.changes[field]),
  );
  const leftOut = fieldsOf(change.leftOut ?? {});
  const entries: readonly CrimeEntry[] = [
    ...(changed.length === 0
      ? []
      : [{ kind: 'updated', fields: changed.map((field) => ({ field, ...differing(fieldValue(crime, field), change.changes[field]) })) }]),
    ...(leftOut.length === 0
      ? []
      : [
          { kind: 'leftOut', fields: leftOut.map((field) => ({ field, ...differing(change.leftOut?.[field], fieldValue(crime, field)) })) },
        ]),
  ].map((entry) => ({ at, by, collarNumber, ...entry }));
  if (entries.length === 0) return crime;
  const values = Object.fromEntries(changed.map((field) => [field, change.changes[field] ?? undefined]));
  return withHistory({ ...crime, ...values, ...reviewAfter(crime, changed) }, entries);
};

/** What was and what is, as the history says it: of two lists what is in one of them only, unless they differ in their order. */
export const differing = (was: unknown, is: unknown): { readonly was: unknown; readonly is: unknown } => {
  if (!Array.isArray(was) || !Array.isArray(is)) return { was, is };
  const without = (list: readonly unknown[], other: readonly unknown[]): readonly unknown[] =>
    list.filter((entry) => !other.some((same) => isSame(same, entry)));
  const [out, put] = [without(was, is), without(is, was)];
  return out.length + put.length === 0 ? { was, is } : { was: out, is: put };
};

const reviewAfter = ({ review }: Crime, changed: readonly CrimeField[]): Pick<Crime, 'review'> =>
  review?.state === 'approved' && changed.some((field) => field !== NO_FACT) ? { review: { ...review, state: 'changed' } } : {};

export const withHistory = (crime: Crime, entries: readonly CrimeEntry[]): Crime => ({
  ...crime,
  history: [...(crime.history ?? []), ...entries],
});
