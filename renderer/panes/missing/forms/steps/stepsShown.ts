import type { MissingQuestion } from '../../../../../contracts/domain/missing-questions.ts';
import { listed, sentence, wordOf } from '../../../../format/text.ts';
import { fullTime } from '../../../../format/time.ts';
import { strings } from '../../../../strings/index.ts';
import type { Faults } from '../../../../workspace/form/useForm.ts';
import { instantOf } from '../../../../workspace/form/values.ts';
import type { StepShown } from '../../../../workspace/guide/Rail.tsx';
import { placesOf, yearsOf } from '../missingFaults.ts';
import { answerTo, type MissingFields, questionsIn, unanswered } from '../missingFields.ts';
import { type QuestionStep, type Step, stepOf } from '../steps.ts';

const { guide, missingPerson } = strings.forms;
const { details: w } = missingPerson;
/** A row of the rail, and of the check, shows the beginning of a long text. */
const MOST_SHOWN = 600;

interface Shown {
  readonly fields: MissingFields;
  /** The report as its log began it. */
  readonly fresh: MissingFields;
  /** All that must be put right. */
  readonly faults: Faults;
  /** What was looked at. */
  readonly seen: readonly string[];
  readonly questions: readonly MissingQuestion[];
}

/** How each question of the form stands. */
export const stepShown = (step: Step, { fields, fresh, faults, seen, questions }: Shown): StepShown => {
  const things = Object.keys(faults).length;
  if (step === 'check') return { state: 'toDo', detail: things === 0 ? guide.check : guide.checkLeft(things) };
  const isSeen = seen.includes(step);
  const isWrong = isSeen && Object.keys(faults).some((name) => stepOf(name) === step);
  const words = shortOf(step, fields, questions);
  const whole = wordsOf(step, fields, questions);
  const isFromLog = fields.incidentId !== '' && whole !== '' && whole === wordsOf(step, fresh, questions);
  return {
    state: isWrong ? 'wrong' : isSeen ? 'done' : isFromLog ? 'fromLog' : 'toDo',
    detail: words || nothingOf(step, isSeen && !isWrong),
  };
};

const nothingOf = (step: QuestionStep, isDone: boolean): string =>
  step === 'who' ? w.who : step === 'risk' ? w.yours : isDone ? guide.none : guide.notStarted;

/** In the rail, how many of the questions are answered. */
const shortOf = (step: QuestionStep, fields: MissingFields, questions: readonly MissingQuestion[]): string => {
  const open = unanswered(fields, questions).length;
  if (step === 'worry') return w.answered(questions.length - open, questions.length);
  if (step === 'risk' && fields.grade === '' && open > 0) return w.afterQuestions;
  return wordsOf(step, fields, questions);
};

/** As it is read out to whoever reports it: of who is missing, all that tells them from another. */
export const readOut = (step: QuestionStep, fields: MissingFields, questions: readonly MissingQuestion[]): string => {
  const { born, sex, homeAddress, telephone } = fields;
  const { known, sexes } = missingPerson;
  if (step !== 'who') return wordsOf(step, fields, questions);
  return [wordsOf(step, fields, questions), born !== '' && known.born(born), sex !== '' && wordOf(sexes, sex), homeAddress, telephone]
    .filter(Boolean)
    .join(', ');
};

/** What is written to a question, on one line; "" for nothing. */
export const wordsOf = (step: QuestionStep, fields: MissingFields, questions: readonly MissingQuestion[]): string =>
  wholeWordsOf(step, fields, questions).slice(0, MOST_SHOWN).toWellFormed().replace(/\s+/g, ' ').trim();

const wholeWordsOf = (step: QuestionStep, fields: MissingFields, questions: readonly MissingQuestion[]): string => {
  switch (step) {
    case 'who':
      return fields.name === '' ? '' : strings.missing.named(fields.name, yearsOf(fields, new Date()));
    case 'seen': {
      const at = instantOf(fields.seenAt);
      return [fields.place, at !== undefined && fullTime(at), fields.reporter].filter(Boolean).join(', ');
    }
    case 'worry':
      return questionsIn(fields, questions)
        .flatMap(({ code, heading, choice: isChoice }) => {
          const { choice, text } = answerTo(fields, code);
          const said = isChoice ? wordOf(strings.missing.choices, choice) : '';
          const words = [said, isChoice && choice !== 'yes' ? '' : text].filter(Boolean).join(', ');
          return words === '' ? [] : [sentence(`${heading}: ${words}`)];
        })
        .join(' ');
    case 'risk':
      return fields.grade === ''
        ? ''
        : [strings.missing.risk(fields.grade), listed(fields.reasons), fields.whyNotLower].filter(Boolean).join('. ');
    case 'looks':
      return fields.description;
    case 'means':
      return [fields.means, placesOf(fields).join(', ')].filter(Boolean).join('. ');
  }
};
