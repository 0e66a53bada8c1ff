import type { Crime } from '../../../../contracts/domain/crime.ts';
import {
  type CrimeField,
  changeableFields,
  type FieldValues,
  fieldValue,
  withDependent,
} from '../../../../contracts/domain/crime-changes.ts';
import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import { isSame } from '../../../../contracts/json.ts';
import type { Given } from '../../../../contracts/systems/index.ts';
import { strings } from '../../../strings/index.ts';
import type { Faults } from '../../../workspace/form/useForm.ts';
import { fitted, noWhen } from '../../../workspace/form/values.ts';
import { crimeFaults, type RuleLists } from '../forms/crimeFaults.ts';
import type { ReportFields } from '../forms/crimeFields.ts';
import { readFields, reportOf } from '../forms/crimeKept.ts';
import { reportValues } from '../forms/crimePayload.ts';
import type { Step } from '../forms/steps.ts';

/** A report as its changes are typed. `was`: the values that it had when they were begun, each as JSON, by field. `who`: what was typed to find the officer in the case. */
export interface ChangeFields extends ReportFields {
  readonly who: string;
  readonly officer: string;
  readonly was: string;
}

const { update: w } = strings.changes;

export const newChange = (crime: ShownCrime): ChangeFields => {
  const fields = typedOf(Object.fromEntries(changeableFields.map((field) => [field, fieldValue(crime, field)])));
  const { offence } = crime;
  return offence === undefined ? fields : { ...fields, offence: { code: offence.code, category: offence.category, text: offence.text } };
};

type Values = { readonly [Field in CrimeField]?: unknown };
/** As an item had them: `newChange` wrote them. */
type Seen = Values & Pick<FieldValues, 'place'> & { readonly people?: Crime['people'] | null };
const typedOf = (values: Values, was: Values = values): ChangeFields => {
  const officer = typeof values.officerInCase === 'string' ? values.officerInCase : '';
  return { ...reportOf(values), who: officer, officer, was: JSON.stringify(was) };
};

/** A change that HQ did not take, to be changed: over the values that were seen when it was decided. */
export const changeOf = (payload: Readonly<Record<string, unknown>>, fresh: ChangeFields): ChangeFields => {
  const { before, changes } = payload as { readonly before?: FieldValues; readonly changes?: FieldValues };
  const was = { ...seenIn(fresh), ...before };
  return typedOf({ ...was, ...changes }, was);
};

/** Of a draft: the form's own fields, or the payload of a command that was discarded with its words kept. */
export const readChange = (kept: Readonly<Record<string, unknown>>, fresh: ChangeFields): ChangeFields => {
  if (!('was' in kept) && !('seen' in kept)) return changeOf(kept, fresh);
  const read = readFields('was' in kept ? kept : earlier(kept, fresh), fresh);
  return { ...read, was: JSON.stringify({ ...seenIn(fresh), ...seenIn(read) }) };
};

/** A draft of an earlier program, which had fewer fields, and had seen fewer. */
const earlier = (kept: Readonly<Record<string, unknown>>, fresh: ChangeFields): Readonly<Record<string, unknown>> => {
  const { title, to, seen } = fitted({ title: '', to: noWhen, seen: '' }, kept);
  return { ...fresh, ...kept, what: title, whenKind: to.day === '' && to.time === '' ? 'at' : 'between', was: seen };
};

/** The values that were seen. */
export const seenIn = ({ was }: Pick<ChangeFields, 'was'>): Seen => {
  try {
    return JSON.parse(was) as Seen;
  } catch {
    return {};
  }
};

/** Of what is typed, what makes a value. */
const typedFor: { readonly [Field in CrimeField]: (fields: ChangeFields) => unknown } = {
  title: ({ what }) => what,
  type: ({ offence }) => offence.code,
  offenceCode: ({ offence }) => offence.code,
  committedFrom: ({ from }) => from,
  committedTo: ({ whenKind, to }) => (whenKind === 'at' ? null : to),
  lateReason: ({ lateReason }) => lateReason,
  place: ({ place, postcode, area }) => [place, postcode, area],
  features: ({ features }) => features,
  method: ({ method }) => method,
  people: ({ people }) => people,
  property: ({ property }) => property,
  vehicles: ({ vehicles }) => vehicles,
  flags: ({ flags }) => flags,
  flagAnswers: ({ flags, answers }) => answers.filter(({ flag }) => flags.includes(flag)),
  marking: ({ marking }) => marking,
  officerInCase: ({ officer }) => officer,
};

/** The question that each is asked in. */
export const stepOfField: Readonly<Record<CrimeField, Step>> = {
  ...{ title: 'what', type: 'what', offenceCode: 'what', place: 'where' },
  ...{ committedFrom: 'when', committedTo: 'when', lateReason: 'when', people: 'who', features: 'how', method: 'how' },
  ...{ property: 'property', vehicles: 'property', flags: 'risk', flagAnswers: 'risk', marking: 'risk', officerInCase: 'check' },
};

/**
 * What of the report is another than was seen, with what was seen of it and of what it is nothing without. What nobody has touched in the
 * form is as it was seen, to the letter: a form shows minutes, and knows none of a newer HQ's words.
 */
export const changedValues = (fields: ChangeFields): { readonly before: FieldValues; readonly changes: FieldValues } => {
  const seen = seenIn(fields);
  const base = typedOf(seen);
  const values = valuesOf(fields, seen, base);
  const changed = changeableFields.filter(
    (field) =>
      !isSame(typedFor[field](fields), typedFor[field](base)) && values[field] !== undefined && !isSame(values[field], seen[field] ?? null),
  );
  return {
    before: Object.fromEntries(withDependent(changed).map((field) => [field, seen[field] ?? null])),
    changes: Object.fromEntries(changed.map((field) => [field, values[field]])),
  };
};

/** As the contract has them; undefined for what the form leaves as it is. */
const valuesOf = (fields: ChangeFields, seen: Seen, base: ChangeFields): Values => {
  const { place, people, property, vehicles, features, flagAnswers, ...rest } = reportValues(fields);
  const { postcode: _, longitude, latitude, ...was }: Partial<Crime['place']> = seen.place ?? {};
  return {
    ...{ offenceCode: null, committedTo: null, lateReason: null, ...rest },
    // Coordinates are those of the place that was written.
    place: { ...was, ...(was.text === place.text ? { longitude, latitude } : {}), ...place },
    people: asSeen(people, fields.people, seen.people, base.people),
    property: asSeen(property, fields.property, seen.property, base.property),
    vehicles: asSeen(vehicles, fields.vehicles, seen.vehicles, base.vehicles),
    features: noneAs(seen.features, features),
    flagAnswers: noneAs(seen.flagAnswers, flagAnswers),
    officerInCase: fields.officer === '' ? undefined : fields.officer,
  };
};

/** A report without any may have an empty list or none. */
const noneAs = (seen: unknown, list: readonly unknown[]): readonly unknown[] | null =>
  list.length > 0 || Array.isArray(seen) ? list : null;

/** Records that were not touched as they were seen. */
const asSeen = (written: readonly unknown[], typed: readonly object[], seen: unknown, seenTyped: readonly object[]): readonly unknown[] =>
  written.map((value, at) => {
    const same = seenTyped.findIndex((one) => isSame(one, typed[at]));
    return (Array.isArray(seen) && same >= 0 && seen[same]) || value;
  });

/** What must be put right of what is changed: what is old and wrong stands in the way of no change. */
export const changeFaults = (fields: ChangeFields, lists: RuleLists, now: Date): Faults => {
  const base = typedOf(seenIn(fields));
  const old = crimeFaults(base, lists, now);
  const found = Object.entries(crimeFaults(fields, lists, now)).filter(
    ([name, words]) => old[name] !== words && !isUntouched(name, words, fields, base),
  );
  if (found.length > 0) return Object.fromEntries(found);
  if (fields.who.trim() !== '' && fields.officer === '') return { officer: w.noOfficer };
  return Object.keys(changedValues(fields).changes).length > 0 ? {} : { what: w.noChange };
};

const rowsOf = { person: 'people', item: 'property', vehicle: 'vehicles' } as const;
/** Whether it is about a record that is as it was seen, in another place of its list. */
const isUntouched = (name: string, words: string, fields: ChangeFields, base: ChangeFields): boolean => {
  const [, kind, at] = /^(person|item|vehicle)-(\d+)-/.exec(name) ?? [];
  if (kind === undefined || words === strings.forms.crime.rules.OwnerUnknown) return false;
  const list = rowsOf[kind as keyof typeof rowsOf];
  return base[list].some((row) => isSame(row, fields[list][Number(at)]));
};

export const changePayload = (crimeId: string, fields: ChangeFields): Given<'crime', 'crime.update'> => ({
  crimeId,
  ...(changedValues(fields) as Pick<Given<'crime', 'crime.update'>, 'before' | 'changes'>),
});
