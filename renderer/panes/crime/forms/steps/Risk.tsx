import { type Code, codesUnder } from '../../../../../contracts/domain/code-list.ts';
import { strings } from '../../../../strings/index.ts';
import { ChoiceField, TextField } from '../../../../ui/fields.tsx';
import { Toggles } from '../../../../ui/Toggles.tsx';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import type { AnswerFields } from '../crimeFields.ts';
import s from '../forms.module.css';
import type { StepProps } from './step.ts';
import { wordsToChoose } from './wordsToChoose.ts';

const { crime: w } = strings.forms;

/** Flags of the force's list, under each the questions that follow; and the marking. */
export const Risk = ({ fields, change, faults }: StepProps) => {
  const { codes } = useWorkspace();
  const flags = codes.of('crimeFlag');
  const questions = codes.of('flagQuestion');
  const answers = codes.of('flagAnswer');
  const words = wordsToChoose(flags, fields.flags);
  const answer = (given: AnswerFields): void => {
    const at = fields.answers.findIndex((one) => isSame(one, given));
    change({ answers: at < 0 ? [...fields.answers, given] : fields.answers.with(at, given) });
  };
  return (
    <>
      {words.length === 0 ? (
        <p>{w.noFlags}</p>
      ) : (
        <Toggles label={w.flags} name="flags" items={words} on={fields.flags} change={(on) => change({ flags: on })} />
      )}
      {fields.flags.map((flag) => {
        const code = flags?.find(({ label }) => label === flag)?.code;
        const asked = questionsOf(flag, code === undefined ? [] : codesUnder(questions, code), fields.answers);
        if (asked.length === 0) return null;
        return (
          <fieldset key={flag} className={s.flag}>
            <legend>{flag}</legend>
            {asked.map((question) => {
              const at = fields.answers.findIndex((one) => isSame(one, { flag, question: question.label }));
              const given = fields.answers[at]?.answer ?? '';
              const shared = {
                ...{ name: `answer-${at < 0 ? `${flag}-${question.label}` : at}`, label: question.label, value: given },
                change: (text: string): void => answer({ flag, question: question.label, answer: text }),
              };
              const offered = question.code === '' ? [] : codesUnder(answers, question.code);
              return offered.length === 0 ? (
                <TextField key={question.label} {...shared} wrong={faults[`answer-${at}`]} />
              ) : (
                <ChoiceField
                  key={question.label}
                  {...shared}
                  choices={Object.fromEntries(wordsToChoose(offered, given === '' ? [] : [given]).map(({ label }) => [label, label]))}
                />
              );
            })}
          </fieldset>
        );
      })}
      <ChoiceField
        name="marking"
        label={w.marking}
        choices={w.markings}
        value={fields.marking as keyof typeof w.markings}
        change={(marking) => change({ marking })}
      />
    </>
  );
};

const isSame = (one: Pick<AnswerFields, 'flag' | 'question'>, other: Pick<AnswerFields, 'flag' | 'question'>): boolean =>
  one.flag === other.flag && one.question === other.question;

/** Those of the force's list, and those that were answered and stand in no list any more: without a code. */
const questionsOf = (flag: string, listed: readonly Code[], answers: readonly AnswerFields[]): readonly Code[] => [
  ...listed,
  ...answers
    .filter((one) => one.flag === flag && !listed.some(({ label }) => label === one.question))
    .map(({ question }) => ({ code: '', label: question })),
];
