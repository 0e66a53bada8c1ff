/** The questions of a report, in the order in which an officer asks them; the last is whether it is right. */
export const steps = ['what', 'where', 'when', 'who', 'how', 'property', 'risk', 'check'] as const;
export type Step = (typeof steps)[number];
export type QuestionStep = Exclude<Step, 'check'>;
export const questionSteps = steps.filter((step) => step !== 'check');

/** The question that a field belongs to, by its name. */
export const stepOf = (name: string): Step => stepsOfFields[/^[a-zA-Z]+/.exec(name)?.[0] ?? ''] ?? 'check';
const stepsOfFields: Readonly<Record<string, Step>> = {
  ...{ offence: 'what', what: 'what', place: 'where', postcode: 'where', area: 'where' },
  ...{ from: 'when', to: 'when', lateReason: 'when', people: 'who', person: 'who', features: 'how', method: 'how', attachments: 'how' },
  ...{ item: 'property', vehicle: 'property', flags: 'risk', answer: 'risk', marking: 'risk' },
};

/** The name of the field that writes a field of a report, by its names, the outer first: "place", "area". */
export const reportFieldOf = ([name = '', inner = '', last = 'text']: readonly string[]): string => {
  const row = rowNames[name];
  if (row !== undefined)
    return inner === ''
      ? row === 'person'
        ? 'people'
        : row
      : `${row}-${inner}${row === 'answer' ? '' : `-${last === 'personId' ? 'name' : last}`}`;
  if (name === 'place') return inner === '' || inner === 'text' ? 'place' : inner;
  return fieldNames[name] ?? name;
};
const rowNames: Readonly<Record<string, string>> = { people: 'person', property: 'item', vehicles: 'vehicle', flagAnswers: 'answer' };
const fieldNames: Readonly<Record<string, string>> = {
  ...{ title: 'what', type: 'offence', offenceCode: 'offence', committedFrom: 'from', committedTo: 'to', officerInCase: 'officer' },
};

/** The question `by` further on, or back; at either end, that one. */
export const stepBy = (step: Step, by: number): Step => steps[Math.min(steps.length - 1, Math.max(0, steps.indexOf(step) + by))] ?? step;

/** The first that was not looked at. */
export const firstUnseen = (seen: readonly string[]): Step => steps.find((step) => !seen.includes(step)) ?? 'check';

/** Where in the report the officer is. `field`: the name of the one that has the focus. */
export interface StepPlace {
  readonly step: Step;
  readonly field: string | undefined;
}
/** "how/method": such a place as it is remembered, and back. */
export const rememberPlace = ({ step, field }: StepPlace): string => (field === undefined ? step : `${step}/${field}`);
export const placeRemembered = (at: string): StepPlace | undefined => {
  const [name, field] = at.split('/');
  const step = steps.find((one) => one === name);
  return step && { step, field };
};
