import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { ArrowRight20Regular } from '@fluentui/react-icons/svg/arrow-right';
import { Send20Filled } from '@fluentui/react-icons/svg/send';
import { type ReactNode, useRef } from 'react';
import { fieldsOf } from '../../../../contracts/domain/crime-changes.ts';
import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Marking } from '../../../ui/marks.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import type { Form } from '../../../workspace/form/useForm.ts';
import { Questions } from '../../../workspace/guide/Questions.tsx';
import { Rail, type StepShown } from '../../../workspace/guide/Rail.tsx';
import { stepBy } from '../../../workspace/guide/steps.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { How } from '../forms/steps/How.tsx';
import { plainParts } from '../forms/steps/plainParts.ts';
import { wordsOf } from '../forms/steps/stepsShown.ts';
import { useCrimeSteps } from '../forms/steps/useSteps.ts';
import { reportFieldOf, type Step, stepOf, steps } from '../forms/steps.ts';
import { backFrom, type OpenForm } from '../location.ts';
import { ChangeCheck } from './ChangeCheck.tsx';
import {
  type ChangeFields,
  changedValues,
  changeFaults,
  changeOf,
  changePayload,
  newChange,
  readChange,
  stepOfField,
} from './changeFields.ts';

const { update: w } = strings.changes;
const { steps: names, questions, helps } = strings.forms.crime;
const { guide: g } = strings.forms;
const FIRST = 'what';

/** Changes a report by the questions that a new one is asked: only what is changed goes to HQ, with what was seen. */
export const ChangeReport = ({ open, crime }: { readonly open: OpenForm; readonly crime: ShownCrime }) => {
  const { link, codes } = useWorkspace();
  const now = useNow();
  const lists = { areas: codes.of('area'), postcodeAreas: undefined };
  // As it was when the form was opened: HQ is told what was changed from what.
  const initial = useRef<ChangeFields>(undefined);
  initial.current ??= newChange(crime);
  const fresh = initial.current;
  const back = backFrom('crime.update', crime.id);
  const { placeFrom, goFrom, note } = useCrimeSteps(open, open.refusal && changedFieldOf(open.refusal.field));
  // What is chosen of the offence is not typed over by mistake.
  const place = placeFrom(FIRST, 'what');

  const guide = (form: Form<ChangeFields>) => {
    const { fields } = form.draft;
    const { step } = place;
    const goTo = goFrom(form, FIRST);
    const [before, on] = [stepBy(steps, step, -1), stepBy(steps, step, 1)];
    const wrong = Object.keys(form.faults);
    return {
      rail: <Rail steps={steps} names={names} at={step} shown={(one) => shown(one, fields, wrong)} goTo={goTo} />,
      known: false,
      before: (
        <>
          {before !== step && (
            <Button icon={<ArrowLeft20Regular />} aria-keyshortcuts="Control+PageUp" onClick={() => goTo(before)}>
              {names[before]}
            </Button>
          )}
          {on !== step && (
            <Button icon={<ArrowRight20Regular />} iconPosition="after" aria-keyshortcuts="Control+PageDown" onClick={() => goTo(on)}>
              {names[on]}
            </Button>
          )}
        </>
      ),
      send: link?.link === 'offline' ? w.keep : w.send,
      sendIcon: <Send20Filled />,
      toRight: wrong.length,
      busy: form.busy,
      submit: () => {
        const faults = Object.keys(changeFaults(fields, lists, new Date()));
        const first = steps.find((one) => faults.some((name) => stepOf(name) === one));
        // The form looks for its first fault where that can be seen.
        if (first === undefined || first === step) form.submit();
        else {
          form.leave(form.formRef.current);
          goTo(
            first,
            faults.find((name) => stepOf(name) === first),
          );
        }
      },
    };
  };

  return (
    <CommandForm
      open={open}
      system="crime"
      command="crime.update"
      back={back}
      initial={open.payload === undefined ? fresh : changeOf(open.payload, fresh)}
      read={(kept) => readChange(kept, fresh)}
      title={({ what }) => what}
      check={(fields) => changeFaults(fields, lists, new Date())}
      payload={(fields) => changePayload(crime.id, fields)}
      fieldOf={changedFieldOf}
      summary={(fields) => w.summary(Object.keys(changedValues(fields).changes).length)}
      madeLocation={() => back}
      words={() => ({ title: w.title(strings.app.numberOf(crime.id)), lead: w.lead, send: w.send })}
      mark={({ marking }) => <Marking marking={marking} />}
      guide={guide}
    >
      {(fields, change, faults, form) => {
        const props = { fields, change, faults, from: undefined };
        const goTo = goFrom(form, FIRST);
        const part = (one: Step): ReactNode => {
          if (one === 'how') return <How {...props} />;
          if (one === 'check')
            return (
              place.step === 'check' && (
                <ChangeCheck
                  fields={fields}
                  set={change}
                  faults={faults}
                  all={changeFaults(fields, lists, now)}
                  offence={crime.offence}
                  goTo={goTo}
                />
              )
            );
          const Part = plainParts[one];
          return <Part {...props} />;
        };
        return (
          <Questions steps={steps} questions={questions} helps={helps} place={place} goTo={goTo} note={note} formRef={form.formRef}>
            {part}
          </Questions>
        );
      }}
    </CommandForm>
  );
};

/** Of what is to be; of what was seen there is no field. */
const changedFieldOf = ([side, ...field]: readonly string[]): string | undefined => (side === 'changes' ? reportFieldOf(field) : undefined);

/** What is in each question, and whether it is as it was. */
const shown = (step: Step, fields: ChangeFields, wrong: readonly string[]): StepShown => {
  const changed = fieldsOf(changedValues(fields).changes);
  const isWrong = wrong.some((name) => stepOf(name) === step);
  const state = isWrong ? 'wrong' : changed.some((field) => stepOfField[field] === step) ? 'changed' : 'asItWas';
  return { state, detail: step === 'check' ? (wrong.length === 0 ? g.check : g.checkLeft(wrong.length)) : wordsOf(step, fields) || g.none };
};
