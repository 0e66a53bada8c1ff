import { type ReactNode, useRef } from 'react';
import { serialOf } from '../../../format/text.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Marking } from '../../../ui/marks.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import type { MendingForm } from '../../../workspace/form/mendedPayload.ts';
import type { Faults, Form } from '../../../workspace/form/useForm.ts';
import { Check } from '../../../workspace/guide/Check.tsx';
import { Questions } from '../../../workspace/guide/Questions.tsx';
import { rememberPlace } from '../../../workspace/guide/steps.ts';
import { useGuide } from '../../../workspace/guide/useGuide.tsx';
import { useSteps } from '../../../workspace/guide/useSteps.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import type { FromLog } from '../../crime/forms/crimeFields.ts';
import { backFromReport } from '../location.ts';
import { missingDoubts, missingFaults } from './missingFaults.ts';
import { type MissingFields, newReport, unanswered } from './missingFields.ts';
import { readReport, reportOf } from './missingKept.ts';
import { missingPayload } from './missingPayload.ts';
import { Known } from './steps/Known.tsx';
import { Looks } from './steps/Looks.tsx';
import { Means } from './steps/Means.tsx';
import { Risk } from './steps/Risk.tsx';
import { Seen } from './steps/Seen.tsx';
import type { StepProps } from './steps/step.ts';
import { readOut, stepShown } from './steps/stepsShown.ts';
import { Who } from './steps/Who.tsx';
import { Worry } from './steps/Worry.tsx';
import { missingFieldOf, type QuestionStep, questionSteps, type Step, stepOf, steps } from './steps.ts';
import { useQuestionnaire } from './useQuestionnaire.ts';

const { missingPerson: w, guide: g } = strings.forms;
const parts = { who: Who, seen: Seen, worry: Worry, risk: Risk, looks: Looks, means: Means } as const;

/** A new report of somebody who is missing, asked question by question. `from`: the log it comes from, which answers what it knows. */
export const NewReport = ({ open, from }: { readonly open: MendingForm; readonly from: FromLog | undefined }) => {
  const { officer, link, codes, rename } = useWorkspace();
  const now = useNow();
  const questionnaire = useQuestionnaire();
  const { questions } = questionnaire;
  const lists = { areas: codes.of('area'), questions };
  const initial = useRef<MissingFields>(undefined);
  initial.current ??= newReport(officer, from);
  const fresh = initial.current;
  const faultsOf = ({ draft, attachments: { fault } }: Form<MissingFields>): Faults => ({
    ...missingFaults(draft.fields, draft.blobs, lists, now),
    ...(fault === undefined ? {} : { attachments: fault }),
  });
  const walk = useSteps(steps, stepOf, { at: open.at, refused: open.refusal && missingFieldOf(open.refusal.field) });
  const guide = useGuide<Step, MissingFields>({
    ...{ walk, names: w.steps, faults: faultsOf },
    shown: (step, fields, faults, seen) => stepShown(step, { fields, fresh, faults, seen, questions }),
    known: (step, fields) => step !== 'check' && <Known step={step} fields={fields} questions={questions} from={from} />,
    send: link?.link === 'offline' ? w.keep : w.send,
    waits: (step, fields) => {
      const [first, ...others] = unanswered(fields, questions);
      if (step !== 'worry' || first === undefined) return undefined;
      // Words are asked for in a box, which stands for the answer.
      const field = first.choice ? `answer-${first.code}` : `answer-${first.code}-text`;
      return { words: w.stillToAnswer(others.length + 1), field };
    },
  });
  const { payload: _, refusal: __, ...opened } = open;
  return (
    <CommandForm
      open={open}
      system="missing"
      command="missing.create"
      back={backFromReport(open.about)}
      left={{ pane: 'missing' }}
      initial={open.payload === undefined ? fresh : reportOf(open.payload, fresh)}
      read={(kept) => readReport(kept, fresh)}
      title={({ name }) => name}
      check={(fields, carried) => missingFaults(fields, carried, lists, new Date())}
      payload={(fields) => missingPayload(fields, questionnaire)}
      fieldOf={missingFieldOf}
      summary={({ name }) => w.summary(name)}
      madeLocation={(id) => ({ pane: 'missing', scope: 'mine', state: 'missing', id })}
      words={({ name, incidentId }) => ({
        title: name.trim() === '' ? w.title : w.titleOf(name.trim()),
        lead: `${incidentId === '' ? g.numberFollows : g.fromLog(serialOf(incidentId))} ${strings.forms.lead}`,
        send: w.send,
      })}
      mark={({ marking }) => <Marking marking={marking} />}
      guide={guide.page}
    >
      {(fields, change, faults, form) => {
        const typed = (some: Partial<MissingFields>): void => change({ ...some, seen: guide.seen(fields) });
        const props: StepProps = { fields, change: typed, faults, questions, from, attachments: form.attachments };
        const place = guide.place(fields);
        const goTo = guide.goTo(form);
        const part = (step: Step): ReactNode => {
          if (step !== 'check') {
            const Part = parts[step];
            return <Part {...props} />;
          }
          return (
            place.step === 'check' && (
              <Check<Step>
                steps={questionSteps}
                names={w.steps}
                stepOf={stepOf}
                reader={fields.reporter.trim() || undefined}
                readOut={(one) => readOut(one as QuestionStep, fields, questions)}
                all={faultsOf(form)}
                doubts={missingDoubts(fields, questions, form.attachments.attached.length)}
                goTo={goTo}
              />
            )
          );
        };
        return (
          <Questions
            steps={steps}
            questions={w.questions}
            helps={w.helps}
            place={place}
            goTo={goTo}
            note={(at) => rename({ pane: 'missing', form: { ...opened, at: rememberPlace(at) } })}
            formRef={form.formRef}
          >
            {part}
          </Questions>
        );
      }}
    </CommandForm>
  );
};
