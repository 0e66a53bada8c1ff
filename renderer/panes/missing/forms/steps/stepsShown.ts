import { missingQuestions } from '../../../../../contracts/domain/missing-words.ts';
import { listed, sentence, wordOf } from '../../../../format/text.ts';
import { fullTime } from '../../../../format/time.ts';
import { strings } from '../../../../strings/index.ts';
import type { Faults } from '../../../../workspace/form/useForm.ts';
import { instantOf } from '../../../../workspace/form/values.ts';
import type { StepShown } from '../../../../workspace/guide/Rail.tsx';
import { placesOf, yearsOf } from '../missingFaults.ts';
import { answerTo, type MissingFields, unanswered } from '../missingFields.ts';
import { type QuestionStep, type Step, stepOf } from '../steps.ts';

const { guide, missingPerson } = strings.forms;
const { details: w } = missingPerson;
/** A row of the rail, and of the check, shows the beginning of a long text. */
const MOST_SHOWN = 600;

/** How each question stands. `fresh`: the report as its log began it. `faults`: all that must be put right. `seen`: what was looked at. */
export const stepShown = (step: Step, fields: MissingFields, fresh: MissingFields, faults: Faults, seen: readonly string[]): StepShown => {
  const things = Object.keys(faults).length;
  if (step === 'check') return { state: 'toDo', detail: things === 0 ? guide.check : guide.checkLeft(things) };
  const isSeen = seen.includes(step);
  const isWrong = isSeen && Object.keys(faults).some((name) => stepOf(name) === step);
  const words = shortOf(step, fields);
  const whole = wordsOf(step, fields);
  const isFromLog = fields.incidentId !== '' && whole !== '' && whole === wordsOf(step, fresh);
  return {
    state: isWrong ? 'wrong' : isSeen ? 'done' : isFromLog ? 'fromLog' : 'toDo',
    detail: words || nothingOf(step, isSeen && !isWrong),
  };
};

const nothingOf = (step: QuestionStep, isDone: boolean): string =>
  step === 'who' ? w.who : step === 'risk' ? w.yours : isDone ? guide.none : guide.notStarted;

/** In the rail, how many of the questions are answered. */
const shortOf = (step: QuestionStep, fields: MissingFields): string => {
  if (step === 'worry') return w.answered(missingQuestions.length - unanswered(fields).length, missingQuestions.length);
  if (step === 'risk' && fields.grade === '' && unanswered(fields).length > 0) return w.afterQuestions;
  return wordsOf(step, fields);
};

/** As it is read out to whoever reports it: of who is missing, all that tells them from another. */
export const readOut = (step: QuestionStep, fields: MissingFields): string => {
  const { born, sex, homeAddress, telephone } = fields;
  const { known, sexes } = missingPerson;
  if (step !== 'who') return wordsOf(step, fields);
  return [wordsOf(step, fields), born !== '' && known.born(born), sex !== '' && wordOf(sexes, sex), homeAddress, telephone]
    .filter(Boolean)
    .join(', ');
};

/** What is written to a question, on one line; "" for nothing. */
export const wordsOf = (step: QuestionStep, fields: MissingFields): string =>
  wholeWordsOf(step, fields).slice(0, MOST_SHOWN).toWellFormed().replace(/\s+/g, ' ').trim();

const wholeWordsOf = (step: QuestionStep, fields: MissingFields): string => {
  switch (step) {
    case 'who':
      return fields.name === '' ? '' : strings.missing.named(fields.name, yearsOf(fields, new Date()));
    case 'seen': {
      const at = instantOf(fields.seenAt);
      return [fields.place, at !== undefined && fullTime(at), fields.reporter].filter(Boolean).join(', ');
    }
    case 'worry':
      return missingQuestions
        .flatMap(({ code, choice: isChoice }) => {
          const { choice, text } = answerTo(fields, code);
          const said = isChoice ? wordOf(strings.missing.choices, choice) : '';
          const words = [said, isChoice && choice !== 'yes' ? '' : text].filter(Boolean).join(', ');
          return words === '' ? [] : [sentence(`${wordOf(strings.missing.questions, code)}: ${words}`)];
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
