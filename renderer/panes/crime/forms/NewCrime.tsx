import { type ReactNode, useRef } from 'react';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Marking } from '../../../ui/marks.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import type { Faults, Form } from '../../../workspace/form/useForm.ts';
import { Check } from '../../../workspace/guide/Check.tsx';
import { Questions } from '../../../workspace/guide/Questions.tsx';
import { useGuide } from '../../../workspace/guide/useGuide.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { backFrom, type OpenForm } from '../location.ts';
import { type CrimeDoubt, crimeDoubts, crimeFaults } from './crimeFaults.ts';
import { type CrimeFields, type FromLog, newCrime } from './crimeFields.ts';
import { crimeOf, readCrime } from './crimeKept.ts';
import { crimePayload } from './crimePayload.ts';
import { How } from './steps/How.tsx';
import { Known } from './steps/Known.tsx';
import { plainParts } from './steps/plainParts.ts';
import { Recorded } from './steps/Recorded.tsx';
import { readerOf, readOut } from './steps/readOut.ts';
import type { StepProps } from './steps/step.ts';
import { headingOf, stepShown } from './steps/stepsShown.ts';
import { useCrimeSteps } from './steps/useSteps.ts';
import { type QuestionStep, questionSteps, reportFieldOf, type Step, stepOf, steps } from './steps.ts';

const { crime: w } = strings.forms;

/** A new report, asked question by question. `from`: the log it comes from, which answers what it knows. */
export const NewCrime = ({ open, from }: { readonly open: OpenForm; readonly from: FromLog | undefined }) => {
  const { officer, link, codes } = useWorkspace();
  const now = useNow();
  const lists = {
    areas: codes.of('area'),
    postcodeAreas: codes.of('postcodeArea'),
  };
  const initial = useRef<CrimeFields>(undefined);
  initial.current ??= newCrime(officer, from);
  const fresh = initial.current;
  const faultsOf = ({ draft, attachments: { fault } }: Form<CrimeFields>): Faults => ({
    ...crimeFaults(draft.fields, lists, now),
    ...(fault === undefined ? {} : { attachments: fault }),
  });
  const walk = useCrimeSteps(open, open.refusal && reportFieldOf(open.refusal.field));
  const guide = useGuide<Step, CrimeFields>({
    ...{ walk, names: w.steps, faults: faultsOf },
    shown: (step, fields, faults, seen) => stepShown(step, fields, fresh, faults, seen),
    known: (step) => from !== undefined && step !== 'check' && <Known {...from} />,
    send: link?.link === 'offline' ? w.keep : w.send,
  });
  return (
    <CommandForm
      open={open}
      system="crime"
      command="crime.create"
      back={backFrom('crime.create', open.about)}
      left={{ pane: 'crime', scope: 'mine' }}
      initial={open.payload === undefined ? fresh : crimeOf(open.payload, fresh)}
      read={(kept) => readCrime(kept, fresh)}
      title={({ what, place }) => what || place}
      check={(fields) => crimeFaults(fields, lists, new Date())}
      payload={crimePayload}
      fieldOf={reportFieldOf}
      summary={({ what }) => w.summary(what)}
      madeLocation={(id) => ({ pane: 'crime', scope: 'mine', id })}
      words={(fields) => ({ ...headingOf(fields), send: w.send })}
      mark={({ marking }) => <Marking marking={marking} />}
      guide={guide.page}
    >
      {(fields, change, faults, form) => {
        const typed = (some: Partial<CrimeFields>): void => change({ ...some, seen: guide.seen(fields) });
        const props: StepProps = { fields, change: typed, faults, from };
        const place = guide.place(fields);
        const goTo = guide.goTo(form);
        const part = (step: Step): ReactNode => {
          if (step === 'how') return <How {...props} attachments={form.attachments} />;
          if (step !== 'check') {
            const Part = plainParts[step];
            return <Part {...props} />;
          }
          const valueNotKnown = ({ doubt, at }: CrimeDoubt): ReactNode =>
            doubt === 'noValue' && at !== undefined && <Button onClick={() => typed(unvalued(fields, at))}>{w.valueNotKnown}</Button>;
          return (
            place.step === 'check' && (
              <Check<Step>
                steps={questionSteps}
                names={w.steps}
                stepOf={stepOf}
                reader={readerOf(fields)}
                readOut={(one) => readOut(one as QuestionStep, fields)}
                all={faultsOf(form)}
                doubts={crimeDoubts(fields, lists, now).map((one) => ({
                  ...{ key: `${one.doubt} ${one.at ?? ''}`, name: one.name, words: one.words, act: valueNotKnown(one) },
                }))}
                goTo={goTo}
              />
            )
          );
        };
        return (
          <>
            {from !== undefined && <Recorded crimes={from.log.crimes} />}
            <Questions
              steps={steps}
              questions={w.questions}
              helps={w.helps}
              place={place}
              goTo={goTo}
              note={walk.note}
              formRef={form.formRef}
            >
              {part}
            </Questions>
          </>
        );
      }}
    </CommandForm>
  );
};

const unvalued = ({ property }: CrimeFields, at: number): Partial<CrimeFields> => ({
  property: property.map((item, index) => (index === at ? { ...item, value: w.valueNotKnown } : item)),
});
