import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { CARE_QUESTION } from '../../../../../contracts/domain/missing-questions.ts';
import { missingChoices } from '../../../../../contracts/domain/missing-words.ts';
import { strings } from '../../../../strings/index.ts';
import { Chip } from '../../../../ui/Chip.tsx';
import { TextField, WhenField } from '../../../../ui/fields.tsx';
import { RadioCards } from '../../../../ui/RadioCards.tsx';
import { bind } from '../../../../workspace/form/useForm.ts';
import { answered, answerTo, questionsIn } from '../missingFields.ts';
import type { StepProps } from './step.ts';
import s from './steps.module.css';

const { missingPerson: w } = strings.forms;
const choices = missingChoices.map((value) => ({ value, label: w.choices[value] }));

/** The force's first questions: in words, or with yes, no or not known, which is an answer; a box only after yes. */
export const Worry = ({ fields, change, faults, questions }: StepProps) => {
  const shown = questionsIn(fields, questions);
  if (shown.length === 0) return <p role="note">{w.noQuestions}</p>;
  return (
    <div className={s.questions}>
      {shown.map((question) => {
        const { code, ask, hint, choice: isChoice } = question;
        const { choice, text } = answerTo(fields, code);
        const answer = (some: Parameters<typeof answered>[2]): void => change({ answers: answered(fields, question, some) });
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
                  choose={(next) => answer({ choice: next })}
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
                change={(next) => answer({ text: next })}
              />
            )}
            {code === CARE_QUESTION && choice === 'yes' && <WhenField {...bind(w, fields, faults, change)('careBy')} />}
          </div>
        );
      })}
    </div>
  );
};
