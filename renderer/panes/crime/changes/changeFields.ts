import type { Crime } from '../../../../contracts/domain/crime.ts';
import { type CrimeField, changeableFields, type FieldValues, fieldValue } from '../../../../contracts/domain/crime-changes.ts';
import { type BrokenRule, crimeFindings, newlyBroken } from '../../../../contracts/domain/crime-rules.ts';
import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import { isSame } from '../../../../contracts/json.ts';
import type { Given } from '../../../../contracts/systems/index.ts';
import { strings } from '../../../strings/index.ts';
import type { When } from '../../../ui/fields.tsx';
import type { Faults } from '../../../workspace/form/useForm.ts';
import {
  faultsOf,
  fitted,
  instantOf,
  longFault,
  noWhen,
  oneOf,
  textFault,
  whenFault,
  whenOf,
  written,
} from '../../../workspace/form/values.ts';

/** A report as its changes are typed. `seen`: the values that it had when they were begun, each as JSON, by field. `who`: what was typed to find the officer. */
export interface ChangeFields {
  readonly title: string;
  readonly from: When;
  readonly to: When;
  readonly lateReason: string;
  readonly place: string;
  readonly postcode: string;
  readonly features: readonly string[];
  readonly method: string;
  readonly marking: Crime['marking'];
  readonly who: string;
  readonly officer: string;
  readonly seen: string;
}

const { update: w } = strings.changes;
const { crime: c } = strings.forms;
/** As the contract takes them. */
const POSTCODE_LENGTH = 10;
const ANSWER_LENGTH = 500;

export const newChange = (crime: ShownCrime): ChangeFields => ({
  ...typedOf(crime),
  seen: JSON.stringify(Object.fromEntries(changeableFields.map((field) => [field, fieldValue(crime, field)]))),
});

const typedOf = (crime: Crime) => ({
  title: crime.title,
  from: whenOf(crime.committedFrom),
  to: crime.committedTo === undefined ? noWhen : whenOf(crime.committedTo),
  lateReason: crime.lateReason ?? '',
  place: crime.place.text,
  postcode: crime.place.postcode ?? '',
  features: crime.features ?? [],
  method: crime.method,
  marking: crime.marking,
  who: crime.officerInCase ?? '',
  officer: crime.officerInCase ?? '',
});

/** A change that HQ did not take, to be changed: over the values that were seen when it was decided. */
export const changeOf = (payload: Readonly<Record<string, unknown>>, fresh: ChangeFields): ChangeFields => {
  const { before, changes } = payload as { readonly before?: FieldValues; readonly changes?: FieldValues };
  const seen = { ...seenIn(fresh), ...before };
  return { ...typedOf(withoutNull({ ...seen, ...changes })), seen: JSON.stringify(seen) };
};

/** Of a draft: the form's own fields, or the payload of a command that was discarded with its words kept. */
export const readChange = (kept: Readonly<Record<string, unknown>>, fresh: ChangeFields): ChangeFields => {
  if (!('seen' in kept)) return changeOf(kept, fresh);
  const read = fitted({ ...fresh, features: [''] }, { features: fresh.features, ...kept });
  const features = read.features.filter((feature) => feature !== '');
  // A draft of an earlier program had fewer fields, and had seen fewer.
  const seen = JSON.stringify({ ...seenIn(fresh), ...seenIn(read) });
  return { ...read, features, seen, marking: oneOf(c.markings, read.marking, 'OFFICIAL') };
};

type Seen = { readonly [Field in CrimeField]?: unknown };
const seenIn = ({ seen }: ChangeFields): Seen => {
  try {
    return JSON.parse(seen) as Seen;
  } catch {
    return {};
  }
};
const withoutNull = (values: Seen): Crime =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as unknown as Crime;

/** What of the report is another than was seen. Minutes are typed: an instant within the same minute is the same. */
export const changedValues = (fields: ChangeFields): { readonly before: FieldValues; readonly changes: FieldValues } => {
  const seen = seenIn(fields);
  const was = seen.place as Crime['place'] | undefined;
  const { postcode: _, longitude, latitude, ...place } = was ?? { text: '', area: '' };
  const where = {
    ...place,
    text: written(fields.place),
    ...(written(fields.postcode) === '' ? {} : { postcode: written(fields.postcode) }),
  };
  // Coordinates are those of the place that was written.
  const located =
    was?.text === where.text
      ? { ...where, ...(longitude === undefined ? {} : { longitude }), ...(latitude === undefined ? {} : { latitude }) }
      : where;
  const typed: Seen = {
    title: written(fields.title),
    committedFrom: sameMinute(seen.committedFrom, instantOf(fields.from)),
    committedTo: sameMinute(seen.committedTo, instantOf(fields.to) ?? null),
    lateReason: written(fields.lateReason) || null,
    place: located,
    // A report without any may have an empty list or none.
    features: fields.features.length > 0 ? fields.features : Array.isArray(seen.features) ? [] : null,
    method: written(fields.method),
    marking: fields.marking,
    ...(fields.officer === '' ? {} : { officerInCase: fields.officer }),
  };
  const changed = Object.entries(typed).filter(
    ([field, value]) => value !== undefined && !isSame(value, seen[field as CrimeField] ?? null),
  );
  return {
    before: Object.fromEntries(changed.map(([field]) => [field, seen[field as CrimeField] ?? null])),
    changes: Object.fromEntries(changed),
  };
};
const sameMinute = (was: unknown, typed: string | null | undefined): unknown =>
  typeof was === 'string' && typeof typed === 'string' && was.slice(0, 16) === typed.slice(0, 16) ? was : typed;

export const changeFaults = (fields: ChangeFields, now: Date): Faults => {
  const { changes } = changedValues(fields);
  const faults = {
    ...brokenFaults(withoutNull(seenIn(fields)), withoutNull({ ...seenIn(fields), ...changes }), now.toISOString()),
    ...faultsOf({
      title: textFault(fields.title, w.none.title),
      from: whenFault(fields.from),
      to: fields.to.day !== '' || fields.to.time !== '' ? whenFault(fields.to) : undefined,
      lateReason: textFault(fields.lateReason, undefined, ANSWER_LENGTH),
      place: textFault(fields.place, w.none.place),
      postcode: textFault(fields.postcode, undefined, POSTCODE_LENGTH),
      method: longFault(fields.method),
    }),
  };
  return Object.keys(faults).length > 0 || Object.keys(changes).length > 0 ? faults : { title: w.noChange };
};

/** The rules that the changes break, in the words of a new report, at the field that is to be put right. The form changes no area and no owner. */
const brokenFaults = (before: Crime, after: Crime, now: string): Faults => {
  const fieldOf: Readonly<Record<BrokenRule, keyof ChangeFields>> = {
    EndsBeforeItBegins: 'to',
    StillToCome: after.committedFrom > now ? 'from' : 'to',
    BeforeRecords: 'from',
    CodeUnknown: 'place',
    OwnerUnknown: 'title',
  };
  return Object.fromEntries(newlyBroken(before, after, { now }).map((rule) => [fieldOf[rule], c.rules[rule]]));
};

/** Whether a victim is asked why it is reported only now. */
export const isLongAgo = ({ from, to }: ChangeFields, now: Date): boolean =>
  crimeFindings({ committedFrom: instantOf(from), committedTo: instantOf(to), place: { area: '' } }, { now: now.toISOString() }).some(
    ({ rule }) => rule === 'longAgo',
  );

export const changePayload = (crimeId: string, fields: ChangeFields): Given<'crime', 'crime.update'> => ({
  crimeId,
  ...(changedValues(fields) as Pick<Given<'crime', 'crime.update'>, 'before' | 'changes'>),
});
