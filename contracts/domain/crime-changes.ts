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

/** What an officer changes: the values that were seen when it was decided, and those that are to be. */
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

/** The fields that somebody else has changed since to something else: the officer decides about each. */
export const conflictingFields = (crime: Partial<Pick<Crime, CrimeField>>, { before, changes }: CrimeChange): readonly CrimeField[] =>
  fieldsOf(changes).filter((field) => {
    const now = fieldValue(crime, field);
    return !isSame(now, before[field] ?? null) && !isSame(now, changes[field]);
  });

/**
 * The report with its changed fields, but those that conflict, and the entries of its history that say what they were and are, and what the
 * officer left out. The one rule for HQ and for what a laptop shows ahead of HQ.
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
      : [{ kind: 'updated', fields: changed.map((field) => ({ field, was: fieldValue(crime, field), is: change.changes[field] })) }]),
    ...(leftOut.length === 0
      ? []
      : [{ kind: 'leftOut', fields: leftOut.map((field) => ({ field, was: change.leftOut?.[field], is: fieldValue(crime, field) })) }]),
  ].map((entry) => ({ at, by, collarNumber, ...entry }));
  const values = Object.fromEntries(changed.map((field) => [field, change.changes[field] ?? undefined]));
  return withHistory({ ...crime, ...values }, entries);
};

export const withHistory = (crime: Crime, entries: readonly CrimeEntry[]): Crime =>
  entries.length === 0 ? crime : { ...crime, history: [...(crime.history ?? []), ...entries] };
