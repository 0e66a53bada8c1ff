import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { type MissingQuestion, missingChoices, missingQuestions } from '../../../../../contracts/domain/missing-words.ts';
import { strings } from '../../../../strings/index.ts';
import { Chip } from '../../../../ui/Chip.tsx';
import { TextField, WhenField } from '../../../../ui/fields.tsx';
import { RadioCards } from '../../../../ui/RadioCards.tsx';
import { bind } from '../../../../workspace/form/useForm.ts';
import { type AnswerFields, answerTo } from '../missingFields.ts';
import type { StepProps } from './step.ts';
import s from './steps.module.css';

const { missingPerson: w } = strings.forms;
const choices = missingChoices.map((value) => ({ value, label: w.choices[value] }));

/** The six first questions: two in words, four with yes, no or not known, which is an answer; a box only after yes. */
export const Worry = ({ fields, change, faults }: StepProps) => {
  const answer = (question: MissingQuestion, some: Partial<AnswerFields>): void =>
    change({ answers: fields.answers.map((one) => (one.question === question ? { ...one, ...some } : one)) });
  return (
    <div className={s.questions}>
      {missingQuestions.map(({ code, choice: isChoice }) => {
        const { choice, text } = answerTo(fields, code);
        const { ask, hint } = w.question[code];
        return (
          <div key={code} className={s.question}>
            <div className={s.ask}>
              <p aria-hidden>
                {ask} <small>{hint}</small>
              </p>
              {isChoice && (
                <RadioCards
                  label={ask}
                  name={`answer-${code}`}
                  layout="row"
                  heard
                  cards={choices}
                  chosen={choice}
                  choose={(next) => answer(code, { choice: next })}
                />
              )}
            </div>
            {isChoice && choice === '' && (
              <Chip tone="warn" icon={<Warning20Filled />}>
                {w.chooseOne}
              </Chip>
            )}
            {(!isChoice || choice === 'yes') && (
              <TextField
                grows
                heard
                name={`answer-${code}-text`}
                label={`${ask} ${hint}`}
                value={text}
                wrong={faults[`answer-${code}-text`]}
                change={(next) => answer(code, { text: next })}
              />
            )}
            {code === 'care' && choice === 'yes' && <WhenField {...bind(w, fields, faults, change)('careBy')} />}
          </div>
        );
      })}
    </div>
  );
};
