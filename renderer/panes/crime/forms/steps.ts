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
