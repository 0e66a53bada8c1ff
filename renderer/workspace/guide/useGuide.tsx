import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { ArrowRight20Regular } from '@fluentui/react-icons/svg/arrow-right';
import { Send20Filled } from '@fluentui/react-icons/svg/send';
import type { ReactNode } from 'react';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import type { FormGuide } from '../../ui/FormPage.tsx';
import type { Faults, Form } from '../form/useForm.ts';
import type { Place } from './Questions.tsx';
import { Rail, type StepShown } from './Rail.tsx';
import { type GoTo, stepBy } from './steps.ts';
import type { Steps } from './useSteps.ts';

const { guide: w } = strings.forms;

/** What of a form is kept of the questions: those that were looked at. */
interface Looked {
  readonly seen: readonly string[];
}

/** A report that is gone through question by question: where the officer is in it, what was looked at, and the rail and foot of its page. */
export interface Guide<Step extends string, Fields extends object> {
  readonly place: (fields: Fields) => Place<Step>;
  readonly seen: (fields: Fields) => readonly string[];
  readonly goTo: (form: Form<Fields>) => GoTo<Step>;
  readonly page: (form: Form<Fields>) => FormGuide;
}

export const useGuide = <Step extends string, Fields extends object & Looked>({
  walk: { steps, last, looked, placeFrom, goFrom },
  names,
  faults,
  shown,
  known,
  send,
  waits,
}: {
  readonly walk: Steps<Step>;
  readonly names: Readonly<Record<Step, string>>;
  /** All that must be put right, whether or not it is said yet. */
  readonly faults: (form: Form<Fields>) => Faults;
  readonly shown: (step: Step, fields: Fields, faults: Faults, seen: readonly string[]) => StepShown;
  /** What is known already, beside a question. */
  readonly known: (step: Step, fields: Fields) => ReactNode;
  /** The words that send it. */
  readonly send: string;
  /** Why it is not gone on from a question yet: the key says it, and leads to the field that waits. */
  readonly waits?: (step: Step, fields: Fields) => { readonly words: string; readonly field: string } | undefined;
}): Guide<Step, Fields> => {
  /** The first that was not looked at. */
  const firstOf = (fields: Fields): Step => steps.find((step) => !fields.seen.includes(step)) ?? last;
  const place = (fields: Fields): Place<Step> => placeFrom(firstOf(fields));
  const seen = (fields: Fields): readonly string[] => [...new Set([...fields.seen, ...looked])];
  const goTo = (form: Form<Fields>): GoTo<Step> => goFrom(form, firstOf(form.draft.fields));
  const page = (form: Form<Fields>): FormGuide => {
    const { fields } = form.draft;
    const { step } = place(fields);
    const all = faults(form);
    const wrong = Object.keys(all).length;
    const go = goTo(form);
    const [back, on] = [stepBy(steps, step, -1), stepBy(steps, step, 1)];
    const isLast = step === last;
    const waiting = waits?.(step, fields);
    return {
      rail: <Rail steps={steps} names={names} at={step} shown={(one) => shown(one, fields, all, seen(fields))} goTo={go} />,
      known: known(step, fields),
      before: back !== step && (
        <Button icon={<ArrowLeft20Regular />} aria-keyshortcuts="Control+PageUp" onClick={() => go(back)}>
          {names[back]}
        </Button>
      ),
      send: isLast ? (wrong > 0 ? w.rightFirst(wrong) : send) : (waiting?.words ?? names[on]),
      sendIcon: isLast ? <Send20Filled /> : <ArrowRight20Regular />,
      toRight: isLast ? wrong : 0,
      busy: form.busy || (isLast && wrong > 0) || waiting !== undefined,
      submit: () => (isLast && wrong === 0 ? form.submit() : waiting === undefined ? go(on) : go(step, waiting.field)),
    };
  };
  return { place, seen, goTo, page };
};
