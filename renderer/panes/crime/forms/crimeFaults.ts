import type { Code } from '../../../../contracts/domain/code-list.ts';
import { type CrimeFinding, crimeFindings, type Doubt } from '../../../../contracts/domain/crime-rules.ts';
import { isRegistration, REGISTRATION_LENGTH } from '../../../../contracts/domain/registration.ts';
import { assertNever } from '../../../../contracts/result.ts';
import { strings } from '../../../strings/index.ts';
import type { Faults } from '../../../workspace/form/useForm.ts';
import { faultsOf, instantOf, longFault, textFault, whenFault, written } from '../../../workspace/form/values.ts';
import type { ReportFields } from './crimeFields.ts';

const { crime: w } = strings.forms;
/** As long as the contract takes them (contracts/domain/crime.ts, which the page does not carry). */
const POSTCODE_LENGTH = 10;
const VALUE_LENGTH = 20;
const BORN_LENGTH = 10;
const MARKS_LENGTH = 200;
const ANSWER_LENGTH = 500;
const MOST_FLAGS = 20;
const MOST_FEATURES = 30;

/** The force's lists that the rules look at; undefined where they have not come. */
export interface RuleLists {
  readonly areas: readonly Code[] | undefined;
  readonly postcodeAreas: readonly Code[] | undefined;
}

/** What must be put right before the report can be recorded, by the name of the field. */
export const crimeFaults = (fields: ReportFields, lists: RuleLists, now: Date): Faults =>
  faultsOf({
    what: textFault(fields.what, w.none.what),
    place: textFault(fields.place, w.none.place),
    postcode: textFault(fields.postcode, undefined, POSTCODE_LENGTH),
    area: textFault(fields.area, w.none.area),
    from: whenFault(fields.from),
    to: fields.whenKind === 'between' ? whenFault(fields.to) : undefined,
    lateReason: textFault(fields.lateReason, undefined, ANSWER_LENGTH),
    ...Object.fromEntries(fields.people.flatMap(personFaults)),
    features: fields.features.length > MOST_FEATURES ? w.tooMany(MOST_FEATURES) : undefined,
    method: longFault(fields.method),
    ...Object.fromEntries(fields.property.flatMap(propertyFaults)),
    ...Object.fromEntries(fields.vehicles.flatMap(vehicleFaults)),
    flags: fields.flags.length > MOST_FLAGS ? w.tooMany(MOST_FLAGS) : undefined,
    ...Object.fromEntries(
      fields.answers.map(({ flag, answer }, at) => [
        `answer-${at}`,
        fields.flags.includes(flag) ? textFault(answer, undefined, ANSWER_LENGTH) : undefined,
      ]),
    ),
    ...Object.fromEntries(
      findings(fields, lists, now).flatMap((finding) => (finding.must ? [[nameOf(finding, fields, now), w.rules[finding.rule]]] : [])),
    ),
  });

type Named = readonly (readonly [string, string | undefined])[];
const personFaults = ({ name, roles, born, contact, address }: ReportFields['people'][number], at: number): Named => [
  [`person-${at}-name`, textFault(name, w.none.name)],
  [`person-${at}-roles`, roles.length === 0 ? w.noRole : undefined],
  [`person-${at}-born`, textFault(born, undefined, BORN_LENGTH)],
  [`person-${at}-contact`, textFault(contact, undefined)],
  [`person-${at}-address`, textFault(address, undefined)],
];
const propertyFaults = ({ text, value, marks }: ReportFields['property'][number], at: number): Named => [
  [`item-${at}-text`, textFault(text, w.none.item)],
  [`item-${at}-value`, textFault(value, undefined, VALUE_LENGTH)],
  [`item-${at}-marks`, textFault(marks, undefined, MARKS_LENGTH)],
];
const vehicleFaults = ({ plate, description }: ReportFields['vehicles'][number], at: number): Named => [
  [`vehicle-${at}-plate`, plateFault(written(plate), written(description))],
  [`vehicle-${at}-description`, textFault(description, undefined)],
];
/** Part of one may be known alone, with a question mark for what is not. */
const plateFault = (plate: string, description: string): string | undefined => {
  if (plate === '') return description === '' ? strings.forms.wrong.none(w.none.vehicle) : undefined;
  return plate.length <= REGISTRATION_LENGTH && isRegistration(plate.toUpperCase().replaceAll('?', 'X')) ? undefined : w.registration;
};

/** What the officer should look at again, and may leave. `name`: of the field. */
export interface CrimeDoubt {
  readonly name: string;
  readonly words: string;
  readonly doubt: Doubt;
  readonly at?: number | undefined;
}
export const crimeDoubts = (fields: ReportFields, lists: RuleLists, now: Date): readonly CrimeDoubt[] =>
  findings(fields, lists, now).flatMap((finding) => {
    if (finding.must) return [];
    const words = w.doubts[finding.rule];
    const what = written(fields.property[finding.at ?? -1]?.text ?? '') || w.item((finding.at ?? 0) + 1);
    const name = nameOf(finding, fields, now);
    return [{ name, words: typeof words === 'string' ? words : words(what), doubt: finding.rule, at: finding.at }];
  });

/** What the rules look at, and no long text. */
const findings = (fields: ReportFields, lists: RuleLists, now: Date): readonly CrimeFinding[] => {
  const { offence, whenKind, from, to, lateReason, area, postcode, people, property } = fields;
  return crimeFindings(
    {
      offenceCode: offence.code === '' ? undefined : offence.code,
      committedFrom: instantOf(from),
      committedTo: whenKind === 'between' ? instantOf(to) : undefined,
      lateReason: written(lateReason),
      place: { area: written(area), postcode },
      people,
      property: property.map(({ kind, value, owner }) => ({
        ...{ kind, value: written(value), owner: owner === '' ? undefined : Number(owner) },
      })),
    },
    { ...lists, now: now.toISOString() },
  );
};

/** The field that a finding is about. */
const nameOf = ({ rule, at = 0 }: CrimeFinding, { from }: ReportFields, now: Date): string => {
  switch (rule) {
    case 'noOffence':
      return 'offence';
    case 'CodeUnknown':
      return 'area';
    case 'outsideForce':
      return 'postcode';
    case 'StillToCome':
      return (instantOf(from) ?? '') > now.toISOString() ? 'from' : 'to';
    case 'BeforeRecords':
      return 'from';
    case 'EndsBeforeItBegins':
    case 'longRange':
      return 'to';
    case 'longAgo':
      return 'lateReason';
    case 'noVictim':
      return 'people';
    case 'OwnerUnknown':
    case 'noOwner':
      return `item-${at}-owner`;
    case 'noValue':
      return `item-${at}-value`;
    default:
      return assertNever(rule);
  }
};
