import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { returnInterviewDue } from '../../../../contracts/domain/missing-review.ts';
import { LONG_TEXT_LENGTH } from '../../../../contracts/domain/text.ts';
import { dayClock, fullTime } from '../../../format/time.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Check, TextField } from '../../../ui/fields.tsx';
import { RadioCards } from '../../../ui/RadioCards.tsx';
import { ActionSheet } from '../../../workspace/form/ActionSheet.tsx';
import { bind } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, textFault, written } from '../../../workspace/form/values.ts';
import s from './actions.module.css';
import type { ActionProps } from './kinds.ts';
import { PARAGRAPH_LENGTH } from './riskFaults.ts';

const { wellBeing: w, found: f, choices } = strings.forms.missingPerson;

const questions = ['spokenAlone', 'hurt', 'victim', 'safeToReturn'] as const;
type Question = (typeof questions)[number];
type YesNo = 'yes' | 'no';
const yesNo = (['yes', 'no'] as const).map((value) => ({ value, label: choices[value] }));

type Fields = Readonly<Record<Question, string>> & {
  readonly notAloneWhy: string;
  readonly text: string;
  readonly returnInterview: boolean;
};
const nothing: Fields = { spokenAlone: '', hurt: '', victim: '', safeToReturn: '', notAloneWhy: '', text: '', returnInterview: true };
/** Of a payload an answer is true or false. */
const read = (kept: Readonly<Record<string, unknown>>): Fields => {
  const answers = questions.flatMap((one) => (typeof kept[one] === 'boolean' ? [[one, kept[one] ? 'yes' : 'no'] as const] : []));
  return fitted(nothing, { ...kept, ...Object.fromEntries(answers) });
};

/** Somebody has seen them and spoken with them: the second of two stages, which closes the report. */
export const WellBeing = ({ report, open, close }: ActionProps) => {
  const now = useNow();
  const { found, name } = report;
  const initial = open.payload === undefined ? nothing : read(open.payload);
  return (
    <ActionSheet<'missing', 'missing.wellBeing', Fields>
      open={open}
      system="missing"
      command="missing.wellBeing"
      initial={initial}
      read={read}
      title={({ text }) => text}
      check={(fields) =>
        faultsOf({
          ...Object.fromEntries(questions.map((one) => [one, fields[one] === '' ? w.unanswered : undefined])),
          notAloneWhy: fields.spokenAlone === 'no' ? textFault(fields.notAloneWhy, w.noNotAloneWhy, PARAGRAPH_LENGTH) : undefined,
          text: textFault(fields.text, w.noText, LONG_TEXT_LENGTH),
        })
      }
      payload={({ text, returnInterview, notAloneWhy, ...answers }) => ({
        ...{ missingId: report.id, text: written(text), returnInterview },
        ...(answers.spokenAlone === 'no' ? { notAloneWhy: written(notAloneWhy) } : {}),
        ...{ spokenAlone: answers.spokenAlone === 'yes', hurt: answers.hurt === 'yes' },
        ...{ victim: answers.victim === 'yes', safeToReturn: answers.safeToReturn === 'yes' },
      })}
      summary={() => w.summary(name)}
      words={() => ({ ...w, title: w.title(name) })}
      wide
      close={() => close()}
    >
      {(fields, change, faults) => {
        const field = bind(w, fields, faults, change);
        return (
          <div className={s.two}>
            <section className={s.column}>
              <h3 className={s.stage}>
                <CheckmarkCircle20Filled className={s.done ?? ''} />
                {f.stage}
              </h3>
              {found !== undefined && (
                <dl className={s.facts}>
                  {(
                    [
                      [f.when, dayClock(found.when, now)],
                      [f.byWhom, found.byWhom],
                      [f.where, found.where],
                      [f.condition, found.condition],
                      [f.told, found.told ?? ''],
                    ] as const
                  ).map(
                    ([term, what]) =>
                      what !== '' && (
                        <div key={term}>
                          <dt>{term}</dt>
                          <dd dir="auto">{what}</dd>
                        </div>
                      ),
                  )}
                </dl>
              )}
            </section>
            <section className={s.column}>
              <h3 className={s.stage}>
                <Clock20Filled />
                {f.checkStage}
              </h3>
              {questions.map((one) => (
                <div key={one} className={s.ask}>
                  <span aria-hidden>{w[one]}</span>
                  <RadioCards<YesNo>
                    label={w[one]}
                    name={one}
                    layout="row"
                    heard
                    cards={yesNo}
                    chosen={fields[one]}
                    choose={(answer) => change({ [one]: answer })}
                  />
                  {faults[one] !== undefined && <p className={s.wrong}>{faults[one]}</p>}
                  {one === 'spokenAlone' && fields.spokenAlone === 'no' && <TextField grows {...field('notAloneWhy')} />}
                </div>
              ))}
              <TextField long {...field('text')} hint={w.textHint} />
              <Check
                label={w.interview}
                lead={w.interviewWhy(fullTime(returnInterviewDue(found?.when ?? now.toISOString())))}
                on={fields.returnInterview}
                change={(returnInterview) => change({ returnInterview })}
              />
            </section>
          </div>
        );
      }}
    </ActionSheet>
  );
};
