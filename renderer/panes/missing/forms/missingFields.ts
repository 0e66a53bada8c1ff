import type { MissingQuestion } from '../../../../contracts/domain/missing-questions.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import type { ShownReport } from '../../../../contracts/ipc/missing.ts';
import type { When } from '../../../ui/fields.tsx';
import { noWhen } from '../../../workspace/form/values.ts';
import { callerOf, type FromLog, type PersonFields } from '../../crime/forms/crimeFields.ts';
import type { RiskFieldsValue } from '../actions/RiskFields.tsx';
import { noRisk } from '../actions/riskFaults.ts';

/** `choice`: none is "", and of a question that is answered in words alone. */
export interface AnswerFields {
  /** Its code. */
  readonly question: string;
  /** How the force's list headed it when it was answered. */
  readonly asked: string;
  readonly choice: string;
  readonly text: string;
}

/** A new report as its form has it; what was left out is "". */
export interface MissingFields extends RiskFieldsValue {
  readonly name: string;
  /** Of the force's record of them. */
  readonly personId: string;
  readonly born: string;
  /** In years, where no date of birth is known. */
  readonly age: string;
  readonly sex: string;
  readonly homeAddress: string;
  readonly telephone: string;
  readonly seenAt: When;
  readonly place: string;
  readonly postcode: string;
  readonly area: string;
  readonly seenText: string;
  readonly reporter: string;
  readonly reporterId: string;
  readonly relation: string;
  readonly reporterTelephone: string;
  readonly reporterNote: string;
  readonly incidentId: string;
  readonly answers: readonly AnswerFields[];
  /** By when it matters that they have not had what they need. */
  readonly careBy: When;
  readonly description: string;
  readonly means: string;
  /** One a line. */
  readonly places: string;
  readonly marking: ShownReport['marking'];
  /** The questions that were looked at. */
  readonly seen: readonly string[];
}

/** Of the officer's own area; from a log, all that the log knows. */
export const newReport = (officer: Officer, from: FromLog | undefined): MissingFields => ({
  ...{ name: '', personId: '', born: '', age: '', sex: '', homeAddress: '', telephone: '' },
  ...{ seenAt: noWhen, place: '', postcode: '', area: officer.area, seenText: '' },
  ...{ reporter: '', reporterId: '', relation: '', reporterTelephone: '', reporterNote: '', incidentId: '' },
  answers: [],
  ...{ careBy: noWhen, ...noRisk, description: '', means: '', places: '', marking: 'OFFICIAL-SENSITIVE', seen: [] },
  ...(from === undefined ? {} : ofLog(from)),
});

/** The place is where the log is, and the caller is who tells us. */
const ofLog = ({ log, persons }: FromLog): Partial<MissingFields> => {
  const caller = log.caller === undefined ? undefined : callerOf({ log, persons });
  return {
    ...{ place: log.place.text, postcode: log.place.postcode ?? '', area: log.place.area, incidentId: log.id },
    ...(caller === undefined ? {} : { reporter: caller.name, reporterId: caller.personId, reporterTelephone: caller.contact }),
  };
};

/** Who is missing, as somebody of the log or of the force's records. */
export const ofPerson = ({ name, personId, born, address, contact }: PersonFields): Partial<MissingFields> => ({
  ...{ name, personId, born, homeAddress: address, telephone: contact, age: '' },
});
export const nobody: Partial<MissingFields> = { name: '', personId: '', born: '', age: '', sex: '', homeAddress: '', telephone: '' };

export const answerTo = ({ answers }: Pick<MissingFields, 'answers'>, question: string): AnswerFields =>
  answers.find((answer) => answer.question === question) ?? { question, asked: '', choice: '', text: '' };

/** The questions of the list, and those that were answered here before the list lost them. */
export const questionsIn = (
  { answers }: Pick<MissingFields, 'answers'>,
  listed: readonly MissingQuestion[],
): readonly MissingQuestion[] => [
  ...listed,
  ...answers
    .filter(({ question, choice, text }) => choice + text.trim() !== '' && !listed.some(({ code }) => code === question))
    .map(({ question, asked, choice }) => {
      const heading = asked === '' ? question : asked;
      return { code: question, ask: heading, hint: '', heading, choice: choice !== '' };
    }),
];

/** The answers with this one in the place of that to the same question. */
export const answered = (
  { answers }: Pick<MissingFields, 'answers'>,
  { code, heading }: MissingQuestion,
  some: Partial<Pick<AnswerFields, 'choice' | 'text'>>,
): readonly AnswerFields[] => {
  const answer = { ...answerTo({ answers }, code), asked: heading, ...some };
  const at = answers.findIndex(({ question }) => question === code);
  return at < 0 ? [...answers, answer] : answers.with(at, answer);
};

/** The questions that have no answer yet: words where words are asked for, else yes, no or not known. */
export const unanswered = (fields: Pick<MissingFields, 'answers'>, questions: readonly MissingQuestion[]): readonly MissingQuestion[] =>
  questions.filter(({ code, choice }) => {
    const answer = answerTo(fields, code);
    return (choice ? answer.choice : answer.text.trim()) === '';
  });
