/** The questions of a report, in the order in which an officer asks them; the last is whether it is right. */
export const steps = ['who', 'seen', 'worry', 'risk', 'looks', 'means', 'check'] as const;
export type Step = (typeof steps)[number];
export type QuestionStep = Exclude<Step, 'check'>;
export const questionSteps = steps.filter((step) => step !== 'check');

/** The question that a field belongs to, by its name. */
export const stepOf = (name: string): Step => stepsOfFields[/^[a-zA-Z]+/.exec(name)?.[0] ?? ''] ?? 'check';
const stepsOfFields: Readonly<Record<string, Step>> = {
  ...{ people: 'who', name: 'who', born: 'who', age: 'who', sex: 'who', homeAddress: 'who', telephone: 'who' },
  ...{ seenAt: 'seen', place: 'seen', postcode: 'seen', area: 'seen', seenText: 'seen' },
  ...{ reporter: 'seen', relation: 'seen', reporterTelephone: 'seen', reporterNote: 'seen' },
  ...{ answer: 'worry', careBy: 'worry', grade: 'risk', reasons: 'risk', whyNotLower: 'risk' },
  ...{ description: 'looks', attachments: 'looks', means: 'means', places: 'means', marking: 'means' },
};

/** The name of the field that writes a field of a report, by its names, the outer first: "lastSeen", "place", "area". */
export const missingFieldOf = ([name = '', inner = '', last = 'text']: readonly string[]): string => {
  if (name === 'lastSeen') return inner === 'at' ? 'seenAt' : inner === 'text' ? 'seenText' : last === 'text' ? 'place' : last;
  if (name === 'reporter') return fieldNames[inner] ?? inner;
  if (name === 'risk') return inner === '' ? 'grade' : inner;
  return name === 'medicalNeed' ? 'careBy' : name === 'personId' ? 'name' : name;
};
const fieldNames: Readonly<Record<string, string>> = {
  name: 'reporter',
  telephone: 'reporterTelephone',
  note: 'reporterNote',
  personId: 'reporter',
};
